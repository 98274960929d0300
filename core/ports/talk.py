"""Conversations, as the database keeps them."""

from datetime import datetime
from typing import Protocol

from core.messages import ChatId
from core.talk import Talk


class Talks(Protocol):
    """What each person last talked about in each chat, until it expires."""

    async def get(self, chat: ChatId, person: str, now: datetime) -> Talk | None:
        """The conversation, unless it has expired or never was."""

    async def put(self, chat: ChatId, person: str, talk: Talk, until: datetime) -> None:
        """Keep it until then, in place of what there was."""

    async def forget(self, now: datetime) -> int:
        """Drop what has expired; returns how many conversations that were."""
