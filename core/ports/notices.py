"""Notices and their way into the workspaces' chats, as the database keeps them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from core.messages import ChatId
from core.watching.notice import Errand, Notice


class Notices(Protocol):
    """What workspaces are told of their own watching, and the outbox that carries it."""

    async def add(self, notice: Notice, *, silently: bool = False) -> None:
        """Queue a notice, unless its key is known; `silently`, it is kept and told to nobody."""

    async def last(self) -> Mapping[UUID, Notice]:
        """The latest notice of each workspace that has one, told or not."""

    async def claim(self, now: datetime, lease: timedelta, limit: int, platforms: Collection[str]) -> Sequence[Errand]:
        """Claim what is due, oldest first, each for its workspace's first chat that is awake on one of `platforms`.

        Without such a chat it waits.

        Claimed ones count one attempt more, and come back after the lease if nothing is heard of them.
        """

    async def delivered(self, notice: UUID, chat: ChatId, message: str, now: datetime) -> None:
        """It arrived there, with the platform's message id."""

    async def postpone(self, notice: UUID, until: datetime) -> None:
        """It did not arrive; try again at `until`."""

    async def drop(self, notice: UUID, now: datetime) -> None:
        """It never arrives: nobody tries any more."""

    async def give_back_all(self) -> None:
        """Let go of every claim: at the start of a process that is the only one."""
