"""What Amazcope says in Telegram: new messages, and changes to those it has said."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, TelegramError

from adapters.chats.telegram.delivery import Delivery, Place
from adapters.chats.telegram.remembered import Remembered
from adapters.chats.telegram.shortener import Shortener
from adapters.chats.telegram.troubles import turned, without_thread
from core.messages import Card, ChatId

PLATFORM = "telegram"
T = TypeVar("T")
Moved = Callable[[ChatId, ChatId], Awaitable[None]]
Subjects = Remembered[tuple[str, str], str]
SUBJECTS = 20_000  # messages whose product is remembered


def chat_id(number: int) -> ChatId:
    """The chat with Telegram's own number."""
    return ChatId(PLATFORM, "", str(number))


class TelegramChat:
    """Telegram as a `core.ports.world.Chat`; a thread is a forum topic's number.

    Nothing is repeated here but what surely was not said: a send whose answer is lost raises `ChatUnreachable`, and
    whoever paces decides. `moved` hears when a group has become a supergroup; the message then goes there. `subjects`
    remembers which product a message is about, for whoever hears replies.
    """

    def __init__(self, bot: Bot, shortener: Shortener, subjects: Subjects, moved: Moved) -> None:
        self._delivery = Delivery(bot, shortener)
        self._subjects = subjects
        self._moved = moved

    async def post(self, chat: ChatId, card: Card, *, thread: str | None = None, silent: bool = False) -> str:
        """Say something new; returns the message's number. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        return await self.answer(chat, card, thread=thread, silent=silent)

    async def answer(
        self, chat: ChatId, card: Card, *, thread: str | None = None, silent: bool = False, to: str | None = None
    ) -> str:
        """Say something new as a reply to the message `to`, where that is still there."""

        async def send(channel: str) -> str:
            try:
                return await self._delivery.send(Place(channel, thread, silent, to), card)
            except BadRequest as error:
                if not (thread and without_thread(error)):
                    raise
                return await self._delivery.send(Place(channel, None, silent, to), card)

        there, message = await self._following(chat, send)
        if card.subject:
            self._subjects.put((there.channel, message), card.subject)
        return message

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Change in place what was said. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""

        async def change(channel: str) -> None:
            await self._delivery.change(channel, message, card)

        there, _ = await self._following(chat, change)
        if card.subject:
            self._subjects.put((there.channel, message), card.subject)

    async def _following(self, chat: ChatId, call: Callable[[str], Awaitable[T]]) -> tuple[ChatId, T]:
        """Where a call for a chat was heard, and what came of it: if need be, where the chat has moved to."""
        try:
            try:
                return chat, await call(chat.channel)
            except ChatMigrated as migrated:
                new = chat_id(migrated.new_chat_id)
                await self._moved(chat, new)
                return new, await call(new.channel)
        except TelegramError as error:
            raise turned(error, chat) from error
