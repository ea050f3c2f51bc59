"""A folder of files into the library: each with the NAME.toml beside it, each in its own process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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
    added, failures = 0, []
    for done, (path, reading) in enumerate(_read_all(files), start=1):
        if isinstance(reading, ExtractError):
            failures.append(str(reading))
        else:
            kept = library.add(
                reading.source,
                path.read_bytes(),
                reading.estimates,
                sidecar=sidecar_of(path),
                issues=reading.issues,
            )
            added += 0 if kept.already else kept.estimates
        if progress:
            progress(path.name, done, len(files))
    return Ingested(len(files), added, tuple(failures))


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
    from extract.in_child import read_in_child

    try:
        return read_in_child(path.name, path.read_bytes(), sidecar_of(path))
    except ExtractError as error:
        return error
