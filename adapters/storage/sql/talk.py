"""Conversations in SQL."""

from datetime import datetime

from sqlalchemy import delete, select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import talks
from core.messages import ChatId
from core.talk import Talk


class SqlTalks:
    """`core.ports.talk.Talks` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, chat: ChatId, person: str, now: datetime) -> Talk | None:
        """See the port."""
        held = (talks.c.chat == chat, talks.c.person == person, talks.c.expires_at > now)
        row = await self._session.first(select(talks.c.talk).where(*held))
        found: Talk | None = None if row is None else row.talk
        return found

    async def put(self, chat: ChatId, person: str, talk: Talk, until: datetime) -> None:
        """See the port."""
        fresh = self._session.insert(talks)
        newer = {"talk": fresh.excluded.talk, "expires_at": fresh.excluded.expires_at}
        row = {"chat": chat, "person": person, "talk": talk, "expires_at": until}
        await self._session.run(fresh.on_conflict_do_update(index_elements=["chat", "person"], set_=newer), [row])

    async def forget(self, now: datetime) -> int:
        """See the port."""
        return (await self._session.run(delete(talks).where(talks.c.expires_at <= now))).rowcount
