"""Recipes: what was settled for one file is offered for the next of its shape, and is a file one can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import UnreadableSource
from extract.model import Estimate, Response, Sidecar
from extract.recipes import (
    ALIKE,
    SELECTABLE,
    SETTABLE,
    Recipe,
    Rule,
    beside,
    fitting,
    likeness,
    parse,
    recipe_for,
    steps,
    written,
)
from extract.tidy import to_frame

FIRST = "Leadership, 2015\nCountry,Good,Bad,Would vote for\nFrance,31,50,28\nGermany,40,44,31\nPoland,52,30,40\n"
NEXT = "Leadership, 2016\nCountry,Good,Bad,Would vote for\nFrance,33,49,27\nGermany,38,47,30\nItaly,20,61,19\n"
OTHER = "Party,Seats,Change\nLeft,40,-3\nRight,55,+7\n"
HEAD = 'name = "x"\nsuffix = ".csv"\nlooks_like = []\n'
RULES = (
    Rule({"response_printed": "Good"}, {"response": "approve", "subject": "Government"}),
    Rule({"response_printed": "Would vote for"}, reject="not an approval figure"),
)


def made() -> Recipe:
    return recipe_for("Leadership, a table a year", "leadership-2015.csv", FIRST, {"pollster": "Gallup"}, RULES)


def test_a_recipe_is_offered_for_the_next_file_of_its_shape_and_for_no_other() -> None:
    assert fitting([made()], "leadership-2016.CSV", NEXT) == [made()]
    assert fitting([made()], "seats.csv", OTHER) == []
    assert fitting([made()], "leadership-2016.txt", NEXT) == []


def test_the_likest_comes_first() -> None:
    near = recipe_for("near", "a.csv", NEXT, {}, ())
    assert fitting([made(), near], "a.csv", NEXT) == [near, made()]


def test_what_it_would_do_is_told_row_by_row_and_nothing_is_done() -> None:
    rows = [
        Estimate(country="France", response=Response.APPROVE, response_printed="Good", share_pct=33),
        Estimate(country="France", response=Response.DISAPPROVE, response_printed="Bad", share_pct=49),
        Estimate(country="France", response=Response.APPROVE, response_printed="Would vote for", share_pct=27),
    ]
    frame = to_frame(rows)
    found = list(steps(made(), frame))
    assert [(step.position, dict(step.values), step.reject) for step in found] == [
        (0, {"subject": "Government"}, ""),
        (2, {}, "not an approval figure"),
    ]
    assert frame.equals(to_frame(rows))


def test_it_fills_what_the_sidecar_does_not_say() -> None:
    assert beside(made(), None) == 'pollster = "Gallup"\n'
    assert beside(made(), 'pollster = "Pew"\n') == 'pollster = "Pew"\n'
    assert beside(Recipe("r", ".csv", ()), None) is None


def test_a_recipe_reads_as_a_person_would_write_it() -> None:
    assert parse(written(made()), "r.toml") == made()
    assert '[says]\npollster = "Gallup"' in written(made())


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("name =", "not valid TOML"),
        ('nmae = "x"', "unknown key nmae"),
        ('name = "x"\nsuffix = ".csv"\nlooks_like = "y"', "looks_like"),
        ('name = ""\nsuffix = ".csv"\nlooks_like = []', "name"),
        (HEAD + 'says = {polster = "G"}', "polster"),
        (HEAD + '[[rows]]\nset = {subject = "s"}', "texts|column"),
        (HEAD + '[[rows]]\nwhere = {}\nset = {subject = "s"}', "all of them"),
        (HEAD + '[[rows]]\nwhere = {group = "g"}\nset = {share_pct = "1"}', "share_pct|column"),
        (HEAD + '[[rows]]\nwhere = {group = "g"}\nset = {response = "like"}', "response"),
        (HEAD + '[[rows]]\nwhere = {group = "g"}\nset = {year = "16"}', "year"),
        (HEAD + '[[rows]]\nwhere = {group = "g"}', "either set or reject"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_recipe_says_why(text: str, cause: str) -> None:
    with pytest.raises(UnreadableSource, match=cause):
        parse(text, "r.toml")


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
VALUES = st.dictionaries(
    st.sampled_from([n for n in SETTABLE if n not in ("year", "response", "mode")]), WORDS, min_size=1
)
WHERE = st.dictionaries(st.sampled_from(SELECTABLE), WORDS, min_size=1)
SAID = [name for name in Sidecar.names() if name in ("pollster", "subject", "question", "country", "note")]
RECIPES = st.builds(
    Recipe,
    WORDS,
    WORDS,
    st.lists(WORDS, max_size=4).map(tuple),
    st.dictionaries(st.sampled_from(SAID), WORDS.map(str.strip)),
    st.lists(st.one_of(st.builds(Rule, WHERE, VALUES), st.builds(Rule, WHERE, reject=WORDS)), max_size=3).map(tuple),
)


@given(RECIPES)
def test_every_recipe_comes_back_from_its_file(recipe: Recipe) -> None:
    assert parse(written(recipe), "r.toml") == recipe


@given(st.text(), st.text())
def test_likeness_is_a_part_of_one_and_a_file_is_like_itself(one: str, other: str) -> None:
    recipe = recipe_for("r", "a.txt", one, {}, ())
    assert 0 <= likeness(recipe, "b.txt", other) <= 1
    assert likeness(recipe, "b.txt", one) in ([1.0] if recipe.looks_like else [0.0])
    assert ALIKE > 0
