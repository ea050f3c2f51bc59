"""Drafts with what was read of them, the decisions of reviewers, and corrections."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_BEFORE_YEAR = ("country", "iso3", "group", "population", "wave")
_BEFORE_SHARE = ("year_basis", "fieldwork_start", "fieldwork_end", "published", "pollster", "sponsor", "subject")


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        *_texts("name", "media_type"),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sidecar", sa.Text),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("pages_done", sa.Integer),
        sa.Column("pages_total", sa.Integer),
        *_texts("reason", "received_at", "received_by"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("heard_at", sa.Double, nullable=False),
    )
    op.create_index("drafts_by_sha256", "drafts", ["sha256"])
    op.create_index("drafts_by_state", "drafts", ["state"])
    op.create_table(
        "draft_contents", _draft(), sa.Column("content", sa.LargeBinary, nullable=False), sa.Column("text", sa.Text)
    )
    op.create_table(
        "draft_estimates",
        *(_draft(), _position()),
        *_texts(*_BEFORE_YEAR),
        sa.Column("year", sa.BigInteger),
        *_texts(*_BEFORE_SHARE, "question", "response", "response_printed"),
        sa.Column("share_pct", sa.Double),
        *_texts("share_printed", "qualifier", "status"),
        sa.Column("sample_size", sa.BigInteger),
        sa.Column("margin_of_error", sa.Double),
        *_texts("source"),
        sa.Column("page", sa.BigInteger),
        *_texts("locator", "quote", "layout", "issues", "reviewed_by"),
        sa.Column("table_number", sa.Integer),
        sa.Column("column_number", sa.Integer),
    )
    op.create_table("draft_issues", _draft(), _position(), *_texts("severity", "code", "message", "locator"))
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("draft_id", sa.Integer, sa.ForeignKey("drafts.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer),
        sa.Column("kind", sa.String(16), nullable=False),
        *_texts("given", "who", "at"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(64), nullable=False, index=True),
        *_texts("locator", "printed", "meant", "why", "who", "when"),
    )


def _draft() -> sa.Column[Any]:
    return sa.Column("draft_id", sa.Integer, sa.ForeignKey("drafts.id"), primary_key=True)


def _position() -> sa.Column[Any]:
    return sa.Column("position", sa.Integer, primary_key=True, autoincrement=False)


def _texts(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)
