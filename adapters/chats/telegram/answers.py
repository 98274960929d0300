"""Answers on their way: repeated where that is right, given up where nobody can hear them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

import structlog

from adapters.chats.telegram.outbox import TelegramChat
from adapters.chats.telegram.progress import Progress, Spot
from core.errors import ChatGone, ChatUnreachable, SlowDown, Unsayable
from core.messages import Card, ChatId, plain_card
from core.ports.world import Rooms

_PAUSES: Final = 3
_LONGEST_PAUSE: Final = 60.0  # seconds: an answer that comes later than that answers nothing
_BREATH: Final = 1.0

log = structlog.get_logger()
Sleep = Callable[[float], Awaitable[None]]


class Answers:
    """Says and shows answers; raises nothing that Telegram may do."""

    def __init__(self, chat: TelegramChat, rooms: Rooms, sleep: Sleep) -> None:
        self._chat = chat
        self._rooms = rooms
        self._sleep = sleep
        self._latest: dict[tuple[ChatId, str], Card] = {}
        self._showing: dict[tuple[ChatId, str], asyncio.Task[None]] = {}

    def progress(self, spot: Spot, now: Callable[[], datetime]) -> Progress:
        """What shows the progress of an answer that belongs there."""
        return Progress(self._chat, self.turn, spot, now)

    async def say(self, chat: ChatId, card: Card, *, thread: str | None, to: str | None = None) -> None:
        """Answer with a new message; one that is meant for the asker alone makes no sound."""

        async def post(shown: Card) -> None:
            await self._chat.answer(chat, shown, thread=thread, to=to, silent=card.whisper)

        await self.patiently(chat, lambda: _at_least_in_words(post, card))

    async def show(self, chat: ChatId, message: str, card: Card) -> None:
        """Answer in place of a message; while that waits, a newer answer for the same message takes its turn."""
        key = (chat, message)
        self._latest[key] = card
        if key not in self._showing:
            self._showing[key] = asyncio.create_task(self._drain(key), name="edit")
        await asyncio.wait({self._showing[key]})

    async def turn(self, chat: ChatId, message: str, card: Card) -> bool:
        """Let a message of ours become an answer; False where it could not, so that the answer must be said anew."""
        shown = False

        async def change(card: Card) -> None:
            nonlocal shown
            shown = await self._chat.change(chat, message, card)

        await self.patiently(chat, lambda: _at_least_in_words(change, card))
        return shown

    async def patiently(self, chat: ChatId, call: Callable[[], Awaitable[None]]) -> None:
        """Do it: again after each pause that Telegram asks for, and at most once more where it was not reached."""
        pauses, repeats = _PAUSES, 1
        while True:
            try:
                await call()
            except SlowDown as pause:
                pauses -= 1
                wait, given_up = pause.seconds, pauses < 0 or pause.seconds > _LONGEST_PAUSE
                reason = str(pause)
            except ChatUnreachable as outage:
                repeats -= 1
                wait, given_up = _BREATH, repeats < 0
                reason = str(outage)
            except Unsayable as refusal:
                log.error("answer lost", chat=str(chat), reason=str(refusal))  # noqa: TRY400 - the sentence says it all
                return
            except ChatGone as gone:
                await self._rooms.gone(chat, str(gone.args[1]))
                return
            else:
                return
            if given_up:
                log.warning("answer lost", chat=str(chat), reason=reason)
                return
            await self._sleep(wait)

    def close(self) -> None:
        """Show nothing more."""
        for task in tuple(self._showing.values()):
            task.cancel()

    async def _drain(self, key: tuple[ChatId, str]) -> None:
        try:
            while key in self._latest:
                await self._edit(key)
        finally:
            del self._showing[key]

    async def _edit(self, key: tuple[ChatId, str]) -> None:
        """Each try shows what is the latest by then."""
        chat, message = key
        card: Card | None = None

        async def edit() -> None:
            nonlocal card
            card = self._latest.pop(key, None) or card
            if card is not None:
                await _at_least_in_words(lambda shown: self._chat.edit(chat, message, shown), card)

        await self.patiently(chat, edit)


async def _at_least_in_words(say: Callable[[Card], Awaitable[None]], card: Card) -> None:
    """Say a card; where Telegram refuses it for good, its words alone."""
    try:
        await say(card)
    except Unsayable as refusal:
        log.warning("card refused for good", reason=str(refusal))
        await say(plain_card(card))
