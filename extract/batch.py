"""Many files, one after another or several at a time; what stops one never stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import ExtractError, TooLarge, UnreadableSource
from extract.model import Severity

if TYPE_CHECKING:
    import pandas as pd

    from extract.corrections import Correction

SECONDS = 100
FILE_BYTES = 100_000_000
SIDECAR_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: its estimates as a long DataFrame (None: not read), and what to say of it."""

    estimates: pd.DataFrame | None
    lines: tuple[str, ...] = ()


def outcomes(paths: Sequence[Path], jobs: int = 1, corrections: Sequence[Correction] = ()) -> Iterator[Outcome]:
    """The outcome of each file in the order given, `jobs` of them read at a time.

    Each file is read in a process of its own under limits; the threads here only wait for them.
    """
    if jobs == 1:
        yield from (outcome(path, corrections) for path in paths)
    else:
        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(lambda path: outcome(path, corrections), paths)


def outcome(path: Path, corrections: Sequence[Correction] = ()) -> Outcome:
    """Read one file with the sidecar beside it. Never raises for anything that is wrong with them."""
    from pandera.errors import SchemaError, SchemaErrors

    from extract.corrections import apply
    from extract.in_child import read_in_child
    from extract.schema import validate

    try:
        content, beside = _bytes(path), _sidecar(path)
        reading = apply(corrections, read_in_child(path.name, content, beside, seconds=SECONDS))
        estimates = validate(reading.estimates)
    except ExtractError as error:
        return Outcome(None, (printable(str(error)),))
    except OSError as error:
        cause = f"it cannot be opened ({error.strerror or error}). Check the path and the permissions."
        return Outcome(None, (printable(f"{path.name}: {cause}"),))
    except (SchemaError, SchemaErrors) as error:
        cause = f"what was found breaks the contract of the data ({str(error)[:200]}). Please report it with the file."
        return Outcome(None, (printable(f"{path.name}: {cause}"),))
    told = [f"{path.name}: {issue.message}" for issue in reading.issues if issue.severity is Severity.NOTE]
    if not len(estimates) and not told:
        told = [f"{path.name}: no share of approval was found in it"]
    return Outcome(estimates, tuple(map(printable, told)))


def _bytes(path: Path, most: int = FILE_BYTES) -> bytes:
    if path.is_dir():
        raise UnreadableSource(path.name or str(path), "it is a folder", "Give its files, as in FOLDER/*", "is-folder")
    with path.open("rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(path.name, f"it is larger than {most / 1_000_000:g} MB", "Split it into smaller files")
    return content


def _sidecar(path: Path) -> str | None:
    """The text of NAME.toml beside NAME.csv, if there is one."""
    beside = path.with_suffix(".toml")
    if beside == path or not beside.is_file():
        return None
    try:
        return _bytes(beside, SIDECAR_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableSource(beside.name, "it is not UTF-8", "Save it as UTF-8", "bad-sidecar") from error


def printable(text: str) -> str:
    """A text for a terminal: control, direction-changing and undecodable characters escaped.

    >>> printable("a\\x1b[31m\\nb\\u202ec")
    'a\\\\x1b[31m\\\\nb\\\\u202ec'
    """
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
