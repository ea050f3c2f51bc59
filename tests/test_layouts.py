"""The registries are whole, and tables of any shape give back the truth they were made from."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract, layouts
from extract.model import Sidecar
from extract.validate import ISSUES
from tests.generate.words import LANGUAGES

FOLDER = Path(layouts.__file__).parent
COUNTRIES = {
    "Syria": "SYR",
    "Iran": "IRN",
    "Kosovo": "XKX",
    "South Korea": "KOR",
    "Côte d'Ivoire": "CIV",
    "Chile": "CHL",
}
ANSWERS = {
    words.language: {answer: words.answer(answer) for answer in ("approve", "disapprove", "no_opinion")}
    for words in LANGUAGES
}
Truth = dict[tuple[str, str], int]
ANSWERS = {words.language: {a: words.answer(a) for a in ("approve", "disapprove", "no_opinion")} for words in LANGUAGES}


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """Whole percents of approval and disapproval, and what is left, for two to six countries."""
    countries = draw(st.lists(st.sampled_from(sorted(COUNTRIES)), min_size=2, max_size=6, unique=True))
    truth: Truth = {}
    for country in countries:
        approve = draw(st.integers(1, 98))
        disapprove = draw(st.integers(1, 99 - approve))
        shares = {"approve": approve, "disapprove": disapprove, "no_opinion": 100 - approve - disapprove}
        truth |= {(country, answer): share for answer, share in shares.items()}
    return truth


def countries_of(truth: Truth) -> list[str]:
    return list(dict.fromkeys(country for country, _ in truth))


def answers_down(truth: Truth, words: dict[str, str], sign: str) -> list[list[str]]:
    header = ["", *countries_of(truth)]
    return [header, *([words[a], *(f"{truth[c, a]}{sign}" for c in countries_of(truth))] for a in words)]


def answers_across(truth: Truth, words: dict[str, str], sign: str) -> list[list[str]]:
    header = ["Country", *words.values()]
    return [header, *([c, *(f"{truth[c, a]}{sign}" for a in words)] for c in countries_of(truth))]


def answers_in_a_column(truth: Truth, words: dict[str, str], sign: str) -> list[list[str]]:
    return [["country", "response", "percent"], *([c, words[a], f"{share}{sign}"] for (c, a), share in truth.items())]


def as_csv(rows: list[list[str]]) -> tuple[str, str]:
    return "table.csv", "\n".join(";".join(row) for row in rows) + "\n"


def as_html(rows: list[list[str]]) -> tuple[str, str]:
    cells = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return "table.html", "<html><body><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></body></html>"


def as_cell_per_line(rows: list[list[str]]) -> tuple[str, str]:
    return "table.txt", "Ergebnis der Umfrage.\n\n" + "\n|\n".join(text or "." for row in rows for text in row) + "\n"


@settings(max_examples=60, deadline=None)
@given(
    truth=truths(),
    language=st.sampled_from(sorted(ANSWERS)),
    sign=st.sampled_from(["", "%", " %"]),
    arrange=st.sampled_from([answers_down, answers_across, answers_in_a_column]),
    render=st.sampled_from([as_csv, as_html]),
)
def test_tables_of_any_shape_give_back_their_truth(truth, language, sign, arrange, render) -> None:  # type: ignore[no-untyped-def]
    name, text = render(arrange(truth, ANSWERS[language], sign))
    assert found_in(name, text) == {(COUNTRIES[c], a): share for (c, a), share in truth.items()}


@settings(max_examples=25, deadline=None)
@given(truth=truths(), language=st.sampled_from(sorted(ANSWERS)))
def test_one_cell_per_line_gives_back_its_truth(truth: Truth, language: str) -> None:
    name, text = as_cell_per_line(answers_across(truth, ANSWERS[language], "%"))
    assert found_in(name, text) == {(COUNTRIES[c], a): share for (c, a), share in truth.items()}


def found_in(name: str, text: str) -> dict[tuple[str, str], float]:
    estimates = extract(name, text.encode(), Sidecar(subject="the government")).estimates
    found = {(e.iso3 or "", str(e.response)): e.share_pct or 0.0 for e in estimates}
    assert len(found) == len(estimates)
    return found


def test_every_layout_is_registered() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py") if "\ndef find(" in path.read_text(encoding="utf-8")}
    assert modules == {module.__name__.rpartition(".")[2] for module in layouts.LAYOUTS}


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.NAME)
def test_a_layout_has_a_name_and_finds(layout: ModuleType) -> None:
    assert layout.NAME
    assert callable(layout.find)


def test_every_issue_code_is_explained_in_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.parent.rglob("*.py"))
    for code in ("year-inferred", "country-inferred", "country-carried", "answer-carried", "part-or-whole"):
        assert code in source
        assert len(ISSUES[code].split()) > 4
