"""Recipes that a team shares: each a text as `extract.recipes` reads it, known by its name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from library import audit
from library.tables import recipes


def kept(connection: Connection) -> dict[str, str]:
    """The texts of all recipes by name, in the order of the alphabet."""
    query = select(recipes.c.name, recipes.c.text).order_by(recipes.c.name)
    return {str(row.name): str(row.text) for row in connection.execute(query)}


def keep(connection: Connection, name: str, text: str, who: str) -> None:
    """Keep a recipe within the caller's transaction, in the place of an earlier one of that name."""
    connection.execute(delete(recipes).where(recipes.c.name == name))
    connection.execute(insert(recipes).values(name=name, text=text, who=who, at=audit.now()))
    audit.record(connection, who, "kept a recipe", name)


def forget(connection: Connection, name: str, who: str) -> bool:
    """Forget a recipe; whether there was one."""
    gone = connection.execute(delete(recipes).where(recipes.c.name == name)).rowcount > 0
    if gone:
        audit.record(connection, who, "forgot a recipe", name)
    return gone
