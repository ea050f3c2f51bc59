"""Each test of the library that asks for `url` or `databases` runs on SQLite and on Postgres."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from library import Library, open_library
from tests.library import postgres


@dataclass(frozen=True)
class Databases:
    """Databases of one kind. `new` gives the URL of one that is empty, or a copy of one that nobody uses."""

    kind: str
    new: Callable[..., str]


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
        yield Databases("sqlite", lambda like="": _file(tmp_path, made, like))
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    yield Databases("postgres", lambda like="": _database(server, made, like))
    for url in made:
        server.drop(url)


def _file(folder: Path, made: list[str], like: str) -> str:
    path = folder / f"new{len(made)}" / "library.sqlite"
    if like:
        path.parent.mkdir()
        shutil.copyfile(make_url(like).database or "", path)
    made.append(f"sqlite:///{path.as_posix()}")
    return made[-1]


def _database(server: postgres.Server, made: list[str], like: str) -> str:
    made.append(server.new(like))
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
