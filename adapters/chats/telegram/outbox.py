"""What Amazcope says in Telegram: new messages, and changes to those it has said."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, TelegramError

from adapters.chats.telegram.delivery import Delivery, Place
from adapters.chats.telegram.notes import Notes
from adapters.chats.telegram.troubles import turned, without_thread
from core.messages import Card, ChatId
from core.ports.world import Heed, unheeded

PLATFORM = "telegram"
T = TypeVar("T")
Moved = Callable[[ChatId, ChatId], Awaitable[None]]


def chat_id(number: int) -> ChatId:
    """The chat with Telegram's own number."""
    return ChatId(PLATFORM, "", str(number))


class TelegramChat:
    """Telegram as a `core.ports.world.Chat`; a thread is a forum topic's number.

    Nothing is repeated here but what surely was not said: a send whose answer is lost raises `ChatUnreachable`, and
    whoever paces decides. `moved` hears when a group has become a supergroup; the message then goes there. `notes` keep
    what keys mean, and which product a message is about, for whoever hears presses and replies; `heed` hears of what
    is changed, and of new cards that are live or offer something.
    """

    def __init__(self, bot: Bot, notes: Notes, moved: Moved, heed: Heed = unheeded) -> None:
        self._delivery = Delivery(bot, notes)
        self._moved = moved
        self._heed = heed

    async def post(
        self,
        chat: ChatId,
        card: Card,
        *,
        thread: str | None = None,
        silent: bool = False,
        below: str | None = None,
        aloud: bool = False,
    ) -> str:
        """Say something new; returns the message's number. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`.

        What follows an earlier message is a reply to it, which all see: `aloud` changes nothing here.
        """
        return await self.answer(chat, card, thread=thread, silent=silent, to=below)

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

        message = await self._following(chat, send)
        if card.live or card.offers:
            await self._heed(chat, message, card)
        return message

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Change in place what was said. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        await self.change(chat, message, card)

    async def change(self, chat: ChatId, message: str, card: Card) -> bool:
        """The same; False where the message is gone, so that nobody sees the card."""
        shown = await self._following(chat, lambda channel: self._delivery.change(channel, message, card))
        if shown:
            await self._heed(chat, message, card)
        return shown

    async def take_away(self, chat: ChatId, message: str) -> None:
        """Delete what was said. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`, and `Unsayable` where it is gone."""
        await self._following(chat, lambda channel: self._delivery.take_away(channel, message))

    async def _following(self, chat: ChatId, call: Callable[[str], Awaitable[T]]) -> T:
        """What came of a call for a chat: if need be, where the chat has moved to."""
        try:
            try:
                return await call(chat.channel)
            except ChatMigrated as migrated:
                new = chat_id(migrated.new_chat_id)
                await self._moved(chat, new)
                return await call(new.channel)
        except TelegramError as error:
            raise turned(error, chat) from error
