"""Every folder of tests/examples is a case: a source, what must come out of it, and a note saying why.

A case without expected.csv gets one written and fails, to be read and committed by hand;
`pytest --accept-examples` overwrites what is there. Known failures are strict: one that passes fails the run.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import extract
from extract.model import Extraction
from extract.readers import read
from extract.sidecar import parse
from extract.tidy import to_csv, to_frame

EXAMPLES = Path(__file__).parent / "examples"
CASES = sorted(path.parent for path in EXAMPLES.glob("*/*/source.*") if path.suffix != ".toml")
SHOWN = ["country", "iso3", "group", "wave", "year", "year_basis", "pollster", "subject", "response", "share_pct"]
SHOWN += ["share_printed", "qualifier", "status", "sample_size", "locator", "layout", "issues"]


def source_of(case: Path) -> Path:
    return next(path for path in case.glob("source.*") if path.suffix != ".toml")


def extracted(case: Path) -> Extraction:
    source = source_of(case)
    beside = source.with_suffix(".toml")
    sidecar = parse(beside.read_text(encoding="utf-8"), beside.name) if beside.exists() else None
    return extract(source.name, source.read_bytes(), sidecar)


def marked(case: Path) -> object:
    marks = [pytest.mark.xfail(strict=True)] if case.parent.name == "known_failures" else []
    return pytest.param(case, id=f"{case.parent.name}/{case.name}", marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_example(case: Path, request: pytest.FixtureRequest) -> None:
    found = to_frame(extracted(case).estimates)
    table = to_csv(found[[*SHOWN, *(["mode"] if any(found["mode"]) else [])]])
    expected = case / "expected.csv"
    if request.config.getoption("--accept-examples") and case.parent.name != "known_failures":
        expected.write_text(table, encoding="utf-8")
    if not expected.exists():
        expected.write_text(table, encoding="utf-8")
        pytest.fail(f"{expected} was written: read it against the source, mend what is wrong, commit it")
    assert table == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [case for case in CASES if case.parent.name == "negative"], ids=lambda case: case.name)
def test_a_look_alike_yields_nothing(case: Path) -> None:
    assert extracted(case).estimates == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_every_share_is_found_again_at_its_locator(case: Path) -> None:
    source = source_of(case)
    document = read(source.name, source.read_bytes())
    for estimate in extracted(case).estimates:
        assert estimate.printed is not None
        assert estimate.locator
        printed = document.printed(estimate.printed.location)
        assert (estimate.share_printed or "") in printed
        assert printed


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_every_case_says_why_it_is_here(case: Path) -> None:
    assert len((case / "note.md").read_text(encoding="utf-8").split()) > 5
