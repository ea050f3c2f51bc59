"""Other tools that find tables: each gives the grids of a file, page by page, as its own documentation shows.

A tool reads the kinds of file named beside it; the kinds it does not read are not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO, StringIO
from pathlib import Path

Grid = list[list[str]]


@dataclass(frozen=True)
class Peer:
    """A tool as it is compared: `kinds` are the suffixes it reads."""

    name: str
    package: str
    kinds: frozenset[str]
    grids: Callable[[Path], Iterator[Grid]]

    @property
    def version(self) -> str:
        return f"{self.package} {version(self.package)}"


def pandas_tables(path: Path) -> Iterator[Grid]:
    """`read_html`, `read_csv` (separator guessed), `read_excel`; header levels as rows of their own."""
    import pandas as pd

    if path.suffix in (".html", ".htm"):
        text = path.read_text(encoding="utf-8", errors="replace")
        frames = pd.read_html(StringIO(text)) if "<table" in text.lower() else []
    elif path.suffix in (".csv", ".tsv"):
        frames = [pd.read_csv(path, sep=None, engine="python", dtype=str, header=None, encoding=_encoding(path))]
    else:
        frames = list(pd.read_excel(path, sheet_name=None, header=None).values())
    for frame in frames:
        levels = [[str(label) for label in frame.columns.get_level_values(at)] for at in range(frame.columns.nlevels)]
        yield [*levels, *frame.astype(object).where(frame.notna(), "").map(str).values.tolist()]


def _encoding(path: Path) -> str:
    try:
        path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def markitdown_tables(path: Path) -> Iterator[Grid]:
    """The pipe tables in the Markdown it makes."""
    from markitdown import MarkItDown

    text = MarkItDown(enable_plugins=False).convert(path).text_content
    for block in re.findall(r"(?:^[ \t]*\|.*\n?)+", text, re.MULTILINE):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.splitlines()]
        yield [row for row in rows if not all(re.fullmatch(r":?-+:?|", cell) for cell in row)]


def pdfplumber_tables(path: Path) -> Iterator[Grid]:
    """By ruled lines; on a page without any, by how the text stands."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            by_text = {"vertical_strategy": "text", "horizontal_strategy": "text"}
            for table in page.extract_tables() or page.extract_tables(by_text):
                yield [[cell or "" for cell in row] for row in table]
            page.close()


def camelot_stream(path: Path) -> Iterator[Grid]:
    yield from _camelot(path, "stream")


def camelot_lattice(path: Path) -> Iterator[Grid]:
    yield from _camelot(path, "lattice")


def _camelot(path: Path, flavor: str) -> Iterator[Grid]:
    import camelot

    for table in camelot.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True):
        yield table.df.astype(str).values.tolist()


def img2table_tables(path: Path) -> Iterator[Grid]:
    """With and without borders; the text from the PDF itself."""
    from img2table.document import PDF

    found = PDF(BytesIO(path.read_bytes())).extract_tables(implicit_rows=True, borderless_tables=True)
    for tables in found.values():
        for table in tables:
            yield table.df.fillna("").astype(str).values.tolist()


_PDF = frozenset({".pdf"})

PEERS = (
    Peer("pandas", "pandas", frozenset({".html", ".htm", ".csv", ".tsv", ".xls", ".xlsx"}), pandas_tables),
    Peer(
        "MarkItDown",
        "markitdown",
        frozenset({".html", ".htm", ".csv", ".xls", ".xlsx", ".docx", ".pdf", ".txt", ".md"}),
        markitdown_tables,
    ),
    Peer("pdfplumber", "pdfplumber", _PDF, pdfplumber_tables),
    Peer("Camelot stream", "camelot-py", _PDF, camelot_stream),
    Peer("Camelot lattice", "camelot-py", _PDF, camelot_lattice),
    Peer("img2table", "img2table", _PDF, img2table_tables),
)
