"""What alembic runs its steps in: the connection, and so the transaction, that `library.forms` hands over."""

from alembic import context

from library.tables import METADATA

connection = context.config.attributes["connection"]
# SQLite can take back a change of tables as Postgres can; alembic does not assume so.
context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
