"""The twelve rules of honest figures, over the published polls: every view, and two hundred random states."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import lint
from dashboard.beside import Panels, panels
from dashboard.charts import CHARTS
from dashboard.holdings import Holdings, Shelf
from dashboard.lint import RULES, faults
from dashboard.state import AXES, BESIDE, MEASURES, ONLY, SORTS, State
from extract.tidy import from_csv
from tests.dashboard.small_polls import StandIn

PUBLISHED = Path(__file__).parents[2] / "data" / "published" / "estimates.csv"
SEED = 20_151


@pytest.fixture(scope="module")
def real() -> Holdings:
    """The published polls as the dashboard sees them."""
    frame = from_csv(PUBLISHED.read_text(encoding="utf-8"))
    return Shelf(StandIn(frame.assign(source_sha256="a" * 64)))()


def random_state(chance: random.Random, holdings: Holdings) -> State:
    """A state that the controls could have made."""
    series = holdings.series.iloc[chance.randrange(len(holdings.series))]
    kind = chance.choice(list(BESIDE))
    others = {
        "years": str(chance.randrange(1995, 2022)),
        "measure": chance.choice(list(MEASURES)),
        "subject": chance.choice(list(holdings.series["subject_key"])),
        "pollster": chance.choice(list(holdings.series["pollster_key"])),
    }
    chart = chance.choice(CHARTS)
    keys = sorted(holdings.names)
    return State(
        view=chart.NAME,
        subject=chance.choice(["", series["subject_key"]]),
        measure=chance.choice(list(MEASURES)),
        sort=chance.choice(list(SORTS)),
        form=chance.choice(list(getattr(chart, "FORMS", {"": ""}))),
        countries=tuple(chance.sample(keys, chance.choice([0, 0, 1, 4, 20]))),
        years=tuple(sorted(chance.sample(range(1995, 2022), chance.choice([0, 0, 1, 2])))),
        beside=kind if kind in others else "",
        other=others.get(kind, ""),
        axes=chance.choice(AXES),
        only=chance.choice(ONLY),
    )


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.NAME)
@pytest.mark.parametrize("measure", MEASURES)
def test_every_view_keeps_the_rules(chart, measure: str, real: Holdings) -> None:
    for form in getattr(chart, "FORMS", {"": ""}):
        for dark in (False, True):
            drawn = panels(State(view=chart.NAME, measure=measure, form=form), real, dark=dark)
            assert drawn is not None
            assert faults(drawn) == []


@pytest.mark.parametrize("part", range(10))
def test_random_states_keep_the_rules(part: int, real: Holdings) -> None:
    chance = random.Random(SEED + part)
    for _ in range(20):
        state = random_state(chance, real)
        drawn = panels(state, real, narrow=chance.random() < 0.3, dark=chance.random() < 0.3)
        assert drawn is not None
        assert faults(drawn) == [], state


def broken(holdings: Holdings, change) -> list[str]:
    """The faults of the bars after `change` has spoilt their figure."""
    drawn = panels(State(subject="US leadership"), holdings)
    assert drawn is not None
    figure = drawn.first.figure()
    change(figure)

    class Spoilt:
        NAME, YEARS = "bars", "one"

        @staticmethod
        def figure(toplines, options) -> dict:
            return figure

    return faults(Panels(replace(drawn.first, chart=Spoilt)))


def test_a_cut_scale_is_a_fault(holdings: Holdings) -> None:
    assert broken(holdings, lambda f: f["layout"]["xaxis"].update(range=[40, 90])) == [
        "1_whole_scales: xaxis goes from 40 to 90"
    ]


def test_a_mark_without_a_row_is_a_fault(holdings: Holdings) -> None:
    def forge(figure: dict) -> None:
        next(t for t in figure["data"] if t.get("name") == "Approve")["customdata"][0][0] = "999999"

    assert broken(holdings, forge) == ["10_gaps: a mark (999999) that no row stands behind"]


def test_a_line_over_a_gap_is_a_fault(holdings: Holdings) -> None:
    assert broken(holdings, lambda f: f["data"][1].update(connectgaps=True)) == ["10_gaps: a line runs over a gap"]


def test_an_absence_that_looks_like_an_answer_is_a_fault(holdings: Holdings) -> None:
    def paint(figure: dict) -> None:
        next(t for t in figure["data"] if t.get("name") == "Absent")["marker"].pop("pattern")

    assert broken(holdings, paint) == ["6_colours: Absent is not hatched"]


def test_a_label_in_a_bar_too_small_for_it_is_a_fault(holdings: Holdings) -> None:
    def squeeze(figure: dict) -> None:
        bar = next(t for t in figure["data"] if t.get("name") == "Approve")
        bar["text"] = [str(x) for x in bar["x"]]

    assert broken(holdings, squeeze) == ["2_labels: 1.0 stands inside a bar of 1.0 %"]


def test_a_rise_within_sampling_error_is_a_fault(holdings: Holdings, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = panels(State(view="change", subject="Irish government", years=(2017, 2018)), holdings)
    assert drawn is not None
    assert faults(drawn) == []
    monkeypatch.setattr(lint.findings, "headline", lambda shown: "Satisfaction rose by 1 point")
    assert [fault[:8] for fault in faults(drawn)] == ["11_moves"]


def test_there_are_twelve_rules() -> None:
    assert len(RULES) == 12
