"""The tables of the search: the texts of the sources in passages, and which sources have been read for it.

All of it can be read anew from the originals. What finds the words is made by a step (0007), as either database has it.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from library.tables import METADATA

passages = Table(
    "passages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source_sha256", String(64), ForeignKey("sources.sha256"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("locator", Text, nullable=False),
    Column("start", Integer, nullable=False),  # where it begins in the text of the document
    Column("text", Text, nullable=False),
    Column("words", Text, nullable=False),  # as library.search has them
)

searched = Table(
    "searched",
    METADATA,
    Column("source_sha256", String(64), ForeignKey("sources.sha256"), primary_key=True),
    Column("why", Text, nullable=False),  # why its text could not be read; empty where it was
)
