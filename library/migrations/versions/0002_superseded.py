"""Estimates whose place a later edition took."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "superseded",
        sa.Column("source_sha256", sa.String(64), sa.ForeignKey("sources.sha256"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("by_sha256", sa.String(64), sa.ForeignKey("sources.sha256"), nullable=False),
        sa.Column("by_position", sa.Integer),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )
    # A program from before there were migrations looks at this number alone, and then says that it is too old.
    state = sa.table("library_state", sa.column("form"))
    op.execute(state.update().values(form=2))
