"""A storage and a chat in which the process dies at the n-th thing it does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import event

from adapters.storage.sql.storage import SqlStorage
from core.messages import Card, ChatId
from core.ports.storage import UnitOfWork
from core.ports.world import Chat


class Died(BaseException):
    """The process is gone: nothing after this reaches the database or the chat."""


@dataclass(slots=True)
class Fate:
    """Counts what is done and strikes at the n-th deed, then at each that is tried after it; 0 never strikes."""

    strikes_at: int = 0
    deeds: int = 0
    has_struck: bool = False

    def deed(self) -> None:
        """One more."""
        self.deeds += 1
        if self.has_struck or self.deeds == self.strikes_at:
            self.has_struck = True
            raise Died


class MortalStorage:
    """A `SqlStorage` whose statements and commits are deeds; what was not committed at the death never happened."""

    def __init__(self, storage: SqlStorage, fate: Fate) -> None:
        self._storage = storage
        self._fate = fate
        event.listen(storage.engine.sync_engine, "before_cursor_execute", lambda *_: fate.deed())

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """Like the storage's own."""
        async with self._storage.begin() as work:
            yield cast("UnitOfWork", MortalWork(work, self._fate))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)


class MortalWork:
    """A unit of work in which a death is possible before and after the commit."""

    def __init__(self, work: UnitOfWork, fate: Fate) -> None:
        self._work = work
        self._fate = fate

    async def commit(self) -> None:
        """Like the unit of work's own."""
        self._fate.deed()
        await self._work.commit()
        self._fate.deed()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)


class MortalChat:
    """A chat in which a death is possible before and after each message and edit."""

    def __init__(self, chat: Chat, fate: Fate) -> None:
        self._chat = chat
        self._fate = fate

    async def post(self, chat: ChatId, card: Card, **how: Any) -> str:
        self._fate.deed()
        message = await self._chat.post(chat, card, **how)
        self._fate.deed()
        return message

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        self._fate.deed()
        await self._chat.edit(chat, message, card)
        self._fate.deed()
