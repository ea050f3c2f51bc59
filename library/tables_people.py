"""The tables of who may do what, and of what was done: accounts, their sessions, tries to sign in, the audit log."""

from __future__ import annotations

from sqlalchemy import DDL, Column, ForeignKey, Integer, String, Table, Text, event

from library.tables import METADATA

# Times are ISO 8601 in UTC ("2026-01-31T09:30:00Z"): the same text, and so the same order, in every database.

accounts = Table(
    "accounts",
    METADATA,
    Column("key", String(256), primary_key=True),  # the name without case, so that "Ana" and "ana" are one
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text),  # Argon2's own text; none where another service says who somebody is
    Column("subject", Text, unique=True),  # what that service calls them
    Column("added_at", Text, nullable=False),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),  # whoever reads this table cannot become anybody by it
    Column("account", String(256), ForeignKey("accounts.key"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
)

sign_in_tries = Table(
    "sign_in_tries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("account", String(256), nullable=False, index=True),
    Column("address", String(256), nullable=False, index=True),
    Column("at", Text, nullable=False),
)

audit_log = Table(
    "audit_log",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    sqlite_autoincrement=True,
)

_REFUSED = "The audit log is only added to"

GUARDS = {
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
"""By database what keeps the log from being changed; a migration that makes the table runs the same."""

for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        event.listen(audit_log, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
