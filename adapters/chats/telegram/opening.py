"""The beginning: who we are, whether the token is right, and what everything else is built from."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Final

import structlog
from telegram import User
from telegram.error import InvalidToken, TelegramError

from adapters.chats.telegram.admins import Admins
from adapters.chats.telegram.answers import Answers
from adapters.chats.telegram.client import Client
from adapters.chats.telegram.dialogues import Dialogues
from adapters.chats.telegram.exchange import Circumstances, Exchange
from adapters.chats.telegram.inline import Inline
from adapters.chats.telegram.lanes import Lanes
from adapters.chats.telegram.menu import register_commands
from adapters.chats.telegram.moves import Moves
from adapters.chats.telegram.notes import Notes
from adapters.chats.telegram.outbox import TelegramChat
from adapters.chats.telegram.presses import Presses
from adapters.chats.telegram.questions import Questions
from adapters.chats.telegram.request import Paused
from adapters.chats.telegram.signs import SIGN_AFTER
from core.errors import WrongSetting
from core.ports.world import Listener, Rooms

_LONGEST_WAIT: Final = 60.0

log = structlog.get_logger()


class Opening:
    """Comes to know the account, and builds what answers its updates; `sleep` waits between tries."""

    def __init__(
        self,
        client: Client,
        chat: TelegramChat,
        moves: Moves,
        notes: Notes,
        dialogues: Dialogues,
        now: Callable[[], datetime],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        sign_after: float = SIGN_AFTER,
    ) -> None:
        self.sleep = sleep
        self._client = client
        self._chat = chat
        self._moves = moves
        self._notes = notes
        self._dialogues = dialogues
        self._now = now
        self._sign_after = sign_after
        self._me: User | None = None
        self._commands: Sequence[tuple[str, str]] = ()

    async def greet(self, commands: Sequence[tuple[str, str]]) -> None:
        """Ask who we are and register the commands; where Telegram is not reached, that is done on listening.

        Raises `WrongSetting` for a token that Telegram refuses.
        """
        self._commands = commands
        try:
            await self._arrive()
        except TelegramError as error:
            log.warning("telegram not reached at the start", reason=error.message[:200])

    async def exchange(self, listener: Listener, rooms: Rooms) -> Exchange:
        """What answers updates, as soon as Telegram says who we are. Raises `WrongSetting`."""
        me = await self.patiently(self._arrive)
        await self._moves.tell(rooms)
        bot, lanes = self._client.bot, Lanes()
        admins = Admins(bot, time.monotonic)
        answers = Answers(self._chat, self._moves, self.sleep)
        questions = Questions(bot, self._dialogues, answers)
        presses = Presses(
            bot=bot,
            listener=listener,
            answers=answers,
            lanes=lanes,
            dialogues=self._dialogues,
            questions=questions,
            admins=admins,
            notes=self._notes,
            me=me,
            now=self._now,
            sign_after=self._sign_after,
        )
        return Exchange(
            Circumstances(
                bot=bot,
                me=me,
                listener=listener,
                rooms=self._moves,
                answers=answers,
                presses=presses,
                inline=Inline(listener, self._now),
                lanes=lanes,
                dialogues=self._dialogues,
                questions=questions,
                admins=admins,
                notes=self._notes,
                now=self._now,
                sign_after=self._sign_after,
            )
        )

    async def patiently(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """What a call gives, asked again after growing waits until Telegram answers. Raises `WrongSetting`."""
        failures = 0
        while True:
            try:
                return await call()
            except InvalidToken:
                raise _wrong_token() from None
            except TelegramError as error:
                failures += 1
                if failures == 1:
                    log.warning("telegram not reached", reason=error.message[:200])
                wait = error.seconds if isinstance(error, Paused) else min(2.0 ** (failures - 1), _LONGEST_WAIT)
                await self.sleep(wait)

    async def _arrive(self) -> User:
        if self._me is None:
            bot = self._client.bot
            try:
                await bot.initialize()
                self._me = bot.bot
            except InvalidToken:  # whose words hold the token
                raise _wrong_token() from None
            if self._commands:
                await register_commands(bot, self._commands)
        return self._me


def _wrong_token() -> WrongSetting:
    return WrongSetting("TELEGRAM_BOT_TOKEN", "…", "a token that Telegram accepts (getMe answered 401)")
