"""Claims from the real figures: true, false, not comparable, not in the data; a false one is never supported."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.claims import Checker, Verdict, of_all
from extract.claims import ComparisonClaim, ShareClaim, claims_in
from extract.model import Estimate, Response
from extract.tidy import from_csv, to_frame

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def written(name: str) -> list[tuple[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [(row["claim"], row["verdict"]) for row in csv.DictReader(file)]


FIRST, MORE = written("claims.csv"), written("more_claims.csv")


@pytest.fixture(scope="module")
def checker() -> Checker:
    """A checker over the published data."""
    return Checker(from_csv((ROOT / "data" / "published" / "estimates.csv").read_text(encoding="utf-8")))


def verdict(checker: Checker, text: str) -> str:
    return str(of_all(judged.verdict for judged in checker.check(text)))


def test_there_are_enough_claims_of_every_kind() -> None:
    counts = pd.Series([expected for _, expected in FIRST]).value_counts().to_dict()
    assert counts == {"supported": 20, "contradicted": 20, "not comparable": 10, "not in the data": 10}


@pytest.mark.parametrize(("claim", "expected"), [*FIRST, *MORE])
def test_the_verdict_is_right(checker: Checker, claim: str, expected: str) -> None:
    assert verdict(checker, claim) == expected


def test_the_slip_that_made_one_percent_ninety_nine_is_explained(checker: Checker) -> None:
    (judged,) = checker.check("An article says that 99 percent of Russians are unhappy with US leadership.")
    assert (judged.verdict, judged.rule) == (Verdict.CONTRADICTED, "the rest is not the opposite")
    assert "99 % is everybody who did not answer “approve” (100 − 1 %)" in judged.why
    assert "89 %" in judged.why
    assert "the other 10 %" in judged.why
    assert [figure["locator"] for figure in judged.figures]


def test_an_article_s_claims_carry_what_was_said_before(checker: Checker) -> None:
    text = "Gallup asked in 2015. Only 1 percent of Russians approve of US leadership. In Kosovo 85 percent approve."
    assert [str(judged.verdict) for judged in checker.check(text)] == ["supported", "supported"]


def test_a_person_is_judged_at_home_whatever_was_said_before(checker: Checker) -> None:
    text = "Only 1 percent of Russians approve of US leadership. Narendra Modi has the highest approval of all leaders."
    assert [str(judged.verdict) for judged in checker.check(text)] == ["supported", "supported"]


def test_a_text_without_claims_gives_none(checker: Checker) -> None:
    for text in ("", "The weather was fine.", "Russia won 3 of 4 matches.", "%" * 100, "than more than than"):
        assert checker.check(text) == []


def test_a_name_on_both_sides_is_told_apart() -> None:
    (claim,) = claims_in("More people in Serbia than in Ukraine approve of US leadership.")
    assert isinstance(claim, ComparisonClaim)
    assert (claim.first.iso3, claim.second.iso3, claim.is_more) == ("SRB", "UKR", True)


def figure(share: float, n: int | None = None, response: Response = Response.APPROVE) -> pd.DataFrame:
    about = {"country": "France", "iso3": "FRA", "year": 2015, "fieldwork_end": "2015", "subject": "US leadership"}
    return to_frame([Estimate(**about, pollster="Ifop", response=response, share_pct=share, sample_size=n)])  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(share=st.integers(0, 100), said=st.integers(0, 100))
def test_a_claim_made_from_a_figure_is_supported_and_another_number_is_not(share: int, said: int) -> None:
    found = Checker(figure(share)).check(f"In 2015, {said} percent of the French approved of US leadership.")
    assert [judged.verdict for judged in found] == [Verdict.SUPPORTED if said == share else Verdict.CONTRADICTED]


@settings(max_examples=40, deadline=None)
@given(share=st.integers(0, 100), said=st.integers(0, 100))
def test_of_a_sample_what_sampling_error_reaches_is_within_the_margin(share: int, said: int) -> None:
    from compare import wilson

    (judged,) = Checker(figure(share, 1000)).check(f"In 2015, {said} percent of the French approved of US leadership.")
    reach = wilson(share, 1000)
    within = Verdict.WITHIN_MARGIN if reach.low <= said <= reach.high else Verdict.CONTRADICTED
    assert judged.verdict == (Verdict.SUPPORTED if said == share else within)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    checker = Checker(figure(20))
    for judged in checker.check(text):
        assert judged.why
        assert 0 <= judged.claim.start <= judged.claim.end <= len(text)


def test_a_number_said_more_exactly_than_printed_is_another_number(checker: Checker) -> None:
    assert verdict(checker, "In 2015, 1.4 percent of Russians approved of US leadership.") == "contradicted"


def test_the_words_around_a_number_say_how_it_is_meant() -> None:
    said = {
        "At least 30": "at least",
        "More than 30": "more than",
        "Less than 30": "less than",
        "About 30": "about",
        "Nearly 30": "nearly",
        "30": "exactly",
        "No more than 30": "at most",
    }
    for words, bound in said.items():
        (claim,) = claims_in(f"{words} percent of Russians approve of US leadership.")
        assert isinstance(claim, ShareClaim)
        assert str(claim.bound) == bound, words


def run(*given: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "compare", "claim", *given],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_the_command_answers_people_and_programs(tmp_path: Path) -> None:
    said = run("Only 1 % of Russians approve of US leadership.")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("SUPPORTED: Only 1 % of Russians")
    assert "us-leadership-2016.csv, char=" in said.stdout
    data = json.loads(run("-", "--json", text="Only 2 % of Russians approve of US leadership.").stdout)
    assert (data["verdict"], data["claims"][0]["kind"]) == ("contradicted", "share")
    wrong = run("x", "--data", str(tmp_path / "none.csv"))
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
