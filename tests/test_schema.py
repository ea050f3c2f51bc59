"""The contract of the long frame: what it lets pass, and what it says of the rest."""

import subprocess
import sys

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

from extract.model import Estimate, Response, Status
from extract.schema import explain, validate
from extract.tidy import COLUMNS, to_frame

PRINTED = Estimate(
    country="France",
    iso3="FRA",
    year=2015,
    fieldwork_end="2015-05",
    response=Response.APPROVE,
    share_pct=31.5,
    status=Status.REPORTED,
    locator="char=1-5",
)
ABSENT = Estimate(country="China", status=Status.NOT_SURVEYED)


@pytest.fixture
def frame() -> pd.DataFrame:
    return to_frame([PRINTED, ABSENT])


def complaints(frame: pd.DataFrame) -> list[str]:
    with pytest.raises(SchemaErrors) as error:
        validate(frame)
    return explain(error.value)


def changed(frame: pd.DataFrame, column: str, value: object) -> pd.DataFrame:
    """The frame with one value of its first row replaced."""
    values = frame[column].tolist()
    return frame.assign(**{column: pd.Series([value, *values[1:]], dtype=frame[column].dtype, index=frame.index)})


def test_what_keeps_the_contract_passes_unchanged(frame: pd.DataFrame) -> None:
    before = frame.copy(deep=True)
    assert validate(frame) is frame
    pd.testing.assert_frame_equal(frame, before)


def test_an_empty_frame_passes() -> None:
    assert validate(to_frame([])).empty


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("response", ""),
        ("qualifier", "~"),
        ("year_basis", "relative"),
        ("fieldwork_start", "2015"),
        ("published", "2016-02-29"),
        ("iso3", ""),
        ("year", pd.NA),
        ("share_pct", 0.0),
        ("share_pct", 100.0),
        ("sample_size", 0),
        ("page", 1),
    ],
)
def test_what_may_be(frame: pd.DataFrame, column: str, value: object) -> None:
    validate(changed(frame, column, value))


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("response", "yes", "response is 'yes', which is not one of approve, disapprove"),
        ("qualifier", "≈", "qualifier is '≈', which is not one of =, <, >, ~"),
        ("year_basis", "guess", "year_basis is 'guess', which is not one of printed"),
        ("share_pct", 100.5, "share_pct is 100.5, which is not from -100 to 100"),
        ("share_pct", -1.0, "share_pct is below 0, which only a net can be"),
        ("share_pct", float("nan"), "share_pct is missing, although status is reported"),
        ("status", "not_asked", "share_pct is given, although status is not reported"),
        ("year", 215, "year is 215, which is not from 1900 to 2100"),
        ("fieldwork_end", "May 2015", "fieldwork_end is 'May 2015', which is not an ISO date"),
        ("fieldwork_end", "2015-13", "fieldwork_end is '2015-13', which is not an ISO date"),
        ("published", "2015-02-30", "published is '2015-02-30', which is not an ISO date"),
        ("iso3", "fra", "iso3 is 'fra', which is not three capital letters"),
        ("locator", "", "locator is empty, although status is reported"),
        ("sample_size", -5, "sample_size is -5, which is below 0"),
        ("page", 0, "page is 0, which is below 1"),
        ("country", None, "country is missing; a text that is not printed is an empty text"),
    ],
)
def test_what_may_not_be_is_one_sentence(frame: pd.DataFrame, column: str, value: object, sentence: str) -> None:
    told = complaints(changed(frame, column, value))
    assert len(told) == 1
    assert told[0].startswith(f"row 1: {sentence}")


def test_a_net_may_be_below_0() -> None:
    net = Estimate(response=Response.NET, share_pct=-40.0, locator="line=1")
    validate(to_frame([net]))


def test_all_failures_are_told_at_once(frame: pd.DataFrame) -> None:
    told = complaints(changed(changed(frame, "year", 3000), "iso3", "?"))
    assert [sentence.split(" is ")[0] for sentence in told] == ["row 1: iso3", "row 1: year"]


def test_rows_are_counted_whatever_the_index_says(frame: pd.DataFrame) -> None:
    wrong = frame.assign(iso3=["FRA", "china"]).set_axis([50, 50])
    assert complaints(wrong) == ["row 2: iso3 is 'china', which is not three capital letters"]


def test_a_status_is_never_empty(frame: pd.DataFrame) -> None:
    assert "row 2: status is '', which is not one of reported" in complaints(frame.assign(status=["reported", ""]))[-1]


def test_a_missing_column_is_told(frame: pd.DataFrame) -> None:
    assert complaints(frame.drop(columns="locator")) == ["the column locator is missing"]


def test_a_column_too_many_is_told(frame: pd.DataFrame) -> None:
    assert complaints(frame.assign(mood="good")) == ["the column mood is not one of the contract's"]


def test_the_order_of_columns_is_held(frame: pd.DataFrame) -> None:
    turned = frame[[column.name for column in reversed(COLUMNS)]]
    assert complaints(turned) == ["the columns are not in the contract's order"]


def test_a_wrong_type_is_told(frame: pd.DataFrame) -> None:
    assert complaints(frame.assign(year=[2015.0, None])) == ["the column year holds float64 instead of Int64"]


def test_a_reader_of_tables_does_not_pay_for_pandera() -> None:
    code = "import sys, extract.schema; sys.exit('pandera' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
