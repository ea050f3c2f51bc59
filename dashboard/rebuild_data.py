"""Rebuild `data/published/` from `data/sources/`: `python -m dashboard.rebuild_data`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

from dashboard.ingest import Ingested, add_folder, corrections_beside
from extract.errors import UnreadableSource
from library import open_library
from library.releasing import publish, zipped

DATA = Path(__file__).parent.parent / "data"
ZIP = DATA / "toplines.zip"


def rebuild(sources: Path, published: Path) -> Ingested:
    """Read every source into a fresh library, corrected by the corrections.csv beside the folder, and publish it.

    Nothing is published when a source or a correction fails.
    """
    with tempfile.TemporaryDirectory(prefix="toplines-") as folder:
        library = open_library(f"sqlite:///{Path(folder, 'library.sqlite').as_posix()}")
        try:
            corrections = corrections_beside(sources)
            done = add_folder(library, sources, corrections=corrections)
            if not done.failures:
                publish(library, published, [astuple(correction) for correction in corrections])
        finally:
            library.dispose()
    return done


def main() -> int:
    """Exit 0 when the data were published, 2 when a source could not be read."""
    try:
        done = rebuild(DATA / "sources", DATA / "published")
    except UnreadableSource as error:  # the corrections; a source that cannot be read is among the failures
        print(error, file=sys.stderr)
        return 2
    for failure in done.failures:
        print(failure, file=sys.stderr)
    if done.failures:
        return 2
    release = {path.name: path.read_bytes() for path in (DATA / "published").iterdir() if path.is_file()}
    ZIP.write_bytes(zipped(release))
    print(f"{done.estimates} estimates of {done.files} sources are in {DATA / 'published'}, and as one file in {ZIP}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
