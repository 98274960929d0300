"""What Alembic runs for each upgrade; the connection is handed over by `adapters.storage.sql.schema`."""

from alembic import context

from adapters.storage.sql.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
