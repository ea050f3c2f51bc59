"""What a file may be at most, and how we say so. Checked before anything is built in memory.

The figures stand far above any poll report and far below what a hostile file can ask for.
"""

from __future__ import annotations

from extract.errors import TooLarge

TEXT_BYTES = 50_000_000
CELLS = 200_000
SPREAD_CELLS = 2_000_000
SPREAD = "cells between the first and the last one in use"
COLUMNS = 2_000
LINES = 500_000
ATTRIBUTES = 2_000
FIELD_CHARACTERS = 128_000
PAGES = 500
GLYPHS_A_PAGE = 60_000
SEGMENTS_A_PAGE = 50_000
WORDS_A_PAGE = 15_000
RECOGNISED_PAGES = 4  # a page takes five to ten seconds of processor time, and a file has sixty
RECOGNISED_PIXELS = 6_000_000
PICTURE_PIXELS = 50_000_000
STREAM_BYTES = 75_000_000
ZIP_ENTRIES = 1_000
ZIP_BYTES = 200_000_000
ZIP_RATIO = 100
MERGED_CELLS = 10_000
DEPTH = 200


def check(name: str, count: int, most: int, things: str, advice: str = "Split it into smaller files") -> None:
    """Raise `TooLarge` when there are more things than there may be.

    >>> check("a.csv", 200_001, CELLS, "cells")
    Traceback (most recent call last):
        ...
    extract.errors.TooLarge: a.csv: it holds more than 200,000 cells. Split it into smaller files.
    """
    if count > most:
        raise TooLarge(name, f"it holds more than {most:,} {things}", advice)
