"""How long understanding takes, beside merely reading: `make bench args="FOLDER-OR-FILE.pdf …"`.

Each table of data/sources/ is extracted (read, understood, made comparable, checked; each share with its place) and,
for scale, read by `pandas.read_csv` (cells into columns, nothing understood). Each PDF given (a few small ones of our
own without any) is extracted, and read alone, beside `pdfplumber`'s `extract_text` of all its pages: the processor's
time, and at most 1.5 of theirs. Medians in one warm process, each round asking all in turn, so neither imports nor the
disk nor a busy machine favour one; start-up is printed apart. A ratio says what understanding costs, not who wins.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import pandas as pd
import pdfplumber

from extract import extract, readers
from extract.model import Sidecar
from extract.sidecar import parse
from tests.generate.documents import document

SOURCES = Path(__file__).parent.parent / "data" / "sources"
RUNS = 3
MOST = 1.5


def main() -> int:
    """Print a line per table and per PDF; exit 1 when a PDF costs more than it may."""
    print(f"{'table':<46}{'shares':>8}{'extract ms':>12}{'per share':>11}{'read_csv ms':>13}{'ratio':>7}")
    for path in sorted(SOURCES.glob("*.csv")):
        print(line(path))
    print(f"\n{'PDF':<46}{'shares':>8}{'extract ms':>12}{'read ms':>9}{'pdfplumber ms':>15}{'ratio':>7}{'read':>6}")
    ratios = []
    for name, content, sidecar in pdfs(sys.argv[1:]):
        said, ratio = pdf_line(name, content, sidecar)
        ratios.append(ratio)
        print(said, flush=True)
    print(f"\nat most {max(ratios):.2f} of pdfplumber's time ({MOST} is the limit)")
    print(f"start-up of python -m extract: {start_up():.1f} s")
    return int(max(ratios) > MOST)


def pdfs(given: list[str]) -> Iterator[tuple[str, bytes, Sidecar]]:
    """The PDFs named or in the folders named; without any, some of those that the tests make."""
    for path in map(Path, given):
        for file in sorted(path.rglob("*.pdf")) if path.is_dir() else [path]:
            yield file.name, file.read_bytes(), Sidecar()
    if not given:
        made = (document(seed) for seed in range(60))
        yield from ((one.name, one.content, one.sidecar) for one in made if one.name.endswith(".pdf"))


def line(path: Path) -> str:
    """The measurements of one table."""
    content = path.read_bytes()
    beside = path.with_suffix(".toml")
    sidecar = parse(beside.read_text(encoding="utf-8"), beside.name)
    shares = len(extract(path.name, content, sidecar).estimates)
    ours, theirs = medians(lambda: extract(path.name, content, sidecar), lambda: pd.read_csv(BytesIO(content)))
    return (
        f"{path.name:<46}{shares:>8}{ours * 1e3:>12.1f}{ours * 1e3 / shares:>11.2f}{theirs * 1e3:>13.1f}"
        f"{ours / theirs:>6.0f}x"
    )


def pdf_line(name: str, content: bytes, sidecar: Sidecar) -> tuple[str, float]:
    """The measurements of one PDF, and what its extraction costs beside pdfplumber's text."""
    shares = len(extract(name, content, sidecar).estimates)
    whole, alone, theirs = medians(
        lambda: extract(name, content, sidecar), lambda: readers.read(name, content), lambda: plain_text(content)
    )
    said = f"{name[:45]:<46}{shares:>8}{whole * 1e3:>12.1f}{alone * 1e3:>9.1f}{theirs * 1e3:>15.1f}"
    return f"{said}{whole / theirs:>6.2f}x{alone / theirs:>5.2f}x", whole / theirs


def plain_text(content: bytes) -> None:
    """All that pdfplumber reads as text, each page let go of as soon as it is read."""
    with pdfplumber.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def medians(*actions: Callable[[], object]) -> list[float]:
    """Seconds of processor time of each action: the median of a few rounds, after one to warm up."""
    for action in actions:
        action()
    rounds = [[_seconds(action) for action in actions] for _ in range(RUNS)]
    return [median(times) for times in zip(*rounds, strict=True)]


def _seconds(action: Callable[[], object]) -> float:
    start = process_time()
    action()
    return process_time() - start


def start_up() -> float:
    """Seconds for the command to start, say how it is used, and end."""
    start = perf_counter()
    subprocess.run([sys.executable, "-m", "extract", "--help"], check=True, capture_output=True)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
