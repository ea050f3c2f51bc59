"""Accounts, sessions, tries to sign in, and the audit log, which is only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_REFUSED = "The audit log is only added to"

_GUARDS = {
    "sqlite": (
        *(
            f"CREATE TRIGGER audit_log_no_{what} BEFORE {what} ON audit_log"
            f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            for what in ("UPDATE", "DELETE")
        ),
        # INSERT OR REPLACE would take a row's place without a word to the two above.
        "CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log"
        " WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)"
        f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
        "CREATE TRIGGER audit_log_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("key", sa.String(256), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("subject", sa.Text, unique=True),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("account", sa.String(256), sa.ForeignKey("accounts.key"), nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("account", sa.String(256), nullable=False, index=True),
        sa.Column("address", sa.String(256), nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "what", "about")),
        sqlite_autoincrement=True,
    )
    for statement in _GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
