"""Alerts and what carries them, as the database keeps them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

from core.alerts.alert import Alert, Delivery, Held, Told
from core.messages import ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which deliveries may be claimed: those of one platform, in at most so many places, in chats that do not rest.

    A place is a chat, or a thread in it. `company` is how soon what is claimed along with something due must be due.
    """

    platform: str | None = None
    places: int | None = None
    resting: frozenset[ChatId] = frozenset()
    company: timedelta = timedelta(seconds=5)


EVERYWHERE: Final = Among()


class Alerts(Protocol):
    """Alerts and the outbox that carries them."""

    async def add(self, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> None:
        """Keep alerts and queue their deliveries; an alert whose key is known, and its deliveries, are passed over."""

    async def claim_deliveries(
        self, now: datetime, lease: timedelta, limit: int, among: Among = EVERYWHERE
    ) -> Sequence[Delivery]:
        """Claim what is due in one place of each chat, with what is nearly due there, up to `limit` in all.

        The chat with the longest queue (of places) comes first, then the one that has waited longest. Claimed ones
        count one attempt more, and come back after the lease if nothing is heard of them.
        """

    async def delivered(
        self, deliveries: Sequence[Delivery], message: str, now: datetime, below: str | None = None
    ) -> None:
        """These arrived as one message with that id at the platform, below an earlier one or not.

        Their alerts are as they were drawn: what was taken in hand meanwhile, or is over, is to be edited.
        """

    async def begun(self, chat: ChatId, watches: Iterable[UUID], since: datetime) -> Mapping[UUID, str]:
        """The newest message of each watch that told an alert not older than `since` there and followed no other."""

    async def postpone(self, deliveries: Iterable[UUID], until: datetime) -> None:
        """These did not arrive; try again at `until`."""

    async def hold(self, deliveries: Iterable[UUID], until: datetime, why: Held | None) -> None:
        """These were not tried after all: they wait until then, held back for a reason, or (None) in a burst."""

    async def put_back(self, deliveries: Iterable[UUID]) -> None:
        """These were not tried after all, and may be claimed again at once."""

    async def let_go(self, chat: ChatId, why: Held, now: datetime) -> None:
        """What is held back there for that reason is due now."""

    async def drop(self, deliveries: Iterable[UUID], reason: str, now: datetime) -> None:
        """These will not be sent; the reason is kept."""

    async def withdraw(self, watches: Iterable[UUID], now: datetime) -> None:
        """What waits of these watches is not told: they are watched no longer. That is no loss."""

    async def restore(self, watches: Iterable[UUID]) -> None:
        """What was withdrawn of these watches waits again."""

    async def give_back_all(self) -> None:
        """Make every claimed delivery and edit claimable again: at the start of a process that is the only one."""

    async def since(self, watches: Iterable[UUID], since: datetime) -> Sequence[Alert]:
        """The alerts of these watches from then on, oldest first."""

    async def follow(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Write how these have gone on; what told those that are resolved is to be edited."""

    async def acknowledge(self, watches: Iterable[UUID], by: str, now: datetime) -> int:
        """Mark the open alerts of these watches as taken in hand; what told them is to be edited. Returns how many."""

    async def told_by(self, chat: ChatId, message: str) -> Told | None:
        """What a message of ours told; None where it told no alerts."""

    async def claim_edits(
        self, now: datetime, until: datetime, limit: int, platforms: Collection[str]
    ) -> Sequence[Told]:
        """The messages on these platforms that are to be edited now, each whole, claimed until then.

        They come back if by then nothing is heard of them, and where they are marked anew meanwhile, once it is.
        """

    async def edited(self, told: Told, until: datetime) -> None:
        """What was claimed until then has been edited, or never will be; what was marked meanwhile stays marked."""

    async def edit_later(self, told: Told, until: datetime, at: datetime) -> None:
        """What was claimed until then could not be edited; claim it again at `at`."""

    async def lost(self, chat: ChatId, since: datetime) -> int:
        """How many deliveries to this chat were dropped since then."""

    async def waiting(self, chat: ChatId | None = None) -> int:
        """How many deliveries wait, in this chat or in all."""

    async def recent(self, chat: ChatId, limit: int) -> Sequence[Alert]:
        """The last alerts of what is watched in this chat, newest first."""
