"""The table of what was released: each release whole, so that the next one can say what is another figure now."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, String, Table, Text

from library.tables import METADATA

releases = Table(
    "releases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("made_at", String(20), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("of_version", Integer, nullable=False),  # of the library
    Column("estimates", Integer, nullable=False),
    Column("changed", Integer, nullable=False),  # rows of changes.csv that this release added
    Column("content", LargeBinary, nullable=False),
)
