"""How people were reached; of what was accepted or read before, nothing is known of it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    for table in ("estimates", "draft_estimates"):
        op.add_column(table, sa.Column("mode", sa.Text, nullable=False, server_default=""))
