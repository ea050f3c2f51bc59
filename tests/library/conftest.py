"""Each test of the library that asks for `url` or `databases` runs on SQLite and on Postgres."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from library import Library, open_library
from tests.library import postgres


@dataclass(frozen=True)
class Databases:
    """Databases of one kind. `new` gives the URL of one that is empty."""

    kind: str
    new: Callable[[], str]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """The Postgres of this run. Without one its tests are skipped, unless TOPLINES_TEST_POSTGRES=required."""
    if reason := postgres.why_not():
        if os.environ.get("TOPLINES_TEST_POSTGRES") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    server = postgres.Server()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """A way to new databases: files of the test's own folder, or databases of the run's own server."""
    made: list[str] = []
    if request.param == "sqlite":
        yield Databases("sqlite", lambda: _file(tmp_path, made))
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    yield Databases("postgres", lambda: _database(server, made))
    for url in made:
        server.drop(url)


def _file(folder: Path, made: list[str]) -> str:
    made.append(f"sqlite:///{(folder / f'new{len(made)}' / 'library.sqlite').as_posix()}")
    return made[-1]


def _database(server: postgres.Server, made: list[str]) -> str:
    made.append(server.new())
    return made[-1]


@pytest.fixture
def url(databases: Databases) -> str:
    """The URL of an empty database."""
    return databases.new()


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    """An empty library."""
    opened = open_library(url)
    yield opened
    opened.dispose()
