"""Small texts that expire, in SQL."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import memories


class SqlMemories:
    """`core.ports.memory.Memories` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, texts: Mapping[str, str], until: datetime) -> None:
        """See the port; in the order of the keys, so that two writers do not lock each other out."""
        fresh = self._session.insert(memories)
        newer = {"text": fresh.excluded.text, "expires_at": fresh.excluded.expires_at}
        rows = [{"key": key, "text": text, "expires_at": until} for key, text in sorted(texts.items())]
        if rows:
            await self._session.run(fresh.on_conflict_do_update(index_elements=["key"], set_=newer), rows)

    async def get(self, key: str, now: datetime) -> str | None:
        """See the port."""
        held = (memories.c.key == key, memories.c.expires_at > now)
        row = await self._session.first(select(memories.c.text).where(*held))
        return None if row is None else str(row.text)

    async def drop(self, key: str) -> None:
        """See the port."""
        await self._session.run(delete(memories).where(memories.c.key == key))

    async def take(self, prefix: str, now: datetime) -> Mapping[str, str]:
        """See the port; not by LIKE, which ignores case on SQLite and reads signs."""
        begins = func.substr(memories.c.key, 1, len(prefix)) == prefix
        rows = await self._session.all(delete(memories).where(begins).returning(*memories.c))
        return {row.key: row.text for row in rows if row.expires_at > now}

    async def forget(self, now: datetime) -> int:
        """See the port."""
        return (await self._session.run(delete(memories).where(memories.c.expires_at <= now))).rowcount
