"""The texts of the sources, and what finds words in them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_FINDING = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passages_index USING fts5"
        "(words, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
        "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN"
        " INSERT INTO passages_index (rowid, words) VALUES (new.id, new.words); END",
        "CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN"
        " INSERT INTO passages_index (passages_index, rowid, words) VALUES ('delete', old.id, old.words); END",
    ),
    "postgresql": ("CREATE INDEX passages_index ON passages USING gin (to_tsvector('simple', words))",),
}


def upgrade() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source_sha256", sa.String(64), sa.ForeignKey("sources.sha256"), nullable=False, index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_table(
        "searched",
        sa.Column("source_sha256", sa.String(64), sa.ForeignKey("sources.sha256"), primary_key=True),
        sa.Column("why", sa.Text, nullable=False),
    )
    for statement in _FINDING[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", "\\:")))
