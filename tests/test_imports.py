"""Imports point one way: app -> dashboard -> {library, compare, extract}; and each thing has its place."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("extract", "compare", "library", "dashboard")

# What each part may import of ours; a name stands for itself and all that is in it.
ALLOWED = {
    "extract": ("extract",),
    "compare": ("compare", "extract.model", "extract.tidy", "extract.claims"),
    "library": ("library", "extract.model", "extract.tidy", "extract.schema"),
    "dashboard": ("dashboard", "library", "compare", "extract"),
    "app": ("dashboard", "library"),
    # where the command begins, which hands over to the desk: like app.py no part of the package that others import
    "extract/__main__": ("extract", "dashboard.desk.commands"),
}

# Files that may do more: the library's own check reads files anew, in child processes.
ALSO = {"library/rereading.py": ("extract.in_child", "extract.errors")}

FILES = [*(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))), ROOT / "app.py"]


def part_of(path: Path) -> str:
    """The package a file belongs to, or the name of a file that stands alone."""
    own = path.relative_to(ROOT).as_posix().removesuffix(".py")
    return own if own in ALLOWED else own.split("/")[0]


@cache
def imported(path: Path) -> tuple[str, ...]:
    """The full name of everything a file imports, wherever in it the import stands."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    package = list(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def lies_in(name: str, home: str) -> bool:
    return name == home or name.startswith(f"{home}.")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    ours = [name for name in imported(path) if name.split(".")[0] in ALLOWED]
    allowed = (*ALLOWED[part_of(path)], *ALSO.get(path.relative_to(ROOT).as_posix(), ()))
    assert [name for name in ours if not any(lies_in(name, home) for home in allowed)] == []


@pytest.mark.parametrize(
    ("library", "parts"),
    [
        ("dash", {"dashboard"}),
        ("dash_ag_grid", {"dashboard"}),
        ("dash_mantine_components", {"dashboard"}),
        ("plotly", {"dashboard"}),
        ("flask", {"dashboard"}),
        ("sqlalchemy", {"library"}),
        ("sqlite3", {"library"}),
        ("alembic", {"library"}),
        ("psycopg", {"library"}),
        ("argon2", {"library"}),
        ("authlib", {"dashboard"}),
        ("pickle", set()),
    ],
)
def test_a_library_is_used_where_it_belongs(library: str, parts: set[str]) -> None:
    users = {part_of(path) for path in FILES if any(lies_in(name, library) for name in imported(path))}
    assert users <= parts


def test_one_module_knows_sqlite() -> None:
    knowing = {
        path.name
        for path in (ROOT / "library").glob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("PRAGMA", "sqlite3", "BEGIN IMMEDIATE"))
    }
    assert knowing == {"sqlite.py"}


def test_the_library_writes_no_sql_by_hand() -> None:
    for path in (ROOT / "library").glob("*.py"):
        if path.name not in ("sqlite.py", "postgres.py"):
            names = {name.rpartition(".")[2] for name in imported(path) if lies_in(name, "sqlalchemy")}
            assert not names & {"text", "exec_driver_sql", "dialects"}, path.name


def test_the_test_sees_an_import_in_a_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "compare").mkdir()
    path = tmp_path / "compare" / "new.py"
    path.write_text("def f():\n    from dashboard import shell\n    from . import other\n    import extract.readers\n")
    assert list(_imported(path)) == ["dashboard.shell", "compare.other", "extract.readers"]
