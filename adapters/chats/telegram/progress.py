"""What the asker sees while an answer takes long: a note, which becomes the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.markup import cut
from adapters.chats.telegram.outbox import TelegramChat
from core.errors import Outage
from core.messages import Card, ChatId

# Between two changes: a chat takes one message a second, a group 20 a minute.
# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
_PAUSE: Final = timedelta(seconds=1.5)
_PAUSE_IN_GROUPS: Final = timedelta(seconds=4)
_WORDS: Final = 200

log = structlog.get_logger()
Turn = Callable[[ChatId, str, Card], Awaitable[bool]]
"""Lets a message of ours become an answer; says whether it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an answer belongs: chat, topic, the message that it replies to, and whether only the asker is there."""

    chat: ChatId
    thread: str | None
    to: str | None
    private: bool


class Progress:
    """The progress of one answer; where none can be shown, the answer alone comes. Raises nothing."""

    def __init__(self, chat: TelegramChat, turn: Turn, spot: Spot, now: Callable[[], datetime]) -> None:
        self._chat = chat
        self._turn = turn
        self._spot = spot
        self._now = now
        self._pause = _PAUSE if spot.private else _PAUSE_IN_GROUPS
        self._message: str | None = None
        self._told_at: datetime | None = None
        self._given_up = False

    async def tell(self, words: str) -> None:
        """Show what is being done; what follows too closely on the last is left out."""
        now = self._now()
        if self._given_up or (self._told_at is not None and now - self._told_at < self._pause):
            return
        self._told_at = now
        try:
            await self._note(Card(cut(one_line(words), _WORDS)))
        except Outage as outage:
            self._given_up = True
            log.info("progress not shown", chat=str(self._spot.chat), reason=str(outage))

    async def become(self, card: Card | None) -> bool:
        """Let the note become the answer; False where there is none (any more), so that the answer must be said.

        Where there is no answer, the note is taken away.
        """
        if self._message is None:
            return False
        if card is not None:
            return await self._turn(self._spot.chat, self._message, card)
        try:
            await self._chat.take_away(self._spot.chat, self._message)
        except Outage as outage:
            log.info("progress not taken away", chat=str(self._spot.chat), reason=str(outage))
        return True

    async def _note(self, card: Card) -> None:
        if self._message is None:
            self._message = await self._chat.answer(self._spot.chat, card, thread=self._spot.thread, to=self._spot.to)
        else:
            await self._chat.edit(self._spot.chat, self._message, card)
