"""Text recognition (OCR): the words on a picture of a page, where the optional package for it is installed.

RapidOCR carries its models in its wheel: nothing is fetched, and the picture stays on the machine. It
now and then swaps a digit, so whatever is read here is marked for a person to check (issue `ocr`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from extract.readers.limits import RECOGNISED_PAGES
from extract.readers.pdf_page import Page, Word
from extract.readers.pdf_shapes import Box

_TEXT_SIZE = 0.85  # of a line's box, which stands a little off the letters
_DESCENT = 0.2
_BLACK = (0, 0, 0)
_SETTINGS = {
    "Global.log_level": "critical",
    # One thread: several files are read at once, and each thread takes memory from the child's share.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


def is_installed() -> bool:
    """Whether pictures can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def advice() -> str:
    """What to do about a picture whose text was not read."""
    if is_installed():
        return "Type its figures into a table, or find a sharper picture"
    return "Install text recognition: pip install -r requirements-optional.txt"


def advice_for_page() -> str:
    """What to do about one page of several that is a picture and was not read."""
    return f"At most {RECOGNISED_PAGES} such pages of a file are: split it" if is_installed() else advice()


def recognised(picture: Any, number: int, width: float, height: float) -> Page:
    """The page that a picture shows: an array of rows of pixels (blue, green, red); sizes in the words' unit."""
    found = _engine()(picture, use_cls=False, return_word_box=True)
    scale = width / picture.shape[1]
    # Where no text is certain enough there may still be boxes.
    lines = zip(found.txts, found.word_results, found.boxes, strict=True) if found.txts else ()
    words = [word for text, pieces, box in lines for word in _words(text, pieces, box, scale)]
    return Page(number, width, height, tuple(_aligned(_evened(words))))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params=_SETTINGS)


def _words(text: str, pieces: Sequence[Any], corners: Any, scale: float) -> Iterator[Word]:
    """The words of a recognised line. Its pieces are words of Latin letters, but single characters of others."""
    _, top, _, bottom = _edges([corners], scale)
    size = (bottom - top) * _TEXT_SIZE
    base = (top + bottom) / 2 + size * (0.5 - _DESCENT)
    left = list(pieces)
    for word in text.split():
        taken, said = [], ""
        while left and len(said) < len(word):
            piece = left.pop(0)
            taken.append(piece[2])
            said += "".join(piece[0].split())
        # Where boxes and words do not go together, the line's own box is true of all its words.
        start, _, end, _ = _edges(taken if said == word else [corners], scale)
        box = Box(start, base - size * (1 - _DESCENT), end, base + size * _DESCENT)
        yield Word(word, box, base, size, _BLACK, is_bold=False)


def _edges(boxes: Sequence[Any], scale: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of boxes given by their four corners; a slanted line's middle height counts."""
    corners = [[(float(x) * scale, float(y) * scale) for x, y in box] for box in boxes]
    tops, bottoms = [(c[0][1] + c[1][1]) / 2 for c in corners], [(c[2][1] + c[3][1]) / 2 for c in corners]
    across = [x for box in corners for x, _ in box]
    return min(across), min(tops), max(across), max(bottoms)


def _evened(words: list[Word]) -> list[Word]:
    """Words with the page's usual size where theirs is near it: boxes differ by a few pixels, letters do not."""
    if not words:
        return words
    usual = median(word.size for word in words)
    return [replace(word, size=usual) if 0.85 < word.size / usual < 1.18 else word for word in words]


def _aligned(words: list[Word]) -> Iterator[Word]:
    """Words with one baseline a row, for the same reason."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        row = rows[-1] if rows else []
        if not row or word.base - median(other.base for other in row) > 0.3 * word.size:
            rows.append([word])
        else:
            row.append(word)
    for row in rows:
        base = median(word.base for word in row)
        yield from (replace(word, base=base) for word in row)
