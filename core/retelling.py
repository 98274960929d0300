"""What a message told and how, so that it is drawn anew as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core.alerts.alert import Delivery, Told
from core.cadence import Cadence
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.restraint import Restraint
from core.watching.quiet import Quiet
from core.watching.workspace import ChatRoom


@dataclass(frozen=True, slots=True)
class Telling:
    """The deliveries of a message, which of their alerts begin to flap, and the chat's customs."""

    deliveries: Sequence[Delivery]
    flapping: frozenset[UUID] = frozenset()
    zone: str = "UTC"
    quiet: Quiet | None = None

    @classmethod
    def to(cls, room: ChatRoom | None, deliveries: Sequence[Delivery], flapping: frozenset[UUID]) -> "Telling":
        """As a chat is told."""
        return cls(deliveries, flapping, room.zone, room.quiet) if room else cls(deliveries, flapping)


class Retelling:
    """Finds what bears on drawing a message anew."""

    def __init__(self, storage: Storage, cadence: Cadence) -> None:
        self._storage = storage
        self._restraint = Restraint(cadence)

    async def of(self, chat: ChatId, message: str) -> Telling | None:
        """A message of ours; None where it told no alerts."""
        async with self._storage.begin() as work:
            told = await work.alerts.told_by(chat, message)
            return await self._retold(work, told) if told else None

    async def retold(self, told: Told) -> Telling:
        """What is known to have been told."""
        async with self._storage.begin() as work:
            return await self._retold(work, told)

    async def _retold(self, work: UnitOfWork, told: Told) -> Telling:
        flapping = await self._restraint.flapping(work, [one.alert for one in told.deliveries if one.held is None])
        return Telling.to(await work.chats.room(told.chat), told.deliveries, flapping.begun)
