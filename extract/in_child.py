"""Read a file in a child process that may hang, crash or eat memory without harm to anybody.

A file of 250 bytes can hang a PDF reader for ever, one of 69 bytes can make an HTML reader take
gigabytes. So each file gets a process of its own with limits, and whatever happens to it comes back
as one `ExtractError` with one sentence.
"""

from __future__ import annotations

import base64
import json
import logging
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from extract.cells import Cell
from extract.child import ANSWER_BYTES, PAGES, REPORT, SMALLER
from extract.errors import ExtractError, TimedOut, TooLarge, UnreadableSource, UnsupportedFormat
from extract.model import BBox, Issue, Location, Severity, Source
from extract.progress import Tell
from extract.readers.recognition import is_installed
from extract.tidy import COLUMNS, as_columns

if TYPE_CHECKING:
    import pandas as pd

_ROOT = Path(__file__).resolve().parent.parent
_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 0.2
_ERRORS = (UnsupportedFormat, UnreadableSource, TooLarge, TimedOut)

# All that Python needs of its surroundings; a database's password is none of a parser's business.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP", "USERPROFILE")
_SET = {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a child found in a file. `estimates` is long (`extract.tidy.COLUMNS`), `text` is `Document.text`.

    `cells` are the table and the column of each estimate (`extract.cells`).
    """

    source: Source
    estimates: pd.DataFrame
    issues: tuple[Issue, ...]
    text: str
    cells: tuple[Cell | None, ...] = ()


def read_in_child(
    name: str,
    content: bytes,
    sidecar_text: str | None = None,
    *,
    seconds: float = 60,
    memory_mb: int | None = None,
    tell: Tell | None = None,
) -> Reading:
    """What `extract.extract` finds in a file, found in a child process under limits.

    `tell` is told how many pages were read of how many, a few times a second (not on Windows).

    Raises an `ExtractError`: what the reader raised, TimedOut after `seconds`, TooLarge beyond
    `memory_mb` (1024, where text recognition is installed 2048) or when too much was found,
    UnreadableSource (code "parser-crash") when the child crashed.
    """
    memory_mb = memory_mb or (2048 if is_installed() else 1024)
    answer = _asked({"do": "read", "name": name, "sidecar": sidecar_text}, content, seconds, memory_mb, tell)
    try:
        source = Source(**answer["source"])
        cells = tuple((cell[0], cell[1]) if cell else None for cell in answer["cells"])
        reading = Reading(source, _frame(answer["estimates"]), _issues(answer["issues"]), answer["text"], cells)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _crashed(name, 0, seconds) from error
    return _kept(reading)


def look_in_child(name: str, content: bytes, places: Sequence[str], *, seconds: float = 30) -> list[dict[str, Any]]:
    """What stands round some places of a file: `extract.surroundings` as plain dicts. Raises like `read_in_child`."""
    asked = {"do": "look", "name": name, "places": list(places)}
    return list(_asked(asked, content, seconds, 1024)["views"])


def find_in_child(name: str, content: bytes, places: Sequence[str], *, seconds: float = 60) -> list[str]:
    """What is printed at some places (locators) of a file. Raises like `read_in_child`."""
    return list(_asked({"do": "find", "name": name, "places": list(places)}, content, seconds, 1024)["texts"])


def passages_in_child(name: str, content: bytes, *, seconds: float = 60) -> list[tuple[str, int, str]]:
    """All of a file's text as `extract.passages` gives it. Raises like `read_in_child`."""
    found = _asked({"do": "passages", "name": name}, content, seconds, 1024)["passages"]
    return [(str(locator), int(start), str(text)) for locator, start, text in found]


def place_in_child(name: str, content: bytes, start: int, end: int, *, seconds: float = 30) -> str:
    """The locator of a stretch of a file's text. Raises like `read_in_child`."""
    return str(_asked({"do": "place", "name": name, "span": [start, end]}, content, seconds, 1024)["locator"])


def page_in_child(
    name: str, content: bytes, marks: Sequence[tuple[str, str, str]], *, seconds: float = 30
) -> tuple[str, frozenset[int]]:
    """A saved HTML page made safe, with marks (place, kind, name) in it, and the numbers of those that were found.

    See `extract.readers.html_page`. Raises like `read_in_child`.
    """
    answer = _asked({"do": "page", "name": name, "marks": list(marks)}, content, seconds, 1024)
    return str(answer["html"]), frozenset(answer["found"])


def draw_in_child(
    name: str, content: bytes, page: int, boxes: Sequence[tuple[BBox, str]], *, cut: bool, seconds: float = 20
) -> bytes:
    """A page of a PDF as PNG with framed boxes: `extract.readers.pdf_picture`. Raises like `read_in_child`."""
    asked = {"do": "draw", "name": name, "page": page, "boxes": list(boxes), "cut": cut}
    return base64.b64decode(_asked(asked, content, seconds, 1024)["png"])


def _asked(
    asked: dict[str, Any], content: bytes, seconds: float, memory_mb: int, tell: Tell | None = None
) -> dict[str, Any]:
    """A child's answer to one question about one file."""
    name = asked["name"]
    # Files without a name, not pipes: nobody has to read and write at once, and a kill leaves nothing behind.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as noise:
        given.write(json.dumps(asked).encode() + b"\n" + content)
        given.seek(0)
        try:
            code = _run(_command(seconds, memory_mb), given, said, noise, seconds, tell)
        except subprocess.TimeoutExpired as error:
            raise _timed_out(name, seconds) from error
        if said.seek(0, os.SEEK_END) > ANSWER_BYTES:
            raise TooLarge(name, f"what was found in it is more than {ANSWER_BYTES // 1_000_000} MB", SMALLER)
        said.seek(0)
        return _answer(said.read(), name, code, seconds, noise)


def _command(seconds: float, memory_mb: int) -> list[str]:
    return [sys.executable, "-m", "extract.child", str(math.ceil(seconds)), str(memory_mb)]


def _run(
    command: list[str], given: IO[bytes], said: IO[bytes], noise: IO[bytes], seconds: float, tell: Tell | None
) -> int:
    """Run a command to its end, which comes after `seconds` at the latest; its exit code."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    child = subprocess.Popen(
        command, stdin=given, stdout=said, stderr=noise, env=kept | _SET, cwd=_ROOT, start_new_session=True
    )
    try:
        return child.wait(seconds) if tell is None else _watched(child, said, seconds, tell)
    finally:
        _end(child)


def _watched(child: subprocess.Popen[bytes], said: IO[bytes], seconds: float, tell: Tell) -> int:
    """Wait for a child like `wait`, and tell how far it is."""
    until = time.monotonic() + seconds
    before: tuple[int, int] | None = None
    while True:
        try:
            return child.wait(_LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            now = _pages(said)
            if now is not None and now != before:
                before = now
                tell(*now)
            if time.monotonic() > until:
                raise


def _pages(said: IO[bytes]) -> tuple[int, int] | None:
    """The last whole line about pages. Read past the file's position, which the child writes at."""
    if sys.platform == "win32":
        return None
    size = os.fstat(said.fileno()).st_size
    lines = os.pread(said.fileno(), 200, max(0, size - 200)).split(b"\n")
    words = lines[-2].split() if len(lines) > 1 else []
    if len(words) != 3 or words[0] != PAGES.encode() or not (words[1].isdigit() and words[2].isdigit()):
        return None
    return int(words[1]), int(words[2])


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child with all that it started: they are a session, so a group, of their own."""
    if sys.platform == "win32":
        child.kill()
    else:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # it ended by itself and had started nothing
    child.wait()


def _answer(said: bytes, name: str, code: int, seconds: float, noise: IO[bytes]) -> dict[str, Any]:
    try:
        answer = json.loads(said.strip().rpartition(b"\n")[2])  # what stands before it is about pages
        if "error" in answer:
            raise _error(**answer["error"])
        return dict(answer)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        noise.seek(max(0, noise.seek(0, os.SEEK_END) - 2000))
        _LOG.warning("the child that read %r ended with %d and said %a", name, code, noise.read())
        raise _crashed(name, code, seconds) from error


def _kept(reading: Reading) -> Reading:
    """The reading, if it keeps the contract: what a parser of strange files answers is not taken on trust."""
    from pandera.errors import SchemaErrors

    from extract.schema import explain, validate

    try:
        validate(reading.estimates)
    except SchemaErrors as error:
        cause = f"what was read from it cannot be right ({explain(error)[0]})"
        raise UnreadableSource(reading.source.name, cause, REPORT, "parser-crash") from error
    return reading


def _frame(columns: dict[str, list[Any]]) -> pd.DataFrame:
    import pandas as pd

    return as_columns(pd.DataFrame(columns, dtype=object), COLUMNS)


def _issues(issues: list[dict[str, Any]]) -> tuple[Issue, ...]:
    return tuple(
        Issue(Severity(issue["severity"]), issue["code"], issue["message"], _location(issue["location"]))
        for issue in issues
    )


def _location(place: dict[str, Any]) -> Location:
    return Location(**place | {"bbox": tuple(place["bbox"])} if "bbox" in place else place)


def _error(kind: str, name: str, cause: str, advice: str, code: str) -> ExtractError:
    """The error that the child met, of the same class where it is one of ours."""
    error = next((known for known in _ERRORS if known.__name__ == kind), ExtractError)(name, cause, advice)
    error.code = code
    return error


def _timed_out(name: str, seconds: float) -> TimedOut:
    return TimedOut(name, f"reading it took more than {seconds:g} seconds", SMALLER)


def _crashed(name: str, code: int, seconds: float) -> ExtractError:
    """The error for a child that ended without an answer. A negative code is the signal that ended it."""
    if sys.platform != "win32" and -code in (signal.SIGXCPU, signal.SIGALRM):
        return _timed_out(name, seconds)
    if sys.platform != "win32" and -code == signal.SIGKILL:  # ours comes after the timeout, so this is the system's
        return TooLarge(name, "the system ended the reading of it, most likely for want of memory", SMALLER)
    if -code == signal.SIGABRT:  # how a library written in C gives up when it gets no more memory
        return TooLarge(name, "the program that reads it gave up, most likely for want of memory", SMALLER)
    if code < 0:
        how = f"crashed ({signal.Signals(-code).name})" if -code in set(signal.Signals) else f"crashed ({-code})"
    else:
        how = f"ended without an answer (exit code {code})"
    return UnreadableSource(name, f"the program that reads it {how}", REPORT, "parser-crash")
