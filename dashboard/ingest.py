"""A folder of files into the library: each with the NAME.toml beside it, each in its own process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.reading import read
from extract.corrections import Correction, apply, parse
from extract.errors import CorrectionFailed, ExtractError

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


def add_folder(
    library: Library, folder: Path, progress: Progress | None = None, corrections: Sequence[Correction] = ()
) -> Ingested:
    """Add every file of a folder, corrected; one that cannot be read is reported and the others are done."""
    files = files_of(folder)
    readings: list[tuple[Path, Reading | ExtractError]] = []
    for done, pair in enumerate(_read_all(files), start=1):
        readings.append((pair[0], _corrected(pair[1], corrections)))
        if progress:
            progress(pair[0].name, done, len(files))
    # All are read before the first is added: whoever stops it half-way finds the library empty, not half full.
    added = sum(_add(library, path, found) for path, found in readings if not isinstance(found, ExtractError))
    failures = tuple(str(found) for _, found in readings if isinstance(found, ExtractError))
    failures += tuple(_without_source(corrections, files))
    return Ingested(len(files), added, failures)


def corrections_beside(folder: Path) -> tuple[Correction, ...]:
    """The corrections.csv that stands beside a folder of sources, if there is one. Raises UnreadableSource."""
    path = folder.parent / "corrections.csv"
    return parse(path.read_text(encoding="utf-8"), path.name) if path.is_file() else ()


def _corrected(found: Reading | ExtractError, corrections: Sequence[Correction]) -> Reading | ExtractError:
    try:
        return found if isinstance(found, ExtractError) else apply(corrections, found)
    except CorrectionFailed as error:
        return error


def _without_source(corrections: Sequence[Correction], files: Sequence[Path]) -> Iterator[str]:
    """A sentence for each correction of a file that is not there, or not as it was."""
    here = {sha256(path.read_bytes()).hexdigest() for path in files} if corrections else set()
    for correction in corrections:
        if correction.source not in here:
            yield f"No file has the SHA-256 {correction.source}, of which {correction.locator} is corrected."


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
