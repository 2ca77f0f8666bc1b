"""Alembic's entry: runs migrations on the address that `bot.store.migrate` gives."""

from alembic import context

from bot.store.database import open_engine
from bot.store.tables import metadata

_OURS = frozenset(metadata.tables)


def _ours(thing: object, name: str | None, kind: str, reflected: bool, _compare_to: object) -> bool:
    """Rasa keeps its `events` table in the same database: leave it alone."""
    return kind != "table" or name in _OURS


engine = open_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=_ours,
        user_module_prefix="store.",
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
