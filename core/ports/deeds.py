"""What people did and what they have yet to confirm, as the database keeps it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from core.messages import ChatId
from core.watching.deed import Deed
from core.watching.plan import Plan


class Deeds(Protocol):
    """Who changed what."""

    async def add(self, deed: Deed) -> None:
        """Remember a deed."""

    async def last(self, chat: ChatId, person: str, since: datetime) -> Deed | None:
        """The latest deed of this person in this chat since then that can be undone and is not undone yet."""

    async def recent(self, chat: ChatId, since: datetime, limit: int) -> Sequence[Deed]:
        """What everyone did in this chat since then, the latest first; without the images of how it was before."""

    async def mark_undone(self, deed_id: UUID, now: datetime) -> None:
        """The deed was undone."""


class Plans(Protocol):
    """Plans that wait for their asker's confirmation."""

    async def add(self, plan: Plan) -> None:
        """Keep a plan until it is taken or expires."""

    async def take(self, plan_id: str, chat: ChatId, person: str, now: datetime) -> Plan | None:
        """The plan, once only: None where it is another's, another chat's, expired, taken or unknown."""

    async def forget(self, now: datetime) -> None:
        """Drop the plans that have expired."""
