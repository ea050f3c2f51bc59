"""What a new file would change in the library: same, changed, new, vanished, another pollster's."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Estimate, Response
from extract.tidy import to_frame
from library.editions import Choice, Kind, compared, links

COUNTRIES = {"FRA": "France", "DEU": "Germany", "POL": "Poland", "ITA": "Italy", "ESP": "Spain"}


def figures(shares: dict[str, float], pollster: str = "Gallup", **more: object) -> pd.DataFrame:
    """A file that prints a share of approval for each country (ISO code)."""
    said = {"year": 2016, "pollster": pollster, "subject": "US leadership", "response": Response.APPROVE} | more
    return to_frame(
        [
            Estimate(country=COUNTRIES[iso3], iso3=iso3, share_pct=share, share_printed=f"{share:g}%", **said)  # type: ignore[arg-type]
            for iso3, share in shares.items()
        ]
    )


def standing(**sources: pd.DataFrame) -> pd.DataFrame:
    """Those files as the library gives them back."""
    return pd.concat(
        [f.assign(source_sha256=name, position=range(len(f))) for name, f in sources.items()], ignore_index=True
    )


def kinds(figures: pd.DataFrame) -> dict[str, str]:
    """What became of each country's figure."""
    return dict(zip(figures["country"], map(str, figures["kind"]), strict=True))


def test_a_second_edition_with_a_changed_a_new_and_a_vanished_figure() -> None:
    first = figures({"FRA": 31, "DEU": 40, "POL": 50})
    second = figures({"FRA": 31, "DEU": 43, "ITA": 22})
    found = compared(second, standing(first=first)).figures
    assert kinds(found) == {"France": "same", "Germany": "changed", "Italy": "new", "Poland": "vanished"}
    changed = found[found["kind"] == Kind.CHANGED].iloc[0]
    assert (changed["share_before"], changed["share_now"]) == (40, 43)
    assert (changed["earlier_sha256"], changed["earlier_position"], changed["position"]) == ("first", 1, 1)


def test_a_file_that_shares_little_with_another_is_no_edition_of_it_so_nothing_vanished() -> None:
    found = compared(
        figures({"FRA": 31, "ITA": 22, "ESP": 18}), standing(first=figures({"FRA": 30, "DEU": 1, "POL": 2}))
    ).figures
    assert set(kinds(found).values()) == {"changed", "new"}


def test_two_pollsters_asked_the_same() -> None:
    found = compared(figures({"FRA": 35}, pollster="Pew"), standing(first=figures({"FRA": 31}))).figures
    assert kinds(found) == {"France": "other pollster"}
    assert found.iloc[0]["share_before"] == 31


def test_the_pollster_s_own_figure_is_compared_rather_than_another_s() -> None:
    held = standing(pew=figures({"FRA": 35}, pollster="Pew"), gallup=figures({"FRA": 31}))
    assert kinds(compared(figures({"FRA": 31}), held).figures) == {"France": "same"}


def test_of_two_editions_that_stand_the_later_one_is_compared() -> None:
    held = standing(first=figures({"FRA": 31}), second=figures({"FRA": 32}))
    found = compared(figures({"FRA": 33}), held).figures.iloc[0]
    assert (found["earlier_sha256"], found["share_before"]) == ("second", 32)


def test_months_are_different_figures_and_a_bare_year_is_none_of_several() -> None:
    may, june = (figures({"FRA": 31 + n}, fieldwork_end=f"2016-0{n + 5}") for n in (0, 1))
    assert kinds(compared(june, standing(first=may)).figures) == {"France": "new"}
    assert kinds(compared(figures({"FRA": 31}), standing(first=may)).figures) == {"France": "same"}
    assert kinds(compared(figures({"FRA": 31}), standing(first=may, second=june)).figures) == {"France": "new"}


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "Chinese leadership"},
        {"group": "Men"},
        {"response": Response.DISAPPROVE},
        {"year": 2017},
        {"population": "Likely voters"},
    ],
)
def test_what_makes_it_another_figure(more: dict[str, object]) -> None:
    assert kinds(compared(figures({"FRA": 31}, **more), standing(first=figures({"FRA": 31}))).figures) == {
        "France": "new"
    }


def test_wordings_that_differ_are_different_figures_and_one_that_is_not_printed_differs_from_none() -> None:
    asked = figures({"FRA": 31}, question="Do you approve?")
    assert kinds(compared(figures({"FRA": 31}, question="Do you trust?"), standing(first=asked)).figures) == {
        "France": "new"
    }
    assert kinds(compared(figures({"FRA": 31}), standing(first=asked)).figures) == {"France": "same"}


def test_nothing_stands_yet() -> None:
    empty = standing(first=figures({"FRA": 31})).iloc[:0]
    assert kinds(compared(figures({"FRA": 31, "DEU": 2}), empty).figures) == {"France": "new", "Germany": "new"}
    assert compared(figures({"FRA": 31}).iloc[:0], empty).figures.empty


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), []),
        (Choice(replaces=True), [(0, 0), (1, 1)]),
        (Choice(replaces=True, both=frozenset({1})), [(0, 0)]),
        (Choice(replaces=True, retires=True), [(0, 0), (1, 1), (2, None)]),
    ],
)
def test_what_a_reviewer_chooses_is_what_stands_no_longer(choice: Choice, expected: list) -> None:
    found = compared(
        figures({"FRA": 31, "DEU": 43, "ITA": 22}), standing(first=figures({"FRA": 31, "DEU": 40, "POL": 5}))
    )
    made = list(links(found, "second", choice, "ana"))
    assert [(link.position, link.by_position) for link in made] == expected
    assert {(link.source_sha256, link.by_sha256, link.who) for link in made} <= {("first", "second", "ana")}


SHARES = st.dictionaries(st.sampled_from(sorted(COUNTRIES)), st.integers(0, 100).map(float), min_size=1)


@settings(deadline=None, max_examples=25)
@given(before=SHARES, now=SHARES)
def test_every_figure_is_told_once_and_rightly(before: dict[str, float], now: dict[str, float]) -> None:
    found = compared(figures(now), standing(first=figures(before))).figures
    told = kinds(found[found["kind"] != Kind.VANISHED])
    expected = {c: "new" if c not in before else "same" if before[c] == now[c] else "changed" for c in now}
    assert told == {COUNTRIES[c]: kind for c, kind in expected.items()}
    assert list(found["position"].dropna()) == list(range(len(now)))
    shared = len(before.keys() & now.keys())
    gone = set(found[found["kind"] == Kind.VANISHED]["country"])
    is_edition = shared > 0 and shared >= min(len(before), len(now)) / 2
    assert gone == ({COUNTRIES[c] for c in before.keys() - now.keys()} if is_edition else set())
