"""Many files, one after another or several at a time; what stops one never stops the others."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from types import FrameType
from typing import TYPE_CHECKING

from extract.errors import ExtractError, TimedOut, TooLarge, UnreadableSource

if TYPE_CHECKING:
    import pandas as pd

    from extract.model import Extraction

SECONDS = 100
MEMORY_BYTES = 3 << 30
FILE_BYTES = 100_000_000
SIDECAR_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: its estimates as a long DataFrame (None: not read), and what to say of it."""

    estimates: pd.DataFrame | None
    lines: tuple[str, ...] = ()


def outcomes(paths: Sequence[Path], jobs: int = 1) -> Iterator[Outcome]:
    """The outcome of each file, in the order given; with `jobs` above 1 in that many processes."""
    if min(jobs, len(paths)) < 2:
        yield from map(outcome, paths)
        return
    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        futures = [pool.submit(outcome, path) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _alone(path)


def _alone(path: Path) -> Outcome:
    """A file read once more in a process of its own: a crash takes all that are read beside it along."""
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(outcome, path).result()
        except BrokenProcessPool:
            return _failed(path, "the program that reads it crashed. Please report it with the file.")


def outcome(path: Path) -> Outcome:
    """Read one file with the sidecar beside it. Never raises for anything that is wrong with them."""
    try:
        with _limits(path.name):
            extraction, estimates = _extract(path)
    except ExtractError as error:
        return Outcome(None, (printable(str(error)),))
    except MemoryError:
        return Outcome(None, (printable(str(TooLarge(path.name, "reading it takes too much memory", _SPLIT))),))
    except OSError as error:
        return _failed(path, f"it cannot be opened ({error.strerror or error}). Check the path and the permissions.")
    except Exception as error:
        return _failed(path, f"the program failed on it ({_where(error)}). Please report it with the file.")
    told = [] if extraction.estimates else [f"{path.name}: {issue.message}" for issue in extraction.issues]
    if not extraction.estimates and not told:
        told = [f"{path.name}: no share of approval was found in it"]
    return Outcome(estimates, tuple(map(printable, told)))


_SPLIT = "Split it into smaller files"


def _failed(path: Path, cause: str) -> Outcome:
    return Outcome(None, (printable(f"{path.name}: {cause}"),))


def _extract(path: Path) -> tuple[Extraction, pd.DataFrame]:
    """What is found in a file, and its estimates held against the contract of the data."""
    from extract.schema import validate
    from extract.tidy import to_frame

    extraction = _extraction(path)
    return extraction, validate(to_frame(extraction.estimates))


def _extraction(path: Path) -> Extraction:
    from extract import extract, sidecar

    if path.is_dir():
        raise UnreadableSource(path.name or str(path), "it is a folder", "Give its files, as in FOLDER/*", "is-folder")
    beside = path.with_name(path.name + ".toml") if path.suffix == ".toml" else path.with_suffix(".toml")
    content = _bytes(path, FILE_BYTES)
    if beside.is_file():
        text = _bytes(beside, SIDECAR_BYTES)
        return extract(path.name, content, sidecar.parse(_utf8(beside, text), beside.name))
    return extract(path.name, content)


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(path.name, f"it is larger than {most // 1_000_000 or 0.1} MB", _SPLIT)
    return content


def _utf8(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableSource(path.name, "it is not UTF-8", "Save it as UTF-8", "bad-sidecar") from error


@contextmanager
def _limits(name: str) -> Iterator[None]:
    """End a reading that takes too long or too much memory, where the system offers the means."""
    if sys.platform == "win32":
        yield
        return
    import resource

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimedOut(name, f"reading it took more than {SECONDS} seconds", _SPLIT)

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _where(error: Exception) -> str:
    """The error and the line of ours it came from, on one line."""
    ours = [
        frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(Path(__file__).parent)
    ]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}: {str(error)[:200]}{place}"


def printable(text: str) -> str:
    """A text for a terminal: control, direction-changing and undecodable characters escaped.

    >>> printable("a\\x1b[31m\\nb\\u202ec")
    'a\\\\x1b[31m\\\\nb\\\\u202ec'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
