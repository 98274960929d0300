"""What a message told and how, so that it is drawn anew as it was."""

from dataclasses import dataclass
from uuid import UUID

from core.alerts.alert import Alert, Held, Told
from core.cadence import Cadence
from core.messages import ChatId
from core.ports.storage import Storage, UnitOfWork
from core.restraint import Restraint
from core.watching.quiet import Quiet


@dataclass(frozen=True, slots=True)
class Retold:
    """The alerts of a message, why they had been put off, which of them began to flap, and the chat's customs."""

    alerts: tuple[Alert, ...]
    held: frozenset[Held | None]
    flapping: frozenset[UUID]
    zone: str
    quiet: Quiet | None


class Retelling:
    """Finds what bears on drawing a message anew."""

    def __init__(self, storage: Storage, cadence: Cadence) -> None:
        self._storage = storage
        self._restraint = Restraint(cadence)

    async def of(self, chat: ChatId, message: str) -> Retold | None:
        """A message of ours; None where it told no alerts."""
        async with self._storage.begin() as work:
            told = await work.alerts.told_by(chat, message)
            return await self._retold(work, told) if told else None

    async def retold(self, told: Told) -> Retold:
        """What is known to have been told."""
        async with self._storage.begin() as work:
            return await self._retold(work, told)

    async def _retold(self, work: UnitOfWork, told: Told) -> Retold:
        at_once = [alert for alert, why in zip(told.alerts, told.held, strict=True) if why is None]
        flapping = await self._restraint.flapping(work, at_once)
        room = await work.chats.room(told.chat)
        zone, quiet = (room.zone, room.quiet) if room else ("UTC", None)
        return Retold(told.alerts, frozenset(told.held), flapping.begun, zone, quiet)
