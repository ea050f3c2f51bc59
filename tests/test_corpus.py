"""The labelled corpus, where it stands beside the project: the score may not fall.

The documents are other people's and never enter the project. Raise the floors when the score rises.
The corpus's own scorer judges; it starts the program anew for each document, which costs more time than
reading them, so here the documents are read in this process, and one through the scorer's command line.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from extract import extract, sidecar
from extract.batch import SECONDS
from extract.errors import ExtractError
from extract.schema import validate
from extract.tidy import to_csv, to_frame

ROOT = Path(__file__).parents[1]
SCORER = ROOT.parent / "shared" / "score.py"
CORPUS = SCORER.parent / "corpus"
FLOORS = {"figure_f1": 0.94, "strict_f1": 0.89}
SEED = "seed-us-leadership-2016"
UNFLAGGED_OF_ALL = 0.005  # wrong rows that carry no issue, of all rows

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the labelled corpus is not beside the project")

Results = dict[str, dict[str, float]]


def scorer() -> ModuleType:
    """The corpus's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def table_of(document: Path) -> str:
    """What the command line prints of a document; nothing where it would fail, for want of time too."""
    beside = document.with_suffix(".toml")
    begun = time.process_time()
    try:
        said = sidecar.parse(beside.read_text(encoding="utf-8"), beside.name) if beside.exists() else None
        table = to_csv(validate(to_frame(extract(document.name, document.read_bytes(), said).estimates)))
    except ExtractError:
        return ""
    return table if time.process_time() - begun < SECONDS else ""


def scored(score: ModuleType, gold: Path, scopes: dict[str, dict]) -> dict[str, float]:
    """One document's result, as the scorer's own loop works it out."""
    document = next(p for p in (CORPUS / "docs").glob(gold.stem + ".*") if p.suffix != ".toml")
    table = table_of(document)
    result = score.score(score.gold_rows(gold), score.predicted_rows(table), scopes.get(gold.stem, {}))
    failed = {key: 0.0 for key in result if not table and key.startswith(("figure_", "strict_"))}
    return result | failed


@pytest.fixture(scope="module")
def results() -> Results:
    scopes = json.loads((CORPUS / "scope.json").read_text(encoding="utf-8"))
    score = scorer()
    return {gold.stem: scored(score, gold, scopes) for gold in sorted((CORPUS / "gold").glob("*.csv"))}


@pytest.mark.parametrize("measure", FLOORS)
def test_the_score_does_not_fall(results: Results, measure: str) -> None:
    mean = sum(r[measure] for r in results.values()) / len(results)
    assert mean >= FLOORS[measure], f"{measure} is {mean:.3f}"


def test_the_one_cell_a_line_report_is_read_wholly(results: Results) -> None:
    assert results[SEED]["strict_f1"] == 1.0


def test_wrong_rows_carry_a_doubt(results: Results) -> None:
    silent = sum(r["silent_errors"] for r in results.values())
    assert silent <= UNFLAGGED_OF_ALL * sum(r["n_got"] for r in results.values())


def test_the_command_line_is_scored_the_same(results: Results, tmp_path: Path) -> None:
    out = tmp_path / "scores.json"
    run = [sys.executable, str(SCORER), "--json", str(out), "--python", sys.executable, "--only", SEED]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True, timeout=120)
    theirs = json.loads(out.read_text(encoding="utf-8"))[SEED]
    assert {key: theirs[key] for key in results[SEED]} == json.loads(json.dumps(results[SEED]))
