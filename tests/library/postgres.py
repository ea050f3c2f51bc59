"""A Postgres of our own for a run of tests: made from Debian's packages in a folder of its own, ended with the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_FAST = "-c fsync=off -c full_page_writes=off -c max_connections=200"  # the machine's failing is not what we test


def programs() -> Path | None:
    """The folder with the newest initdb and pg_ctl here; None where there is none."""
    found = [path for pattern in _FOLDERS for path in Path("/").glob(pattern[1:]) if (path / "initdb").is_file()]
    on_path = shutil.which("initdb")
    return max(found, key=_version, default=Path(on_path).parent if on_path else None)


def _version(folder: Path) -> int:
    digits = "".join(c for c in folder.parent.name if c.isdigit())
    return int(digits or 0)


def why_not() -> str:
    """Why no Postgres can be started here; empty when one can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed: requirements-optional.txt"
    if sys.platform == "win32":
        return "the tests start Postgres on Unix only"
    return "" if programs() else "Postgres is not installed: apt-get install postgresql"


class Server:
    """A running server that listens to nothing but a socket in its own folder."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="toplines-postgres-"))
        # Postgres refuses to run as root.
        user = "postgres" if os.getuid() == 0 else ""
        self._rights: dict[str, Any] = {"user": user, "group": user, "extra_groups": []} if user else {}
        if user:
            shutil.chown(self._folder, user)
        self._run("initdb", "-D", "data", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories={self._folder} {_FAST}"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")
        self._watch = self._watched()

    def new(self, like: str = "") -> str:
        """The URL of a new database: empty, or a copy of the one of a URL."""
        name = f"t{uuid.uuid4().hex}"
        self._ask(f"CREATE DATABASE {name} TEMPLATE {make_url(like).database if like else 'template0'} ENCODING 'UTF8'")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Remove a database that `new` made, whoever is still connected to it."""
        self._ask(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and remove all of it."""
        assert self._watch.stdin is not None
        self._watch.stdin.close()
        self._watch.wait(60)

    def _watched(self) -> subprocess.Popen[bytes]:
        """What ends the server when its pipe is closed: by `stop`, or because the tests were killed."""
        stop = f"read -r _; '{programs()}/pg_ctl' -D data -m immediate -w stop; cd /; rm -rf '{self._folder}'"
        ways: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **self._rights}
        command = ["sh", "-c", stop]
        return subprocess.Popen(command, cwd=self._folder, stdin=subprocess.PIPE, start_new_session=True, **ways)

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def _ask(self, statement: str) -> None:
        engine = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def _run(self, program: str, *words: str) -> None:
        folder = programs()
        assert folder is not None
        # The server inherits what it is started with: a pipe of ours would never end.
        with open(self._folder / "said", "ab") as said:
            ways: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
            done = subprocess.run([folder / program, *words], cwd=self._folder, **ways, **self._rights)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(self._folder / 'said').read_text(errors='replace')[-2000:]}")
