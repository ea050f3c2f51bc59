"""A folder of files into the library: each with the NAME.toml beside it, each in its own process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.reading import read
from extract.errors import ExtractError

if TYPE_CHECKING:
    from extract.in_child import Reading
    from library import Library

Progress = Callable[[str, int, int], None]
"""Told the file just finished, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of a folder. `failures` are one sentence a file, naming it, the cause and what to do."""

    files: int
    estimates: int
    failures: tuple[str, ...]


def add_folder(library: Library, folder: Path, progress: Progress | None = None) -> Ingested:
    """Add every file of a folder; one that cannot be read is reported and the others are done."""
    files = files_of(folder)
    readings = []
    for done, pair in enumerate(_read_all(files), start=1):
        readings.append(pair)
        if progress:
            progress(pair[0].name, done, len(files))
    # All are read before the first is added: whoever stops it half-way finds the library empty, not half full.
    added = sum(_add(library, path, found) for path, found in readings if not isinstance(found, ExtractError))
    failures = tuple(str(found) for _, found in readings if isinstance(found, ExtractError))
    return Ingested(len(files), added, failures)


def _add(library: Library, path: Path, found: Reading) -> int:
    content, beside = path.read_bytes(), sidecar_of(path)
    kept = library.add(found.source, content, found.estimates, sidecar=beside, issues=found.issues)
    return 0 if kept.already else kept.estimates


def files_of(folder: Path) -> list[Path]:
    """The files to read, by name; sidecars and hidden files are not read on their own."""
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix != ".toml" and not p.name.startswith("."))


def sidecar_of(path: Path) -> str | None:
    """The text of NAME.toml beside NAME.csv; None where there is none."""
    beside = path.with_suffix(".toml")
    return beside.read_text(encoding="utf-8") if beside.is_file() else None


def _read_all(files: list[Path]) -> Iterator[tuple[Path, Reading | ExtractError]]:
    """The readings in the order of the files, a few children at a time."""
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        yield from zip(files, pool.map(_read, files), strict=True)


def _read(path: Path) -> Reading | ExtractError:
    try:
        return read(path.name, path.read_bytes(), sidecar_of(path))
    except ExtractError as error:
        return error
