"""One card as the calls to the Bot API that make it seen."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest, TelegramError

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.keys import Key, data_of
from adapters.chats.telegram.notes import Notes, about
from adapters.chats.telegram.products import product_behind
from adapters.chats.telegram.render import CAPTION, Drawn, alt_caption, captioned, draw
from adapters.chats.telegram.request import Paused
from adapters.chats.telegram.troubles import already_so, bad_markup, is_unchanged, no_photo, without_text
from core.messages import Card, Link, Picture

_HTML: Final = "HTML"
_LONGEST_PAUSE: Final = 30.0  # seconds
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: the chat, its topic, whether without a sound, and the message it replies to."""

    channel: str
    thread: str | None = None
    silent: bool = False
    to: str | None = None

    def options(self) -> dict[str, Any]:
        """The same as every sending method takes it."""
        reply = ReplyParameters(int(self.to), allow_sending_without_reply=True) if self.to else None
        return {
            "chat_id": self.channel,
            "message_thread_id": int(self.thread) if self.thread else None,
            "disable_notification": self.silent,
            "reply_parameters": reply,
        }


class Delivery:
    """Sends and changes cards; raises what the library raises until the message itself is said, and nothing after."""

    def __init__(self, bot: Bot, notes: Notes) -> None:
        self._bot = bot
        self._notes = notes

    async def send(self, place: Place, card: Card) -> str:
        """Say a card; returns the number of the message that has its text and keys."""
        drawn = captioned(card) or draw(card)
        keyboard, lines = _keyboard(drawn.keys)
        hidden = card.subject is not None and not tells(card)
        if not hidden:  # before it can be pressed; in one write with the product of a message whose number is known
            await self._notes.keep(lines)
        if drawn.below_picture:
            said = await self._picture(place, drawn.pictures[0], drawn.html, keyboard)
        else:
            said = await self._text(place, drawn, keyboard)
        await self._note(card, place.channel, str(said.message_id), lines if hidden else {})
        await self._besides(replace(place, silent=True, to=None), drawn)
        return str(said.message_id)

    async def change(self, channel: str, message: str, card: Card) -> bool:
        """Make a message show another card, or see that it does already; False where it is gone."""
        drawn = captioned(card) or draw(card)
        keyboard, lines = _keyboard(drawn.keys)
        await self._note(card, channel, message, lines)
        where: dict[str, Any] = {"chat_id": channel, "message_id": int(message), "reply_markup": keyboard}
        try:
            if drawn.below_picture:
                await self._bot.edit_message_media(_media(drawn), **where)
            else:
                await self._change_text(where, card, drawn)
        except BadRequest as error:
            if not already_so(error):
                raise
            return is_unchanged(error)
        await self._besides(Place(channel, silent=True, to=message), drawn)
        return True

    async def take_away(self, channel: str, message: str) -> None:
        """Delete a message of ours."""
        await self._bot.delete_message(channel, int(message))

    async def _note(self, card: Card, channel: str, message: str, lines: dict[str, str]) -> None:
        """What a reply to the message is about, written down only where the message does not tell it by itself."""
        product = {about(channel, message): card.subject} if card.subject else {}
        if tells(card):
            self._notes.learn(product)
            await self._notes.keep(lines)
        else:
            await self._notes.keep(lines | product)

    async def _text(self, place: Place, drawn: Drawn, keyboard: InlineKeyboardMarkup | None) -> Message:
        given = {**place.options(), "link_preview_options": _NO_PREVIEW, "reply_markup": keyboard}
        try:
            return await self._bot.send_message(text=drawn.html, parse_mode=_HTML, **given)
        except BadRequest as error:
            if not bad_markup(error):
                raise
            log.exception("markup refused")
            return await self._bot.send_message(text=drawn.plain, **given)

    async def _picture(
        self, place: Place, picture: Picture, caption: str, keyboard: InlineKeyboardMarkup | None = None
    ) -> Message:
        given = {**place.options(), "caption": caption or None, "parse_mode": _HTML, "reply_markup": keyboard}
        name = _file_name(picture.name)
        try:
            return await self._bot.send_photo(photo=picture.data, filename=name, **given)
        except BadRequest as error:
            if not no_photo(error):
                raise
            return await self._bot.send_document(document=picture.data, filename=name, **given)

    async def _change_text(self, where: dict[str, Any], card: Card, drawn: Drawn) -> None:
        """The text; or the caption, where a picture is to be words again: Telegram cannot take the picture away."""
        plainly = {**where, "link_preview_options": _NO_PREVIEW}
        try:
            await self._bot.edit_message_text(drawn.html, parse_mode=_HTML, **plainly)
        except BadRequest as error:
            if without_text(error):
                await self._bot.edit_message_caption(caption=draw(card, CAPTION).html, parse_mode=_HTML, **where)
            elif bad_markup(error):
                log.exception("markup refused")
                await self._bot.edit_message_text(drawn.plain, **plainly)
            else:
                raise

    async def _besides(self, place: Place, drawn: Drawn) -> None:
        """What follows the message: one of these that fails must not make the message be said again."""
        for picture in () if drawn.below_picture else drawn.pictures:
            await self._trying(place, picture.name, partial(self._picture, place, picture, alt_caption(picture)))
        for file in drawn.files:
            name = _file_name(file.name)
            send = partial(self._bot.send_document, document=file.data, filename=name, **place.options())
            await self._trying(place, name, send)

    async def _trying(self, place: Place, name: str, send: Callable[[], Awaitable[object]]) -> None:
        """Send it, once more after a pause that Telegram asks for; else say that it could not be sent."""
        try:
            try:
                await send()
            except Paused as pause:
                await asyncio.sleep(min(pause.seconds, _LONGEST_PAUSE))
                await send()
        except TelegramError as error:
            log.warning("file not sent", file=name, reason=error.message[:200])
            words = f"{one_line(name)} could not be sent. Ask again in a moment."
            with suppress(TelegramError):
                await self._bot.send_message(text=words, **place.options())


def tells(card: Card) -> bool:
    """Whether the first Amazon link in a card leads to its product, so that the message itself tells its subject."""
    linked = (product_behind(block.url) for block in card.blocks if isinstance(block, Link))
    return str(next(filter(None, linked), None)) == card.subject


def _keyboard(rows: Sequence[Sequence[Key]]) -> tuple[InlineKeyboardMarkup | None, dict[str, str]]:
    """The keys, and what is to be noted for those that carry a short id."""
    made: list[list[InlineKeyboardButton]] = []
    noted: dict[str, str] = {}
    for row in rows:
        carried = [data_of(key) for key in row]
        made.append(
            [InlineKeyboardButton(key.label, callback_data=data[0]) for key, data in zip(row, carried, strict=True)]
        )
        for _, lines in carried:
            noted |= lines
    return InlineKeyboardMarkup(made) if made else None, noted


def _media(drawn: Drawn) -> InputMediaPhoto:
    picture = drawn.pictures[0]
    return InputMediaPhoto(picture.data, drawn.html, _HTML, filename=_file_name(picture.name))


def _file_name(name: str) -> str:
    return one_line(name).replace("/", "_") or "file"
