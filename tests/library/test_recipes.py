"""Recipes are kept in the library under their names."""

from pathlib import Path

from library import audit, open_library
from library.recipes import forget, keep, kept


def test_a_recipe_is_kept_under_its_name_until_it_is_forgotten(tmp_path: Path) -> None:
    library = open_library(f"sqlite:///{tmp_path / 'library.sqlite'}")
    with library.writing() as connection:
        keep(connection, "b", "first", "ana")
        keep(connection, "a", "other", "ana")
        keep(connection, "b", "second", "ben")
    with library.reading() as connection:
        assert list(kept(connection).items()) == [("a", "other"), ("b", "second")]
    with library.writing() as connection:
        assert [forget(connection, "b", "ana"), forget(connection, "b", "ana")] == [True, False]
    with library.reading() as connection:
        assert list(kept(connection)) == ["a"]
        told = [(entry.who, entry.what, entry.about) for entry in audit.all_entries(connection)]
    assert told[-2:] == [("ben", "kept a recipe", "b"), ("ana", "forgot a recipe", "b")]
    library.dispose()
