"""Tables, migrations, units of work and the outbox. The only room that knows SQL."""

from bot.store.database import Base, Database, UTCDateTime, open_engine

__all__ = ["Base", "Database", "UTCDateTime", "open_engine"]
