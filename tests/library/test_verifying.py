"""Twenty things that go wrong with a library are all found; one that is whole has no fault."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, update
from sqlalchemy.schema import DropIndex, DropTable

from library import Drafts, Library, open_library, tables
from library.store import Original
from library.superseding import Link
from library.tables_desk import draft_contents, drafts
from library.tables_keeping import seals
from library.verifying import verify
from tests.library.polls import ISSUE, SIDECAR, estimates, source

FILES = {"one.txt": b"0.25 1.25 2.25", "two.txt": b"0.25 1.25 2.25 3.25"}
ONE, TWO = (source(name, content).sha256 for name, content in FILES.items())
ESTIMATES, SOURCES, ORIGINALS, ISSUES = tables.estimates, tables.sources, tables.originals, tables.issues


@pytest.fixture
def filled(library: Library) -> Library:
    for name, content in FILES.items():
        library.add(source(name, content), content, estimates(name, 4), sidecar=SIDECAR, issues=[ISSUE])
    library.supersede([Link(ONE, 1, TWO, 1, "new edition", "ana")])
    Drafts(library).put("three.txt", b"three")
    return library


def reread(original: Original, places: Sequence[str]) -> list[str]:
    """All of the file at every place: a share that is not in it at all is not found."""
    return [original.content.decode()] * len(places)


def original(sha256: str, content: bytes) -> Any:
    return update(ORIGINALS).where(ORIGINALS.c.source_sha256 == sha256).values(content=content)


def described(**change: Any) -> Any:
    return update(SOURCES).where(SOURCES.c.sha256 == ONE).values(**change)


def first(**change: Any) -> Any:
    return update(ESTIMATES).where(ESTIMATES.c.source_sha256 == TWO, ESTIMATES.c.position == 0).values(**change)


def without(table: Any, sha256: str, **at: int) -> Any:
    return delete(table).where(table.c.source_sha256 == sha256, *(table.c[name] == value for name, value in at.items()))


FAULTS = {
    "an original lost": without(ORIGINALS, ONE),
    "an original cut": original(ONE, b"0.25"),
    "a bit turned": original(TWO, FILES["two.txt"].replace(b"0", b"1")),
    "an original exchanged": original(ONE, FILES["two.txt"]),
    "a size changed": described(size=3),
    "a name changed": described(name="two.txt"),
    "a licence changed": described(licence="public domain"),
    "a source without its rows": delete(SOURCES).where(SOURCES.c.sha256 == TWO),
    "the last estimate lost": without(ESTIMATES, TWO, position=3),
    "all estimates of a source lost": without(ESTIMATES, ONE),
    "a share changed": first(share_pct=99.0),
    "a share out of range": first(share_pct=200.0),
    "a place changed": first(locator="char=1-2"),
    "a country renamed": first(country="Gaul"),
    "a reviewer renamed": first(reviewed_by="somebody else"),
    "an issue lost": without(ISSUES, ONE),
    "a seal lost": without(seals, ONE),
    "the counter set back": update(tables.state).values(version=1),
    "the state lost": delete(tables.state),
    "a link to nothing": update(tables.superseded).values(by_position=77),
    "a draft's file changed": update(draft_contents).values(content=b"other"),
    "a draft's file lost": delete(draft_contents),
}


def past(library: Library, *statements: Any) -> None:
    """Run statements that nothing holds back, as somebody with the database in their hands could."""
    engine = create_engine(library.url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")  # no foreign keys
        for statement in statements:
            connection.execute(statement)
    engine.dispose()


def test_a_whole_library_has_no_fault(filled: Library) -> None:
    assert verify(filled, reread) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_found(filled: Library, fault: str) -> None:
    past(filled, FAULTS[fault])
    assert verify(filled, reread)


def test_a_source_that_went_with_all_its_rows_is_missed(filled: Library) -> None:
    past(filled, delete(tables.superseded), *(without(table, ONE) for table in (ESTIMATES, ORIGINALS, ISSUES)))
    past(filled, delete(SOURCES).where(SOURCES.c.sha256 == ONE))
    assert [fault.what for fault in verify(filled)] == ["a source that was accepted is missing"]


def test_a_missing_table_and_index_are_found(filled: Library) -> None:
    past(filled, DropTable(tables.superseded), DropIndex(next(iter(drafts.indexes))))
    assert {fault.where for fault in verify(filled)} == {"superseded", "drafts"}


def test_a_share_that_is_not_at_its_place_is_found_though_its_seal_is_right(library: Library) -> None:
    library.add(source("one.txt", b"nothing"), b"nothing", estimates("one.txt", 4))
    (fault,) = verify(library, reread)
    assert fault.check == "places"
    assert "3 shares are not where they were read, the first at char=0-4" in str(fault)


def test_pages_of_the_file_that_were_overwritten_are_found(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    library = open_library(f"sqlite:///{path}")
    for number in range(20):
        content = b"%d" % number * 9000
        library.add(source(f"{number}.txt", content), content, estimates(f"{number}.txt", 4))
    library.dispose()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2 : len(damaged) // 2 + 4096 * 3] = b"\xa5" * 4096 * 3
    path.write_bytes(damaged)
    library = open_library(f"sqlite:///{path}")
    assert verify(library)
    library.dispose()
