"""The table by which damage is found: what each source was when it was accepted, as one sum."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from library.tables import METADATA

# No foreign key: a seal tells that a source is missing.
seals = Table(
    "seals",
    METADATA,
    Column("source_sha256", String(64), primary_key=True),
    Column("seal", String(64), nullable=False),
)
