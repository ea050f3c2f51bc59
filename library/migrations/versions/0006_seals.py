"""A seal for each source, also for those accepted before."""

import sqlalchemy as sa
from alembic import op

from library import seals

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("source_sha256", sa.String(64), primary_key=True),
        sa.Column("seal", sa.String(64), nullable=False),
    )
    connection = op.get_bind()
    for sha256 in connection.execute(sa.text("SELECT sha256 FROM sources")).scalars().all():
        seals.seal(connection, sha256)
