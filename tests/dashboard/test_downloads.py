"""What leaves the page holds the same figures, says what must be known of them, and runs in no spreadsheet."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from flask.testing import FlaskClient
from frictionless import Package
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import create_app
from dashboard.exports.tables import COMPARABILITY, NAMES, SAMPLING, defused, for_excel, plain, workbook
from extract.model import Source
from library import open_library
from tests.dashboard.small_polls import leadership, long, share

CONTENT = b"a poll"
OTHERS = b"another poll"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A dashboard over approval of US leadership, in one country asked of other people, and one without a country."""
    place = tmp_path_factory.mktemp("library")
    library = open_library(f"sqlite:///{(place / 'library.sqlite').as_posix()}")
    rows = [*leadership(), share("Oman", "OMN", 2015, "approve", 33, population="Men in the capital", mode="mail")]
    told = {"population": "Adults", "mode": "face to face"}
    frame = long([told | row for row in rows])
    library.add(Source("poll.csv", sha256(CONTENT).hexdigest(), "text/csv"), CONTENT, frame[NAMES])
    lone = long([share("", "", 2015, "approve", 50, subject="Something else", wave="")])
    library.add(Source("other.csv", sha256(OTHERS).hexdigest(), "text/csv"), OTHERS, lone[NAMES])
    yield create_app(library).server.test_client()
    library.dispose()


def rows_of(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def test_what_is_shown_has_the_contract_and_what_must_be_known_to_compare_it(client: FlaskClient) -> None:
    answer = client.get("/download/shown.csv?countries=RUS~OMN&years=2015")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="toplines-shown.csv"')
    found = rows_of(answer.text)
    assert list(found.columns) == [*NAMES, COMPARABILITY, SAMPLING]
    assert set(found["iso3"]) == {"RUS", "OMN"}
    assert found[COMPARABILITY].str.contains("not everywhere were the same people asked").all()
    assert found[COMPARABILITY].str.contains("the way people were reached is not the same").all()
    assert set(found["mode"]) == {"face to face", "mail"}
    assert found[SAMPLING].str.startswith("sample size not printed").all()
    alike = rows_of(client.get("/download/shown.csv?countries=RUS~UKR&years=2015").text)
    assert set(alike[COMPARABILITY]) == {""}


def test_everything_is_as_it_is_stored(client: FlaskClient) -> None:
    found = rows_of(client.get("/download/everything.csv").text)
    assert list(found.columns) == NAMES
    assert len(found) == len(leadership()) + 2
    assert found[found["subject"] == "Something else"][["country", "iso3"]].values.tolist() == [["", ""]]
    assert found.equals(rows_of(client.get("/api/estimates.csv").text))


def test_the_file_for_excel_begins_with_its_mark_and_holds_the_same(client: FlaskClient) -> None:
    answer = client.get("/download/shown-for-excel.csv?years=2015")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert rows_of(answer.data.decode("utf-8-sig")).equals(rows_of(client.get("/download/shown.csv?years=2015").text))


def test_the_workbook_holds_numbers_and_says_what_it_is(client: FlaskClient) -> None:
    answer = client.get("/download/shown.xlsx?countries=RUS~OMN&years=2015")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    head, *rows = book["Data"].values
    assert list(head) == [*NAMES, COMPARABILITY, SAMPLING]
    shares = {(row[head.index("iso3")], row[head.index("response")]): row[head.index("share_pct")] for row in rows}
    assert shares == {("RUS", "approve"): 1, ("RUS", "disapprove"): 89, ("OMN", "approve"): 33}
    told = dict(book["About"].values)
    assert told["Seen at"] == "http://localhost/?countries=RUS~OMN&years=2015"
    notes = [text for name, text in book["About"].values if name == "Note"]
    assert any("same people" in note for note in notes)
    assert any("people were reached" in note for note in notes)
    assert "Gallup" in told["Pollster"]
    assert sha256(CONTENT).hexdigest() in told["Source"]


def test_the_package_is_valid_and_says_whom_to_cite(client: FlaskClient, tmp_path: Path) -> None:
    for address in (
        "/download/shown.zip?countries=RUS~OMN&years=2015",
        "/api/datapackage.zip?countries=RUS~OMN&years=2015",
    ):
        answer = client.get(address)
        archive = zipfile.ZipFile(io.BytesIO(answer.data))
        folder = tmp_path / address.split("/")[1]
        archive.extractall(folder)
        assert sorted(archive.namelist()) == [
            *("CITATION.txt", "README.md", "datapackage.json", "estimates.csv", "sources.csv", "toplines.csv"),
        ]
        report = Package(str(folder / "datapackage.json")).validate()
        assert report.valid, report.flatten(["type", "message"])
        assert set(rows_of((folder / "estimates.csv").read_text())["iso3"]) == {"RUS", "OMN"}
        assert rows_of((folder / "sources.csv").read_text())["name"].tolist() == ["poll.csv"]
        assert "same" in (folder / "README.md").read_text()
        assert "poll.csv" in (folder / "CITATION.txt").read_text()
        described = json.loads((folder / "datapackage.json").read_text())
        missing = described["resources"][0]["schema"]["missingValues"]
        assert missing == [{"value": "", "label": "not printed in the source"}]


def test_the_same_package_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/datapackage.zip?years=2015")
    again = client.get("/api/datapackage.zip?years=2015", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("kind", ["shown.csv", "shown.xlsx", "shown.zip"])
def test_an_empty_library_has_nothing_to_show(kind: str, tmp_path: Path) -> None:
    library = open_library(f"sqlite:///{tmp_path / 'library.sqlite'}")
    client = create_app(library).server.test_client()
    assert client.get(f"/download/{kind}").status_code == 404
    library.dispose()


SIGNS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝", "－", '=HYPERLINK("http://x")', "=1+1", "'", ""])
TEXTS = st.builds("{}{}".format, SIGNS, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12))


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.floats(-100, 100))
def test_no_cell_is_a_formula_and_numbers_stay_numbers(texts: list[str], number: float) -> None:
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "share": [number] * len(texts)})
    back = pd.read_csv(io.BytesIO(for_excel(frame)), dtype={"text": "str"}, keep_default_na=False)
    assert back["share"].tolist() == [number] * len(texts)
    assert [text.replace("\r", "\n") for text in back["text"]] == [defused(text).replace("\r", "\n") for text in texts]
    assert not [text for text in back["text"] if len(text) > 1 and text[0] in "=+-@\t\r＝＋－＠"]
    assert plain(frame).decode("utf-8").count("\n") >= len(texts) + 1
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, [("a", "=1+1")])))["Data"]
    cells = [(row[0].data_type, row[1].value) for row in sheet.iter_rows(min_row=2)]
    assert {kind for kind, _ in cells} <= {"s", "n", "inlineStr"}
    assert [value for _, value in cells] == pytest.approx([number] * len(texts))


BODIES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://elsewhere.invalid")', "SUM(A1:A9)", "-2,5 %", "x", "é", "1")
LEADS = (
    *("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "=\t", "\t=", "==", "+-", "@=", "-\r"),
    *("−", "'=", '"=', " =", "％=", "=\n", "+＝", "－-"),
)
NUMBERS = (-100.0, -88.5, 0.1 + 0.2, 1.0, 61.20721101760864, 100.0)


def test_two_hundred_cells_like_formulas_come_back_as_text_and_numbers_as_they_were() -> None:
    texts = [lead + body for lead in LEADS for body in BODIES]
    assert len(texts) == 200
    numbers = [NUMBERS[i % len(NUMBERS)] for i in range(len(texts))]
    frame = pd.DataFrame({"quote": pd.Series(texts, dtype="str"), "share_pct": numbers})
    for content in (plain(frame), for_excel(frame)):
        back = pd.read_csv(io.BytesIO(content), dtype={"quote": "str"}, keep_default_na=False, lineterminator="\n")
        assert back["quote"].tolist() == [defused(text) for text in texts]
        assert not back["quote"].str.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")).any()
        assert [text.removeprefix("'") for text in back["quote"]] == [text.removeprefix("'") for text in texts]
        assert back["share_pct"].tolist() == numbers
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(frame, [])))["Data"]
    cells = [(first.data_type, first.value, second.value) for first, second in sheet.iter_rows(min_row=2)]
    assert [kind for kind, _, _ in cells] == ["s"] * len(texts)
    assert [text.replace("\r", "\n") for _, text, _ in cells] == [text.replace("\r", "\n") for text in texts]
    assert [number for _, _, number in cells] == numbers
