"""The data we publish: read by our own extractors from data/sources/, complete, and the same to the byte."""

import csv
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from dashboard.rebuild_data import rebuild
from extract.model import Location, Sidecar
from extract.readers import read
from extract.tidy import from_csv

DATA = Path(__file__).parent.parent / "data"
SOURCES = sorted((DATA / "sources").glob("*.csv"))
PUBLISHED = (
    *("estimates.csv", "toplines.csv", "sources.csv", "corrections.csv", "changes.csv"),
    *("datapackage.json", "README.md"),
)

# The columns of each source that hold no share; every other cell that is not empty is one, or says why there is none.
NOT_SHARES = {
    "ireland-government-satisfaction.csv": {"Fieldwork start", "Fieldwork end", "Sample size"},
    "leaders-approval-2023-05.csv": {"Leader", "Country"},
    "national-government-confidence-2005-2017.csv": {"Country", "Year"},
    "putin-approval-1999-2020.csv": {"Month"},
    "us-favourable-2000-2017.csv": {"Year"},
    "us-leadership-2016.csv": {"Country", "Year"},
}

# Figures looked up by eye in the sources: file, country, year, subject, response, percent.
KNOWN = [
    ("us-leadership-2016.csv", "RUS", 2015, "US leadership", "approve", 1),
    ("us-leadership-2016.csv", "RUS", 2015, "US leadership", "disapprove", 89),
    ("us-leadership-2016.csv", "RUS", 2014, "US leadership", "approve", 4),
    ("us-leadership-2016.csv", "XKX", 2015, "US leadership", "approve", 85),
    ("us-leadership-2016.csv", "PSE", 2015, "US leadership", "disapprove", 79),
    ("us-leadership-2016.csv", "COG", 2015, "US leadership", "approve", 80),
    ("us-favourable-2000-2017.csv", "RUS", 2015, "United States", "approve", 15),
    ("us-favourable-2000-2017.csv", "JOR", 2003, "United States", "approve", 1),
    ("us-favourable-2000-2017.csv", "KOR", 2017, "United States", "approve", 75),
    ("national-government-confidence-2005-2017.csv", "AFG", 2008, "national government", "approve", 61.20721),
    ("national-government-confidence-2005-2017.csv", "RWA", 2016, "national government", "approve", 99.36044),
    ("leaders-approval-2023-05.csv", "IND", 2023, "Narendra Modi", "approve", 77),
    ("leaders-approval-2023-05.csv", "CZE", 2023, "Petr Fiala", "net", -56),
]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of published files, made from data/sources/ as `make data` makes them."""
    folder = tmp_path_factory.mktemp("published")
    for name in ("estimates.csv", "changes.csv"):  # the release before, without which nothing could have changed
        shutil.copy(DATA / "published" / name, folder)
    assert rebuild(DATA / "sources", folder).failures == ()
    return folder


@pytest.fixture(scope="module")
def estimates(rebuilt: Path) -> pd.DataFrame:
    return from_csv((rebuilt / "estimates.csv").read_text(encoding="utf-8"))


def share_cells(path: Path) -> Counter[str]:
    """How often each text stands in the cells of a source that hold shares."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Counter(text for row in rows for name, text in row.items() if text and name not in NOT_SHARES[path.name])


def printed_places(path: Path, estimates: pd.DataFrame) -> list[str]:
    """The characters that stand in a source at each of the locators."""
    document = read(path.name, path.read_bytes())
    return [document.printed(Location.from_locator(locator)) for locator in estimates["locator"]]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_sidecar_says_who_asked_where_it_is_from_and_under_which_licence(path: Path) -> None:
    sidecar = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(sidecar) <= set(Sidecar.names())
    assert {"pollster", "url", "licence", "note"} <= set(sidecar)


def test_no_sidecar_stands_alone() -> None:
    assert {path.stem for path in SOURCES} == {path.stem for path in (DATA / "sources").glob("*.toml")}
    assert {path.name for path in SOURCES} == set(NOT_SHARES)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_figure_of_a_source_comes_out_once(path: Path, estimates: pd.DataFrame) -> None:
    ours = estimates[estimates["source"] == path.name]
    assert Counter(printed_places(path, ours)) == share_cells(path)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_share_is_found_again_at_its_place(path: Path, estimates: pd.DataFrame) -> None:
    ours = estimates[(estimates["source"] == path.name) & (estimates["status"] == "reported")]
    assert printed_places(path, ours) == list(ours["share_printed"])


@pytest.mark.parametrize(("source", "iso3", "year", "subject", "response", "percent"), KNOWN)
def test_a_figure_is_what_its_source_says(
    estimates: pd.DataFrame, source: str, iso3: str, year: int, subject: str, response: str, percent: float
) -> None:
    keys = {"source": source, "iso3": iso3, "year": year, "subject": subject, "response": response}
    found = estimates
    for column, value in keys.items():
        found = found[found[column] == value]
    assert list(found["share_pct"]) == [pytest.approx(percent, abs=1e-5)]


def test_what_is_absent_is_said_to_be_absent(estimates: pd.DataFrame) -> None:
    absent = estimates[estimates["status"] != "reported"]
    assert absent[["iso3", "status"]].values.tolist() == [["CHN", "not_surveyed"]]
    assert absent["share_pct"].isna().all()


def test_a_month_stays_a_month(estimates: pd.DataFrame) -> None:
    path = DATA / "sources" / "putin-approval-1999-2020.csv"
    months = [row["Month"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    approve = estimates[(estimates["source"] == path.name) & (estimates["response"] == "approve")]
    assert sorted(approve["fieldwork_end"]) == months
    assert sorted(approve["year"]) == [int(month[:4]) for month in months]


def test_days_of_fieldwork_and_people_asked_are_kept(estimates: pd.DataFrame) -> None:
    first = estimates[estimates["source"] == "ireland-government-satisfaction.csv"].iloc[0]
    assert (first["fieldwork_start"], first["fieldwork_end"]) == ("2011-08-16", "2011-08-24")
    assert first["sample_size"] == 1001


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_is_what_the_sources_give(rebuilt: Path, name: str) -> None:
    assert (rebuilt / name).read_bytes() == (DATA / "published" / name).read_bytes(), "run: make data"


def test_the_package_is_a_valid_one() -> None:
    report = Package(str(DATA / "published" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])


def test_the_readme_counts_what_is_published(estimates: pd.DataFrame) -> None:
    shares = estimates[estimates["status"] == "reported"]
    counted = f"{len(shares):,} shares in {shares['country'].nunique()} countries"
    assert counted in (DATA.parent / "README.md").read_text(encoding="utf-8")
