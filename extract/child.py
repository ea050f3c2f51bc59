"""Read one file in a process of its own: `python -m extract.child SECONDS MEGABYTES`.

Standard input holds one line of JSON (what to do, name, …) and then the file's bytes; the answer, JSON too, goes to
standard output, behind lines that say how far the reading is: a file from a stranger never reaches `pickle`.
`extract.in_child` is the other end.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from extract import progress
from extract.errors import ExtractError, TooLarge, UnreadableSource

if TYPE_CHECKING:
    from extract.model import Issue, Sidecar

ANSWER_BYTES = 64_000_000
PAGES = "pages"
"""How a line begins that says how far the reading is."""
SMALLER = "Split it into smaller files"
REPORT = "Please report it with the file"


def set_limits(seconds: int, memory_mb: int) -> None:
    """Have the system end this process, and all it starts, when it takes too much. Not on Windows."""
    if sys.platform == "win32":
        return
    import resource
    import signal

    def lower(limit: int, soft: int, hard: int) -> None:
        now = resource.getrlimit(limit)[1]
        most = (soft, hard) if now == resource.RLIM_INFINITY else (min(soft, now), min(hard, now))
        resource.setrlimit(limit, most)

    # At the soft limit of CPU time comes SIGXCPU, which tells it from the SIGKILL for want of memory.
    lower(resource.RLIMIT_CPU, seconds, seconds + 1)
    lower(
        resource.RLIMIT_FSIZE, ANSWER_BYTES + 1, ANSWER_BYTES + 1
    )  # one more than may be answered, so that too much shows
    lower(resource.RLIMIT_NOFILE, 256, 256)
    lower(resource.RLIMIT_CORE, 0, 0)
    if sys.platform != "darwin":  # macOS knows this limit but refuses to set it
        lower(resource.RLIMIT_AS, memory_mb * 1_000_000, memory_mb * 1_000_000)
    # Should the one who waits for us be killed, nobody would stop a reading that sleeps.
    signal.alarm(seconds + 5)


def answer(name: str, content: bytes, sidecar_text: str | None) -> str:
    """What is found in a file, or why it cannot be read, as JSON on one line. Never raises."""
    return _guarded(name, lambda: _reading(name, content, sidecar_text))


def shown(asked: dict[str, Any], content: bytes) -> str:
    """What stands round places ("look") or at them ("find"), a page as a picture ("draw"), a saved page made safe.

    Or all of the text in passages ("passages"), or where a stretch of it stands ("place"). Never raises.
    """
    acts = {
        "look": _surroundings,
        "find": _found,
        "passages": _passages,
        "place": _place,
        "draw": _picture,
        "page": _page,
    }
    act = acts[asked["do"]]
    return _guarded(asked["name"], lambda: act(asked, content))


def _guarded(name: str, act: Callable[[], dict[str, Any]]) -> str:
    try:
        return json.dumps(act())
    except ExtractError as error:
        return _failure(error)
    except MemoryError:
        return _failure(TooLarge(name, "reading it takes too much memory", SMALLER))
    except Exception as error:
        cause = f"the program failed on it ({type(error).__name__}: {str(error)[:200]})"
        return _failure(UnreadableSource(name, cause, REPORT, "parser-crash"))


def _surroundings(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from extract import readers
    from extract.model import Location
    from extract.surroundings import surroundings

    document = readers.read(asked["name"], content)
    places = [Location.from_locator(locator) for locator in asked["places"]]
    return {"views": [asdict(view) for view in surroundings(document, places)]}


def _found(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from extract import readers
    from extract.model import Location

    document = readers.read(asked["name"], content)
    return {"texts": [document.printed(Location.from_locator(locator)) for locator in asked["places"]]}


def _passages(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from extract import readers
    from extract.passages import passages

    return {"passages": list(passages(readers.read(asked["name"], content)))}


def _place(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from extract import readers

    start, end = asked["span"]
    return {"locator": readers.read(asked["name"], content).place(start, end).locator}


def _page(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from extract.model import Location, Source
    from extract.readers import from_html
    from extract.readers.html_page import Mark, marked_page

    marks = [Mark(Location.from_locator(at), kind, name) for at, kind, name in asked["marks"]]
    root = from_html.tree(asked["name"], content)
    document = from_html.written(Source(asked["name"], "", from_html.MEDIA_TYPE), root)
    page, found = marked_page(root, document, marks)
    return {"html": page, "found": found}


def _picture(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from extract.readers.pdf_picture import picture

    boxes = [((box[0], box[1], box[2], box[3]), colour) for box, colour in asked["boxes"]]
    drawn = picture(asked["name"], content, asked["page"], boxes, cut=asked["cut"])
    return {"png": base64.b64encode(drawn).decode()}


def _reading(name: str, content: bytes, sidecar_text: str | None) -> dict[str, Any]:
    # Imported here: what fails to load is answered for like what fails to read, and under the limits.
    from extract import readers, understand
    from extract.cells import cells_of
    from extract.tidy import to_columns

    document = readers.read(name, content)
    extraction = understand(document, _sidecar(sidecar_text, name))
    source = extraction.source
    return {
        "source": {"name": source.name, "sha256": source.sha256, "media_type": source.media_type},
        "estimates": to_columns(extraction.estimates),
        "issues": [_issue(issue) for issue in extraction.issues],
        "text": document.text,
        "cells": cells_of(document, extraction.estimates),
    }


def _sidecar(text: str | None, name: str) -> Sidecar | None:
    from extract import sidecar

    return sidecar.parse(text, f"{name.rpartition('.')[0] or name}.toml") if text else None


def _issue(issue: Issue) -> dict[str, Any]:
    place = {name: value for name, value in asdict(issue.location).items() if value is not None}
    return {"severity": issue.severity, "code": issue.code, "message": issue.message, "location": place}


def _failure(error: ExtractError) -> str:
    said = {"kind": type(error).__name__, "name": error.name, "cause": error.cause}
    return json.dumps({"error": said | {"advice": error.advice, "code": error.code}})


def _tell(out: int, page: int, pages: int) -> None:
    """A line before the answer, which is the last one."""
    os.write(out, f"{PAGES} {page} {pages}\n".encode())


def main() -> None:
    """Read standard input, answer on standard output."""
    # What native libraries print goes to standard error; only the answer goes where the answer is awaited.
    sys.stdout.flush()
    out = os.dup(1)
    os.dup2(2, 1)
    set_limits(int(sys.argv[1]), int(sys.argv[2]))
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    progress.listen(lambda page, pages: _tell(out, page, pages))
    said = answer(asked["name"], content, asked["sidecar"]) if asked["do"] == "read" else shown(asked, content)
    with os.fdopen(out, "wb") as file:
        file.write(said.encode())


if __name__ == "__main__":
    main()
