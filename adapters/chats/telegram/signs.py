"""Signs that somebody is at work on an answer: “typing”, and the end of a pressed key's waiting."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram import Bot, CallbackQuery
from telegram.constants import ChatAction
from telegram.error import TelegramError

from core.messages import ChatId

SIGN_AFTER: Final = 0.4  # seconds: an answer that comes sooner needs no sign
_AGAIN: Final = 4.5  # Telegram shows “typing” for five seconds
_POPUP: Final = 200  # characters of an alert


@asynccontextmanager
async def typing(bot: Bot, chat: ChatId, thread: str | None, after: float) -> AsyncIterator[None]:
    """While this lasts longer than `after` seconds, the chat sees that an answer is being written."""
    tasks: list[asyncio.Task[None]] = []

    def begin() -> None:
        tasks.append(asyncio.create_task(_type(bot, chat, thread), name="typing"))

    waiting = asyncio.get_running_loop().call_later(after, begin)  # most answers come sooner and need no task
    try:
        yield
    finally:
        waiting.cancel()
        for task in tasks:
            task.cancel()


async def _type(bot: Bot, chat: ChatId, thread: str | None) -> None:
    with suppress(TelegramError):
        while True:
            await bot.send_chat_action(
                chat.channel, ChatAction.TYPING, message_thread_id=int(thread) if thread else None
            )
            await asyncio.sleep(_AGAIN)


class Acknowledgement:
    """What the one who pressed a key sees: nothing but the end of its waiting, or a note for them alone.

    Telegram takes one answer for each press; it goes out with a note, at the end, or after `after` seconds.
    """

    def __init__(self, query: CallbackQuery, after: float) -> None:
        self._query = query
        self._given = False
        self._timer = asyncio.create_task(self._later(after), name="acknowledge")

    async def note(self, words: str) -> bool:
        """Tell only them; False where it is too late or too long for that."""
        return len(words) <= _POPUP and await self._give(words)

    async def end(self) -> None:
        """There is nothing (more) to note."""
        if not self._given:
            self._timer.cancel()
            await self._give(None)

    async def _later(self, after: float) -> None:
        await asyncio.sleep(after)
        await self._give(None)

    async def _give(self, words: str | None) -> bool:
        if self._given:
            return False
        self._given = True
        if words is not None:
            self._timer.cancel()
        try:
            return await self._query.answer(words, show_alert=words is not None)
        except TelegramError:  # pressed too long ago
            return False
