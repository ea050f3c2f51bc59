"""What is accepted stays, whole, once, and in the bytes it came in."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from pandera.errors import SchemaErrors
from sqlalchemy import Executable, create_engine, text, update
from sqlalchemy.exc import DBAPIError

from library import DamagedOriginal, Library, UnknownSource, UnusableLibrary, open_library, tables
from tests.library.conftest import Databases
from tests.library.polls import ISSUE, SIDECAR, estimates, source

CONTENT = "Übrigens: 41 % approve.\r\n".encode()


def run(url: str, statement: str | Executable) -> list:
    """The answer to a statement that goes past the library."""
    engine = create_engine(url)
    with engine.begin() as connection:
        result = connection.execute(text(statement) if isinstance(statement, str) else statement)
        rows = list(result) if result.returns_rows else []
    engine.dispose()
    return rows


def test_a_new_library_is_empty(library: Library) -> None:
    assert library.is_empty()
    assert library.version() == 0
    assert list(library.estimates().columns) == [*estimates("a").columns, "source_sha256", "position"]
    pd.testing.assert_series_equal(
        library.estimates().dtypes.drop(["source_sha256", "position"]), estimates("a").dtypes
    )
    assert library.sources().empty


def test_what_was_added_is_given_back(library: Library) -> None:
    one = source("one.txt", CONTENT)
    added = library.add(one, CONTENT, estimates("one.txt"), sidecar=SIDECAR, issues=[ISSUE])
    assert (added.source_sha256, added.estimates, added.already) == (one.sha256, 4, False)
    back = library.estimates()
    pd.testing.assert_frame_equal(back.drop(columns=["source_sha256", "position"]), estimates("one.txt"))
    assert set(back["source_sha256"]) == {one.sha256}
    assert library.original(one.sha256).content == CONTENT
    assert library.original(one.sha256).name == "one.txt"
    assert library.issues(one.sha256) == (ISSUE,)
    assert not library.is_empty()
    assert library.version() == 1


def test_sources_say_what_they_gave(library: Library) -> None:
    library.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt", 6), sidecar=SIDECAR)
    library.add(source("two.txt", b"2"), b"2", estimates("two.txt").iloc[:0])
    first, second = library.sources().to_dict("records")
    assert first == {
        "sha256": source("one.txt", CONTENT).sha256,
        "name": "one.txt",
        "media_type": "text/plain",
        "size": len(CONTENT),
        "received_on": date.today(),
        "url": "https://example.org/poll",
        "licence": "CC BY 4.0",
        "note": "Totals only.",
        "estimates": 6,
        "countries": 2,
        "first_year": 2000,
        "last_year": 2002,
        "pollsters": "Ifop",
        "subjects": "President",
    }
    assert (second["estimates"], second["countries"], second["url"], second["subjects"]) == (0, 0, "", "")
    assert pd.isna(second["first_year"])


def test_the_same_bytes_are_one_source_whatever_they_are_called(library: Library) -> None:
    library.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt"))
    before = library.estimates()
    added = library.add(source("copy.txt", CONTENT), CONTENT, estimates("copy.txt", 9))
    assert added.already
    assert added.estimates == 4
    assert library.version() == 1
    assert len(library.sources()) == 1
    pd.testing.assert_frame_equal(library.estimates(), before)


def test_one_name_may_be_two_sources(library: Library) -> None:
    library.add(source("one.txt", b"1"), b"1", estimates("one.txt"))
    library.add(source("one.txt", b"2"), b"2", estimates("one.txt"))
    assert len(library.sources()) == 2
    assert len(library.estimates()) == 8


def test_order_is_that_of_acceptance(library: Library) -> None:
    for content in (b"z", b"a", b"m"):
        library.add(source(f"{content}.txt", content), content, estimates(f"{content}.txt", 30))
    order = library.estimates()["source_sha256"].drop_duplicates().tolist()
    assert (
        order == [source("", content).sha256 for content in (b"z", b"a", b"m")] == library.sources()["sha256"].tolist()
    )
    assert library.estimates()["locator"].iloc[:29].tolist() == estimates("x", 30)["locator"].iloc[:29].tolist()


def test_the_reviewer_stands_in_every_row(library: Library) -> None:
    given = estimates("one.txt")
    library.add(source("one.txt", CONTENT), CONTENT, given, reviewed_by="Ann")
    assert set(library.estimates()["reviewed_by"]) == {"Ann"}
    pd.testing.assert_frame_equal(given, estimates("one.txt"))


@pytest.mark.parametrize(
    "change",
    [
        {"share_pct": 101.0},
        {"status": "unknown"},
        {"iso3": "France"},
        {"locator": ""},
        {"year": pd.array([1700] * 4, "Int64")},
    ],
)
def test_nothing_is_stored_of_estimates_that_break_the_contract(library: Library, change: dict) -> None:
    with pytest.raises(SchemaErrors):
        library.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt").assign(**change))
    assert library.is_empty()


def test_nothing_is_stored_when_something_fails_half_way(library: Library, url: str) -> None:
    run(url, "ALTER TABLE issues RENAME TO gone")
    with pytest.raises(DBAPIError, match="issues"):
        library.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt"), issues=[ISSUE])
    counts = [run(url, f"SELECT count(*) FROM {table}")[0][0] for table in ("sources", "originals", "estimates")]
    assert counts == [0, 0, 0]
    assert library.version() == 0


def test_content_must_be_what_its_hash_says(library: Library) -> None:
    with pytest.raises(ValueError, match=r"one.txt: its content"):
        library.add(source("one.txt", CONTENT), b"other", estimates("one.txt"))


def test_a_changed_original_is_never_handed_out(library: Library, url: str) -> None:
    one = source("one.txt", CONTENT)
    library.add(one, CONTENT, estimates("one.txt"))
    run(url, update(tables.originals).values(content=b"0"))
    with pytest.raises(DamagedOriginal, match=r"one\.txt"):
        library.original(one.sha256)


def test_an_unknown_source_is_an_error(library: Library) -> None:
    with pytest.raises(UnknownSource):
        library.original("0" * 64)


def test_it_is_there_when_opened_again(url: str) -> None:
    first = open_library(url)
    first.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt"))
    first.dispose()
    second = open_library(url)
    assert len(second.estimates()) == 4
    assert second.version() == 1
    second.dispose()


def test_the_environment_names_the_library(library: Library, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOPLINES_DATABASE_URL", url.replace("postgresql+psycopg:", "postgresql:"))
    named = open_library()
    named.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt"))
    named.dispose()
    assert library.version() == 1


def test_readers_see_what_another_connection_wrote(library: Library, url: str) -> None:
    other = open_library(url)
    library.add(source("one.txt", CONTENT), CONTENT, estimates("one.txt"))
    assert other.version() == 1
    assert len(other.estimates()) == 4
    other.dispose()


SETTINGS = {
    "sqlite": {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2, "PRAGMA foreign_keys": 1},
    "postgres": {"SHOW synchronous_commit": "on", "SHOW lock_timeout": "20s"},
}


def test_acknowledged_means_on_the_disk(library: Library, databases: Databases) -> None:
    wanted = SETTINGS[databases.kind]
    with library.reading() as connection:
        assert {asked: connection.exec_driver_sql(asked).scalar() for asked in wanted} == wanted


def test_a_text_of_any_language_comes_back(library: Library) -> None:
    given = estimates("één 世論.txt").assign(quote="Îles Åland — 한국, العربية, 🗳")
    library.add(source("één 世論.txt", CONTENT), CONTENT, given, sidecar='note = "Ünïcode"\n')
    assert set(library.estimates()["quote"]) == set(given["quote"])
    assert library.sources()["name"].tolist() == ["één 世論.txt"]


@pytest.mark.parametrize(
    "bad", ["nonsense", "sqlite://", "sqlite:///:memory:", "nosuch://host/db", "postgresql://127.0.0.1:1/none"]
)
def test_what_cannot_be_a_library_is_said(bad: str) -> None:
    with pytest.raises(UnusableLibrary):
        open_library(bad)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, " * 100)
    with pytest.raises(UnusableLibrary, match=r"notes\.txt"):
        open_library(f"sqlite:///{tmp_path / 'notes.txt'}")
