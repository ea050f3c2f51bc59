"""The tables of what has arrived and is not yet accepted, of what reviewers decided, and of corrections.

A draft is a file with the program's extraction, as it was read; what a person says of it stands apart, in `decisions`,
and is only ever added to.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from library.tables import METADATA, contract_columns

drafts = Table(
    "drafts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sidecar", Text),
    Column("state", String(16), nullable=False),
    Column("pages_done", Integer),
    Column("pages_total", Integer),
    Column("reason", Text, nullable=False),  # why it could not be read
    Column("received_at", Text, nullable=False),
    Column("received_by", Text, nullable=False),
    Column("version", Integer, nullable=False),  # grows with each decision
    Column("reader", Text, nullable=False),  # which process reads it
    Column("heard_at", Double, nullable=False),  # when that process was last heard of
    Index("drafts_by_sha256", "sha256"),
    Index("drafts_by_state", "state"),
)


def _draft_key() -> Column[int]:
    return Column("draft_id", Integer, ForeignKey("drafts.id"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


draft_contents = Table(
    "draft_contents",
    METADATA,
    _draft_key(),
    Column("content", LargeBinary, nullable=False),
    Column("text", Text),  # `Document.text`, once it was read
)

draft_estimates = Table(
    "draft_estimates",
    METADATA,
    _draft_key(),
    _position(),
    *contract_columns(),
    Column("table_number", Integer),  # where in the file's tables it stands
    Column("column_number", Integer),
)

draft_issues = Table(
    "draft_issues",
    METADATA,
    _draft_key(),
    _position(),
    Column("severity", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("locator", Text, nullable=False),
)

decisions = Table(
    "decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Integer, ForeignKey("drafts.id"), nullable=False, index=True),
    Column("position", Integer),  # NULL: several values, or the whole draft
    Column("kind", String(16), nullable=False),
    Column("given", Text, nullable=False),  # JSON; `library.decisions` says what may stand in it
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)

corrections = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String(64), nullable=False, index=True),
    Column("locator", Text, nullable=False),
    Column("printed", Text, nullable=False),
    Column("meant", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", Text, nullable=False),
)
