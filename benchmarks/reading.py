"""How long understanding a table takes, beside merely reading it: `make bench`.

Each file of data/sources/ is extracted (read, understood, made comparable, checked; each share with its place) and,
for scale, read by `pandas.read_csv` (cells into columns, nothing understood). Best of a few runs in one warm process,
so neither imports nor the disk count; start-up is printed apart. A ratio says what understanding costs, not who wins.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pandas as pd

from extract import extract
from extract.sidecar import parse

SOURCES = Path(__file__).parent.parent / "data" / "sources"
RUNS = 5


def main() -> None:
    """Print a line per source: shares found, milliseconds to extract, milliseconds to read, their ratio."""
    print(f"{'source':<46}{'shares':>8}{'extract ms':>12}{'per share':>11}{'read_csv ms':>13}{'ratio':>7}")
    for path in sorted(SOURCES.glob("*.csv")):
        print(line(path))
    print(f"start-up of python -m extract: {start_up():.1f} s")


def line(path: Path) -> str:
    """The measurements of one source."""
    content = path.read_bytes()
    beside = path.with_suffix(".toml")
    sidecar = parse(beside.read_text(encoding="utf-8"), beside.name)
    shares = len(extract(path.name, content, sidecar).estimates)
    ours = best(lambda: extract(path.name, content, sidecar))
    theirs = best(lambda: pd.read_csv(BytesIO(content)))
    return (
        f"{path.name:<46}{shares:>8}{ours * 1e3:>12.1f}{ours * 1e3 / shares:>11.2f}{theirs * 1e3:>13.1f}"
        f"{ours / theirs:>6.0f}x"
    )


def best(action: Callable[[], object]) -> float:
    """Seconds of the fastest of a few runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)


def start_up() -> float:
    """Seconds for the command to start, say how it is used, and end."""
    start = perf_counter()
    subprocess.run([sys.executable, "-m", "extract", "--help"], check=True, capture_output=True)
    return perf_counter() - start


if __name__ == "__main__":
    main()
