"""Libraries of earlier forms are brought to the present one: whole, once, and with all that they hold."""

import os
import signal
import sqlite3
import sys
from pathlib import Path

import pandas as pd
import pytest
from alembic import command
from sqlalchemy import Engine, Inspector, MetaData, create_engine, event, insert, inspect, make_url, select, text

from library import UnusableLibrary, forms, open_library
from library.all_tables import METADATA
from library.verifying import verify
from tests.library.conftest import Databases
from tests.library.polls import ISSUE, estimates
from tests.library.processes import PATIENCE, begin, clean, ended

FORM_1 = Path(__file__).parent / "form_1.sql"
"""A library of one source, as the program made it that knew no migrations."""


@pytest.fixture
def earlier(databases: Databases, tmp_path: Path) -> str:
    """The URL of a library of the first form, with one source."""
    url = databases.new()
    if databases.kind == "sqlite":
        path = Path(make_url(url).database or "")
        path.parent.mkdir()
        _make_first(path)
    else:
        _make_first(tmp_path / "first.sqlite")
        _carry(f"sqlite:///{tmp_path / 'first.sqlite'}", url)
    return url


def _make_first(path: Path) -> None:
    database = sqlite3.connect(path)
    database.executescript(FORM_1.read_text(encoding="utf-8"))
    database.close()


def _carry(given: str, url: str) -> None:
    """The same library in another database, without a word of migrations."""
    one, other = create_engine(given), create_engine(url)
    known = MetaData()
    known.reflect(one)
    with one.connect() as reading, other.begin() as writing:
        command.upgrade(forms._config(writing), "0001")
        writing.execute(text("DROP TABLE alembic_version"))
        writing.execute(text("DELETE FROM library_state"))
        for table in known.sorted_tables:
            writing.execute(insert(table), [dict(row) for row in reading.execute(select(table)).mappings()])
    one.dispose()
    other.dispose()


def contents(url: str) -> dict[str, object]:
    """All that a database holds: its tables, their columns and rows."""
    engine = create_engine(url)
    known = MetaData()
    known.reflect(engine)
    with engine.connect() as connection:
        tables = [known.tables[name] for name in sorted(known.tables) if "passages_index" not in name]
        rows = {table.name: connection.execute(select(table)).all() for table in tables}
        held = {t.name: ([c.name for c in t.c], sorted(repr(tuple(row)) for row in rows[t.name])) for t in tables}
    engine.dispose()
    return held


def _tables_of(found: Inspector) -> set[str]:
    # what finds words in texts is made by the steps alone, as each database has it
    return {name for name in found.get_table_names() if name != "alembic_version" and "passages_index" not in name}


def shape(engine: Engine) -> dict[str, object]:
    """All that a database says of its tables."""
    found = inspect(engine)
    told: dict[str, object] = {}
    for name in sorted(_tables_of(found)):
        # Their order says nothing: a step can only put a new one behind the others.
        columns = sorted(repr({**column, "type": repr(column["type"])}) for column in found.get_columns(name))
        keys = [sorted(map(repr, keys)) for keys in (found.get_foreign_keys(name), found.get_unique_constraints(name))]
        indexes = sorted(repr(index) for index in found.get_indexes(name) if index["name"] != "passages_index")
        told[name] = (columns, repr(found.get_pk_constraint(name)), keys, indexes)
    return told


def test_the_steps_lead_to_the_tables_that_the_program_knows(databases: Databases) -> None:
    by_steps, at_once = databases.new(), databases.new()
    open_library(by_steps).dispose()
    Path(make_url(at_once).database or "").parent.mkdir(parents=True, exist_ok=True)
    engines = create_engine(by_steps), create_engine(at_once)
    METADATA.create_all(engines[1])
    stepped, made = map(shape, engines)
    for engine in engines:
        engine.dispose()
    assert stepped.keys() == made.keys()
    for name in made:
        assert stepped[name] == made[name], name


def test_each_step_has_a_number_of_its_own_and_follows_the_one_before() -> None:
    steps = sorted((Path(forms.__file__).parent / "migrations" / "versions").glob("*.py"))
    assert [step.name[:4] for step in steps] == [f"{number:04}" for number in range(1, len(steps) + 1)]
    assert forms.newest() == steps[-1].name[:4]


def test_what_an_earlier_library_holds_stays(earlier: str) -> None:
    library = open_library(earlier)
    pd.testing.assert_frame_equal(
        library.estimates().drop(columns=["source_sha256", "position"]), estimates("one.txt").assign(reviewed_by="ana")
    )
    sha256 = library.sources()["sha256"][0]
    assert library.original(sha256).content == "Übrigens: 41 % approve.\r\n".encode()
    assert library.issues(sha256) == (ISSUE,)
    assert library.version() == 1
    assert verify(library) == []
    library.dispose()


def test_a_file_of_an_earlier_form_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    _make_first(path)
    before = contents(f"sqlite:///{path}")
    open_library(f"sqlite:///{path}").dispose()
    assert contents(f"sqlite:///{tmp_path / 'library-form-0001.sqlite'}") == before
    assert not [left for left in tmp_path.iterdir() if "saving" in left.name]


def test_a_library_of_a_later_program_is_left_alone(earlier: str) -> None:
    open_library(earlier).dispose()
    engine = create_engine(earlier)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = contents(earlier)
    with pytest.raises(UnusableLibrary, match="form 9999"):
        open_library(earlier)
    assert contents(earlier) == before


def killed_at(url: str, statement: int) -> None:
    """Open the library and be killed before that statement."""
    count = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def watch(*_: object) -> None:
        nonlocal count
        count += 1
        if count == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    open_library(url).dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="kills its processes by POSIX's signals")
def test_killed_at_any_statement_it_is_of_one_form_or_the_other_and_opens(earlier: str, databases: Databases) -> None:
    untouched = contents(earlier)
    done, kills = databases.new(earlier), 0
    open_library(done).dispose()
    wanted = contents(done)
    # On Postgres each copy of a database takes its time, so every fourth statement has to do.
    for statement in range(1, 1000, 1 if databases.kind == "sqlite" else 4):
        url = databases.new(earlier)
        code = ended(begin(killed_at, url, statement))
        if code == 0:
            break
        kills += 1
        assert code == -signal.SIGKILL
        assert contents(url) in (untouched, wanted)
        open_library(url).dispose()
        assert contents(url) == wanted
    assert kills > 10


def opened(url: str, gate, answers) -> None:
    gate.wait(PATIENCE)
    library = open_library(url)
    answers.put(len(library.estimates()))
    library.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="kills its processes by POSIX's signals")
@pytest.mark.parametrize("is_new", [False, True])
def test_eight_processes_that_start_at_once_all_start(earlier: str, databases: Databases, is_new: bool) -> None:
    for _ in range(3):
        url = databases.new() if is_new else databases.new(earlier)
        gate, answers = clean().Barrier(8), clean().Queue()
        processes = [begin(opened, url, gate, answers) for _ in range(8)]
        assert [answers.get(timeout=PATIENCE) for _ in processes] == [0 if is_new else 4] * 8
        assert [ended(process) for process in processes] == [0] * 8
