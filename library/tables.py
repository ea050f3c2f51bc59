"""The library's tables. A source is known by the SHA-256 of its bytes; its name is only shown.

The columns of `estimates` are those of `extract.tidy.COLUMNS`, so that the contract stands once. A change here needs a
step in `migrations/versions` that brings earlier libraries there (docs/changing-the-tables.md).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Date, Double, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.types import TypeEngine

from extract.tidy import COLUMNS, LATER

METADATA = MetaData()

state = Table(
    "library_state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1: one row, which a writer locks
    Column("form", Integer, nullable=False),  # for programs from before there were migrations; see library.forms
    Column("version", Integer, nullable=False),
)

sources = Table(
    "sources",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("since_version", Integer, nullable=False, unique=True),  # the order of acceptance
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("url", Text, nullable=False),
    Column("licence", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("sidecar", Text),
)


def _source_key() -> Column[str]:
    return Column("source_sha256", String(64), ForeignKey("sources.sha256"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


# The bytes stand apart, so that a list of the sources does not read through all of them.
originals = Table("originals", METADATA, _source_key(), Column("content", LargeBinary, nullable=False))

_KINDS: dict[str, type[TypeEngine[Any]]] = {"integer": BigInteger, "number": Double, "string": Text}


def contract_columns() -> list[Column[Any]]:
    """The columns of the contract; a later one has a value for the rows that were there before it."""
    return [
        Column(c.name, _KINDS[c.type], nullable=c.type != "string", server_default="" if c.name in LATER else None)
        for c in COLUMNS
    ]


estimates = Table(
    "estimates",
    METADATA,
    _source_key(),
    _position(),
    *contract_columns(),
)

issues = Table(
    "issues",
    METADATA,
    _source_key(),
    _position(),
    Column("severity", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("locator", Text, nullable=False),
)

# What a later edition took the place of. Nothing is deleted: the estimate stays, and this says why it stands no longer.
superseded = Table(
    "superseded",
    METADATA,
    _source_key(),
    _position(),
    Column("by_sha256", String(64), ForeignKey("sources.sha256"), nullable=False),
    Column("by_position", Integer),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
)

# What was settled once for files of one shape; the text is a recipe's TOML (extract.recipes).
recipes = Table(
    "recipes",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
