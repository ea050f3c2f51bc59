"""Libraries of earlier forms are brought to the present one: whole, once, and with all that they hold."""

import multiprocessing
import os
import signal
import sqlite3
import sys
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, Inspector, create_engine, event, inspect, make_url

from library import UnusableLibrary, forms, open_library
from library.all_tables import METADATA
from tests.library.conftest import Databases
from tests.library.polls import ISSUE, estimates

FORM_1 = Path(__file__).parent / "form_1.sql"
"""A library of one source, as the program made it that knew no migrations."""


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    database = sqlite3.connect(path)
    database.executescript(FORM_1.read_text(encoding="utf-8"))
    database.close()
    return path


def contents(path: Path) -> list[str]:
    """All that a database holds, but for how it is numbered inside."""
    database = sqlite3.connect(path)
    lines = sorted(line for line in database.iterdump() if line.startswith(("INSERT", "CREATE")))
    database.close()
    return lines


def _tables_of(found: Inspector) -> set[str]:
    # what finds words in texts is made by the steps alone, as each database has it
    return {name for name in found.get_table_names() if name != "alembic_version" and "passages_index" not in name}


def shape(engine: Engine) -> dict[str, object]:
    """All that a database says of its tables."""
    found = inspect(engine)
    told: dict[str, object] = {}
    for name in sorted(_tables_of(found)):
        columns = [repr({**column, "type": repr(column["type"])}) for column in found.get_columns(name)]
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


def test_what_an_earlier_library_holds_stays(earlier: Path) -> None:
    library = open_library(f"sqlite:///{earlier}")
    pd.testing.assert_frame_equal(
        library.estimates().drop(columns=["source_sha256", "position"]), estimates("one.txt").assign(reviewed_by="ana")
    )
    sha256 = library.sources()["sha256"][0]
    assert library.original(sha256).content == "Übrigens: 41 % approve.\r\n".encode()
    assert library.issues(sha256) == (ISSUE,)
    assert library.version() == 1
    library.dispose()


def test_a_library_of_a_later_program_is_left_alone(earlier: Path) -> None:
    open_library(f"sqlite:///{earlier}").dispose()
    database = sqlite3.connect(earlier)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    before = contents(earlier)
    with pytest.raises(UnusableLibrary, match="form 9999"):
        open_library(f"sqlite:///{earlier}")
    assert contents(earlier) == before


def killed_at(path: Path, statement: int) -> None:
    """Open the library and be killed before that statement."""
    count = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def watch(*_: object) -> None:
        nonlocal count
        count += 1
        if count == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    open_library(f"sqlite:///{path}").dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_killed_at_any_statement_it_is_of_one_form_or_the_other_and_opens(earlier: Path, tmp_path: Path) -> None:
    untouched, forks = contents(earlier), multiprocessing.get_context("fork")
    done, kills = tmp_path / "done.sqlite", 0
    done.write_bytes(earlier.read_bytes())
    open_library(f"sqlite:///{done}").dispose()
    for statement in range(1, 1000):
        path = tmp_path / f"{statement}.sqlite"
        path.write_bytes(earlier.read_bytes())
        child = forks.Process(target=killed_at, args=(path, statement))
        child.start()
        child.join(30)
        if child.exitcode == 0:
            break
        kills += 1
        assert child.exitcode == -signal.SIGKILL
        assert contents(path) in (untouched, contents(done))
        open_library(f"sqlite:///{path}").dispose()
        assert contents(path) == contents(done)
    assert kills > 5


def opened(path: Path, gate, answers) -> None:
    gate.wait()
    library = open_library(f"sqlite:///{path}")
    answers.put(len(library.estimates()))
    library.dispose()


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("is_new", [False, True])
def test_eight_processes_that_start_at_once_all_start(earlier: Path, tmp_path: Path, is_new: bool) -> None:
    forks = multiprocessing.get_context("fork")
    for turn in range(4):
        path = tmp_path / f"{turn}.sqlite"
        if not is_new:
            path.write_bytes(earlier.read_bytes())
        gate, answers = forks.Barrier(8), forks.Queue()
        processes = [forks.Process(target=opened, args=(path, gate, answers)) for _ in range(8)]
        for process in processes:
            process.start()
        assert [answers.get(timeout=60) for _ in processes] == [0 if is_new else 4] * 8
        for process in processes:
            process.join(10)
            assert process.exitcode == 0
