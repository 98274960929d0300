"""Who may administer a group."""

from collections.abc import Callable
from typing import Final

from telegram import Bot
from telegram.error import TelegramError

from adapters.chats.telegram.remembered import Remembered
from core.messages import ChatId

_FRESH_S: Final = 60.0
_MOST: Final = 5000


class Admins:
    """A group's administrators, asked of Telegram at most once a minute for each group, whoever speaks there."""

    def __init__(self, bot: Bot, monotonic: Callable[[], float]) -> None:
        self._bot = bot
        self._monotonic = monotonic
        self._known: Remembered[str, tuple[float, frozenset[int]]] = Remembered(_MOST)

    async def include(self, chat: ChatId, user: int | None) -> bool:
        """Whether this user administers the chat; no, where Telegram does not say."""
        known = self._known.get(chat.channel)
        if known is None or known[0] < self._monotonic():
            known = (self._monotonic() + _FRESH_S, await self._ask(chat))
            self._known.put(chat.channel, known)
        return user in known[1]

    async def _ask(self, chat: ChatId) -> frozenset[int]:
        try:
            return frozenset(one.user.id for one in await self._bot.get_chat_administrators(chat.channel))
        except TelegramError:
            return frozenset()
