"""A watched folder: whole files go into the library, are read, and then stand in `done` or, with the reason, `failed`.

A file is taken when it has kept its size and time between two looks; who writes slowly writes under a name that ends
in `.part` or begins with a dot, and renames it. Killed at any moment, nothing is lost or taken twice: a file leaves the
folder only after the library has it, and the same bytes are one draft.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from dashboard.desk.arrivals import MOST_BYTES, too_large
from dashboard.desk.names import file_name
from dashboard.desk.worker import name_of_reader, read_draft
from dashboard.ingest import sidecar_of
from library import Drafts, Library
from library.drafts import State

DONE, FAILED = "done", "failed"
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download")
_WAIT_SECONDS = 0.3
_Mark = tuple[int, int]


class Inbox:
    """One folder. `look` is called again and again; what it finds whole it takes in."""

    def __init__(self, library: Library, folder: Path, who: str) -> None:
        self._library, self._folder, self._who = library, folder, who
        self._seen: dict[Path, _Mark] = {}

    def look(self, *, at_once: bool = False) -> Iterator[str]:
        """Take in the files that have come to rest (or all, `at_once`); a sentence about each."""
        marks = {path: mark for path in files_in(self._folder) if (mark := _mark(path)) is not None}
        whole = [path for path, mark in marks.items() if at_once or self._seen.get(path) == mark]
        self._seen = marks
        for path in whole:
            yield self._take(path)

    def _take(self, path: Path) -> str:
        try:
            said, is_read = taken_in(self._library, path, self._who)
        except OSError as error:
            said, is_read = f"{path.name}: it cannot be opened ({error.strerror or error}).", False
        place = self._folder / (DONE if is_read else FAILED)
        moved = _moved(path, place)
        if not is_read and moved:
            moved.with_name(f"{moved.name}.why.txt").write_text(f"{said}\n", encoding="utf-8")
        return said


def taken_in(library: Library, path: Path, who: str) -> tuple[str, bool]:
    """Put a file into the library as a draft and read it; a sentence about it, and whether it could be read.

    Raises OSError when the file cannot be opened.
    """
    name = file_name(path.name)
    if path.stat().st_size > MOST_BYTES:
        return too_large(name), False
    content = path.read_bytes()
    if not content:
        return f"{name}: the file is empty. Save or download it again.", False
    try:
        beside = sidecar_of(path)
    except UnicodeDecodeError:
        return f"{path.with_suffix('.toml').name}: it is not UTF-8. Save it as UTF-8.", False
    drafts = Drafts(library)
    put = drafts.put(name, content, sidecar=beside, who=who)
    if put.draft is None:
        return f"{name}: it is in the library already.", True
    _read(library, drafts, put.draft)
    return told(drafts, put.draft, name)


def _read(library: Library, drafts: Drafts, number: int) -> None:
    """Read a draft, or wait for the process that reads it; should that one be killed, it is our turn again."""
    reader = name_of_reader()
    while drafts.get(number).state in (State.WAITING, State.READING):
        draft = drafts.claim(reader, number)
        if draft is not None:
            read_draft(library, draft, reader)
        else:
            time.sleep(_WAIT_SECONDS)


def told(drafts: Drafts, number: int, name: str) -> tuple[str, bool]:
    """What has become of a draft, as a sentence, and whether that is good."""
    draft = drafts.get(number)
    if draft.state is State.FAILED:
        return draft.reason, False
    found = drafts.extracted(number).estimates
    doubted = int((found["issues"] != "").sum())
    values = f"{len(found)} {'value waits' if len(found) == 1 else 'values wait'} for review"
    return f"{name}: {values}, {doubted} of them to check (draft {number}).", True


def files_in(folder: Path) -> list[Path]:
    """The files to take, oldest first; sidecars, hidden and unfinished ones are no files of their own."""
    found = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
    wanted = [path for path in found if path.suffix.lower() not in (".toml", *_UNFINISHED)]
    return sorted(wanted, key=lambda path: (path.stat().st_mtime, path.name))


def _mark(path: Path) -> _Mark | None:
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def _moved(path: Path, place: Path) -> Path | None:
    """Move a file, with its sidecar, where it overwrites nothing; where it is now."""
    place.mkdir(exist_ok=True)
    target = next(free for free in _free_names(place, path.name) if not free.exists())
    beside = path.with_suffix(".toml")
    try:
        if beside != path and beside.is_file():
            os.replace(beside, target.with_suffix(".toml"))
        os.replace(path, target)
    except OSError:
        return None
    return target


def _free_names(place: Path, name: str) -> Iterator[Path]:
    plain = Path(name)
    yield place / name
    number = 2
    while True:
        yield place / f"{plain.stem} ({number}){plain.suffix}"
        number += 1
