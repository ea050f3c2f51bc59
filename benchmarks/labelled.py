"""Documents whose figures are known, and what a tool's rows are worth on them."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.mapping import Meaning
from extract.model import Sidecar
from extract.sidecar import parse
from tests.generate.documents import document
from tests.generate.sheets import Fact

Rows = str  # a CSV with the columns of estimates.csv that are judged: COLUMNS
COLUMNS = ("country", "iso3", "year", "pollster", "subject", "group", "response", "share_pct", "page", "issues")


@dataclass(frozen=True)
class Labelled:
    """A document. `judge` gives (figure F1, strict F1) of rows; `pages` are those labelled, of a PDF.

    `known` is the country and the subject where the whole document has but one: who maps it by hand knows them.
    """

    name: str
    kind: str
    content: bytes
    sidecar: Sidecar
    has_figures: bool
    judge: Callable[[Rows], tuple[float, float]]
    pages: tuple[int, ...] = ()
    known: Meaning = field(default_factory=Meaning)


def in_folder(folder: Path) -> Iterator[Labelled]:
    """The documents of FOLDER/docs with their labels in FOLDER/gold, judged by the score.py beside FOLDER."""
    scorer = _scorer(folder.parent / "score.py")
    beside = folder / "scope.json"
    scopes = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    for gold in sorted((folder / "gold").glob("*.csv")):
        path = next((p for p in sorted((folder / "docs").glob(f"{gold.stem}.*")) if p.suffix != ".toml"), None)
        if path is None:
            continue
        labels, scope = scorer.gold_rows(gold), scopes.get(gold.stem, {})

        def judge(rows: Rows, labels: Any = labels, scope: Any = scope) -> tuple[float, float]:
            score = scorer.score(labels, scorer.predicted_rows(rows), scope)
            return score["figure_f1"], score["strict_f1"]

        toml = path.with_suffix(".toml")
        sidecar = parse(toml.read_text(encoding="utf-8"), toml.name) if toml.exists() else Sidecar()
        pages = tuple(scope.get("pages", ()))
        known = Meaning(iso3=_only(labels, "iso3"), subject=_only(labels, "subject"))
        yield Labelled(path.name, kind_of(path.suffix), path.read_bytes(), sidecar, bool(labels), judge, pages, known)


def generated(number: int) -> Iterator[Labelled]:
    """Random polls, as `python -m tests.generate` makes them."""
    for seed in range(number):
        made = document(seed)
        suffix = Path(made.name).suffix

        def judge(rows: Rows, facts: tuple[Fact, ...] = made.facts) -> tuple[float, float]:
            return _facts_found(rows, facts)

        yield Labelled(f"{seed}{suffix}", kind_of(suffix), made.content, made.sidecar, bool(made.facts), judge)


def kind_of(suffix: str) -> str:
    """How a kind of file is named in the report."""
    kinds = {".htm": "HTML", ".html": "HTML", ".pdf": "PDF", ".csv": "CSV", ".tsv": "CSV", ".docx": "Word"}
    return kinds.get(suffix, "Excel" if suffix.startswith(".xls") else "text")


def as_rows(rows: list[dict[str, object]]) -> Rows:
    """Rows as the CSV that is judged."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="", extrasaction="ignore")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def _only(labels: list[dict[str, Any]], name: str) -> str | None:
    """What all labels say, if they all say one thing."""
    said = {label[name] for label in labels}
    return (said.pop() or None) if len(said) == 1 else None


def _facts_found(rows: Rows, facts: tuple[Fact, ...]) -> tuple[float, float]:
    """F1 of country, answer and share; and of these with the year."""
    read = [r for r in csv.DictReader(io.StringIO(rows)) if r["share_pct"]]
    full = Counter((r["iso3"], r["year"][:4], r["response"], float(r["share_pct"])) for r in read)
    known = Counter((f.iso3, str(f.year or ""), f.response, f.percent) for f in facts)
    return _f1(_without_year(full), _without_year(known)), _f1(full, known)


def _without_year(rows: Counter[Any]) -> Counter[Any]:
    bare: Counter[Any] = Counter()
    for (iso3, _, answer, share), count in rows.items():
        bare[iso3, answer, share] += count
    return bare


def _f1(found: Counter[Any], known: Counter[Any]) -> float:
    """1 where nothing is known and nothing was found."""
    total = found.total() + known.total()
    return 2 * (found & known).total() / total if total else 1.0


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not a scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
