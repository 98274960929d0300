"""Inline mode: `@bot B0…` in any chat offers a product's card."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.error import TelegramError

from adapters.chats.telegram.hearing import person
from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.markup import cut
from adapters.chats.telegram.outbox import chat_id
from adapters.chats.telegram.render import draw
from core.catalog.asin import looks_like_link, read_asin
from core.messages import Buttons, Card, Form, Heard, in_words
from core.ports.world import Listener

_TITLE: Final = 256
_OPEN: Final = InlineQueryResultsButton("Track products with me", start_parameter="inline")
_ID: Final = "card"


class Inline:
    """Answers inline queries from the lists of the asker's own chat with the bot."""

    def __init__(self, listener: Listener, now: Callable[[], datetime]) -> None:
        self._listener = listener
        self._now = now

    async def handle(self, query: InlineQuery) -> None:
        """One query; people send one with every letter, so that only whole products are looked up."""
        card = await self._card(query)
        results = [] if card is None else [_article(card)]
        try:
            await query.answer(results, cache_time=0, is_personal=True, button=None if results else _OPEN)
        except TelegramError:  # typed on meanwhile
            return

    async def _card(self, query: InlineQuery) -> Card | None:
        ref = next((word for word in query.query.split() if read_asin(word) or looks_like_link(word)), None)
        if ref is None:
            return None
        heard = Heard(
            chat=chat_id(query.from_user.id), person=person(query.from_user), text=f"show {ref}", at=self._now()
        )
        card = await self._listener(heard)
        return None if card is None or card.whisper else card


def _article(card: Card) -> InlineQueryResultArticle:
    """Without keys: a press below it would come from a chat that the bot is not in."""
    blocks = tuple(block for block in card.blocks if not isinstance(block, Buttons | Form))
    content = InputTextMessageContent(
        draw(Card(card.title, blocks, tone=card.tone)).html,
        parse_mode="HTML",
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    below = one_line(" · ".join(map(in_words, blocks[:1])))
    return InlineQueryResultArticle(_ID, cut(one_line(card.title), _TITLE), content, description=cut(below, _TITLE))
