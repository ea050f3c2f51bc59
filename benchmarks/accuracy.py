"""What other tools read of the same documents: `make bench-accuracy args="FOLDER"` writes benchmarks/accuracy.md.

FOLDER holds docs/ and, of the same names, gold/*.csv; the score.py beside it judges. With or without one, the random
polls of tests/generate are read too. The tools find tables; one mapping of headers (`mapping.py`), the same for all and
with our own lists of words, makes shares of them.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from platform import python_version
from statistics import mean

from benchmarks.labelled import Labelled, as_rows, generated, in_folder
from benchmarks.mapping import shares_in
from benchmarks.peers import PEERS, Peer
from extract import extract
from extract.tidy import to_csv, to_frame

OURS = "Toplines"
REPORT = Path(__file__).with_suffix(".md")
BESIDE = Path(__file__).parents[2] / "shared" / "corpus"
SEEDS = 300
SECONDS = 120
KINDS = ("PDF", "HTML", "Word", "Excel", "CSV", "text")

HEAD = """# What is read of the same documents

Written by `make bench-accuracy` on {today}; Python {python}; {versions}.

F1 of figures / strict F1. A figure is right when its answer, share and country are; strictly, also its year, subject
and group where the labels name them. – is a kind of file that the tool does not read.

The other tools find tables, not polls. So one mapping of headers stands behind all of them, written as an analyst would
for a one-off job, and with our own lists of words in all languages: a row or column is an answer, a country or a year
when its label is one ([mapping.py](mapping.py)). A country or subject that a whole document is about is given to the
mapping, as an analyst would know it; our column is what `python -m extract` prints, which is told nothing.

pandas is `read_html`, `read_csv`, `read_excel`; MarkItDown the pipe tables of its Markdown; pdfplumber `extract_tables`
by lines, else by text; Camelot its two usual flavours; img2table with borderless tables and the PDF's own text. A PDF
that is labelled in part is given to them cut to those pages, and to us whole. Each has {seconds} seconds a document.

Read it for what it is: documents of the kind this program is made for, on some of which it was developed, against tools
made for tables in general. It shows what is left to do after a table is found; it is no ranking of those tools.

Not compared: tabula-py (needs Java), Docling (fetches its models when it runs), PyMuPDF (AGPL).

"""

Score = tuple[float, float]
Scores = dict[str, dict[str, Score | None]]  # by document and tool; None: a kind that the tool does not read


def main() -> None:
    """Read all documents with all tools and write the report."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else BESIDE
    sets = []
    if (folder / "gold").is_dir():
        real = list(in_folder(folder))
        title = "Real documents"
        sets.append((title, "reports, articles and tables as published, labelled by hand; not in this project", real))
    made = list(generated(SEEDS))
    sets.append(("Generated documents", f"the first {SEEDS} of `python -m tests.generate`", made))
    REPORT.write_text(report([section(*one) for one in sets]), encoding="utf-8")
    print(REPORT.read_text(encoding="utf-8"))


def section(title: str, about: str, documents: Sequence[Labelled]) -> str:
    """The scores of a set of documents, a line per kind of file."""
    failures: list[str] = []
    scores: Scores = {one.name: scores_of(one, failures) for one in documents}
    tools = [OURS, *(peer.name for peer in PEERS)]
    lines = [f"## {title}", "", f"{len(documents)} documents: {about}. Each document weighs the same.", ""]
    lines += ["| kind | documents | " + " | ".join(tools) + " |", "|---" * (len(tools) + 2) + "|"]
    for kind in KINDS:
        found = [one for one in documents if one.kind == kind and one.has_figures]
        if found:
            cells = [_cell(tool, [scores[one.name] for one in found]) for tool in tools]
            lines.append(f"| {kind} | {len(found)} | " + " | ".join(cells) + " |")
    empty = [one for one in documents if not one.has_figures]
    if empty:
        cells = [_kept_empty(tool, [scores[one.name] for one in empty]) for tool in tools]
        lines.append(f"| no poll in it: left empty | {len(empty)} | " + " | ".join(cells) + " |")
    if failures:
        lines += ["", "Gave no answer (counted as 0): " + "; ".join(failures) + "."]
    return "\n".join(lines)


def _cell(tool: str, scores: Iterable[dict[str, Score | None]]) -> str:
    known = [score for by_tool in scores if (score := by_tool[tool]) is not None]
    if not known:
        return "–"
    return f"{mean(figure for figure, _ in known):.2f} / {mean(strict for _, strict in known):.2f}"


def _kept_empty(tool: str, scores: Iterable[dict[str, Score | None]]) -> str:
    known = [score for by_tool in scores if (score := by_tool[tool]) is not None]
    return f"{sum(figure == 1 for figure, _ in known)} of {len(known)}" if known else "–"


def scores_of(one: Labelled, failures: list[str]) -> dict[str, Score | None]:
    """The scores of each tool on a document."""
    scores: dict[str, Score | None] = {OURS: one.judge(ours(one))}
    suffix = Path(one.name).suffix
    for peer in PEERS:
        if suffix not in peer.kinds:
            scores[peer.name] = None
            continue
        try:
            scores[peer.name] = one.judge(_in_time(lambda peer=peer: theirs(peer, one)))  # type: ignore[misc]
        except Exception as error:
            scores[peer.name] = 0.0, 0.0
            failures.append(f"{peer.name} on a {suffix} ({type(error).__name__})")
    print(one.name, {tool: score and tuple(round(x, 2) for x in score) for tool, score in scores.items()}, flush=True)
    return scores


def ours(one: Labelled) -> str:
    return to_csv(to_frame(extract(one.name, one.content, one.sidecar).estimates))


def theirs(peer: Peer, one: Labelled) -> str:
    """The rows of a tool's tables. Of a PDF labelled in part it gets those pages alone."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        path = Path(folder, f"document{Path(one.name).suffix}")
        path.write_bytes(_pages(one.content, one.pages) if one.pages else one.content)
        rows: list[dict[str, object]] = []
        for grid in peer.grids(path):
            for meaning, share in shares_in(grid, one.sidecar, one.known):
                said = {"response": meaning.response, "iso3": meaning.iso3, "country": meaning.iso3}
                said |= {"year": meaning.year, "subject": meaning.subject, "page": str(next(iter(one.pages), ""))}
                rows.append({**said, "share_pct": share})
    return as_rows(rows)


def _pages(content: bytes, pages: Sequence[int]) -> bytes:
    from pypdfium2 import PdfDocument

    part = PdfDocument.new()
    part.import_pages(PdfDocument(content), [page - 1 for page in pages])
    out = BytesIO()
    part.save(out)
    return out.getvalue()


def _in_time(action: Callable[[], str]) -> str:
    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        return action()
    finally:
        signal.alarm(0)


def report(sections: Sequence[str]) -> str:
    versions = ", ".join(dict.fromkeys(peer.version for peer in PEERS))
    today = datetime.now(UTC).date().isoformat()
    return (
        HEAD.format(today=today, python=python_version(), versions=versions, seconds=SECONDS)
        + "\n\n".join(sections)
        + "\n"
    )


if __name__ == "__main__":
    main()
