"""Sources, their originals, the estimates found in them and what was doubted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXTS_FIRST = ("country", "iso3", "group", "population", "wave")
_TEXTS_MIDDLE = ("year_basis", "fieldwork_start", "fieldwork_end", "published", "pollster", "sponsor", "subject")


def upgrade() -> None:
    op.create_table(
        "library_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("form", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "sources",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("since_version", sa.Integer, nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("sidecar", sa.Text),
    )
    op.create_table("originals", _source(), sa.Column("content", sa.LargeBinary, nullable=False))
    op.create_table(
        "estimates",
        _source(),
        _position(),
        *_texts(*_TEXTS_FIRST),
        sa.Column("year", sa.BigInteger),
        *_texts(*_TEXTS_MIDDLE, "question", "response", "response_printed"),
        sa.Column("share_pct", sa.Double),
        *_texts("share_printed", "qualifier", "status"),
        sa.Column("sample_size", sa.BigInteger),
        sa.Column("margin_of_error", sa.Double),
        *_texts("source"),
        sa.Column("page", sa.BigInteger),
        *_texts("locator", "quote", "layout", "issues", "reviewed_by"),
    )
    op.create_table("issues", _source(), _position(), *_texts("severity", "code", "message", "locator"))
    op.bulk_insert(
        sa.table("library_state", sa.column("id"), sa.column("form"), sa.column("version")),
        [{"id": 1, "form": 1, "version": 0}],
    )


def _source() -> sa.Column[Any]:
    return sa.Column("source_sha256", sa.String(64), sa.ForeignKey("sources.sha256"), primary_key=True)


def _position() -> sa.Column[Any]:
    return sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)


def _texts(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)
