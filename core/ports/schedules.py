"""Digests that chats have asked for, as the database keeps them."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.messages import ChatId
from core.watching.schedule import Schedule


class Schedules(Protocol):
    """At most one digest for each chat."""

    async def put(self, schedule: Schedule) -> None:
        """Keep it, in place of the one that the chat had; nobody has claimed it."""

    async def of(self, chat: ChatId) -> Schedule | None:
        """The chat's own."""

    async def drop(self, chat: ChatId) -> None:
        """The chat wants none any more."""

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, platforms: Collection[str]
    ) -> Sequence[Schedule]:
        """Claim what is due, the longest first, of chats that are awake on one of `platforms`.

        Claimed ones count one attempt more, and come back after the lease if nothing is heard of them.
        """

    async def told(self, schedule: Schedule, now: datetime, due_at: datetime) -> None:
        """It was told at `now`; the next one begins there and is due then. One that has changed meanwhile stays so."""

    async def postpone(self, schedule: Schedule, until: datetime) -> None:
        """It did not arrive; try again at `until`."""

    async def give_back_all(self) -> None:
        """Let go of every claim: at the start of a process that is the only one."""
