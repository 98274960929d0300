"""Carries each answer to where it was asked for, in the way that the place allows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from adapters.chats.slack.forms import Origin, modal
from adapters.chats.slack.outbox import SlackChat
from adapters.chats.slack.places import Place
from adapters.chats.slack.progress import Progress
from adapters.chats.slack.render import draw
from adapters.chats.slack.rich import Json
from adapters.chats.slack.troubles import BREAKS, Declined
from adapters.chats.slack.web_api import WebApi
from core.errors import ChatGone, ChatUnreachable
from core.messages import Card, ChatId, Form, Paragraph, Tone, in_words

_INVITE: Final = Paragraph("I am not a member here: /invite @Amazcope, or alerts cannot reach this channel.")
_ELSEWHERE: Final = Paragraph("I cannot post here on my own: write to me directly, or in a channel I am in.")
_LATE: Final = Card("The form took too long to open. Press the button once more.", tone=Tone.WARNING, whisper=True)


class Answers:
    """Says, whispers, or changes in place what was pressed."""

    def __init__(self, api: WebApi, chat: SlackChat) -> None:
        self._api = api
        self._chat = chat
        self._newest: dict[tuple[ChatId, str], Card] = {}

    def progress(self, place: Place, now: Callable[[], datetime]) -> Progress:
        """What shows the progress of an answer that belongs there."""
        return Progress(self._api, self._chat, place, now)

    async def give(self, place: Place, card: Card) -> None:
        """Answer. Raises `Outage` where nothing can be said for now."""
        if (asked := _only_form(card)) and place.trigger and await self._opened(place, *asked):
            return
        if card.whisper and not place.private:
            await self._whisper(place, card)
        elif place.unfurled and place.pressed:
            await self.unfurl(place.chat, place.pressed, {place.unfurled: card})
        elif card.aside and place.pressed and not place.ephemeral:
            await self._say(replace(place, thread=place.thread or place.pressed), card)
        elif place.pressed and place.ephemeral:
            await self._respond(place, card, replace_original=True)
        elif place.pressed and not place.home:
            await self._change(place, place.pressed, card)
        else:
            await self._say(place, card)

    async def ask(self, place: Place, form: Form) -> None:
        """Open a form's modal. Raises `Outage`."""
        if not place.trigger or not await self._opened(place, form):
            await self.give(replace(place, trigger=None), _LATE)

    async def unfurl(self, chat: ChatId, message: str, cards: dict[str, Card]) -> None:
        """Show cards below the links of somebody's message; one that is gone is no trouble. Raises `Outage`."""
        previews: dict[str, Json] = {
            url: {"blocks": draw(card, with_files=False).blocks} for url, card in cards.items()
        }
        try:
            await self._api.call(
                chat, lambda slack: slack.chat_unfurl(channel=chat.channel, ts=message, unfurls=previews)
            )
        except Declined as declined:
            if declined.code not in {"cannot_find_message", "cannot_unfurl_message", "message_not_found"}:
                raise

    async def _opened(self, place: Place, form: Form, above: str = "") -> bool:
        origin = Origin(channel=place.chat.channel, thread=place.thread, private=place.private)
        view = modal(form, origin, above=above)
        try:
            await self._api.call(place.chat, lambda slack: slack.views_open(trigger_id=place.trigger or "", view=view))
        except Declined as declined:
            if declined.code not in {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"}:
                raise
            return False
        return True

    async def _say(self, place: Place, card: Card) -> None:
        try:
            await self._chat.post(place.chat, card, thread=place.thread)
        except ChatGone:
            if place.response_url is None:
                raise
            told = replace(card, blocks=(*card.blocks, _ELSEWHERE if place.private else _INVITE))
            await self._respond(place, told, visible=not card.whisper)

    async def _whisper(self, place: Place, card: Card) -> None:
        if place.response_url:
            await self._respond(place, card)
        else:
            await self._chat.whisper(place.chat, card, place.user, thread=place.thread)

    async def _change(self, place: Place, message: str, card: Card) -> None:
        """Change what was pressed: of the cards that wait while one is being shown, only the newest matters."""
        key = place.chat, message
        busy = key in self._newest
        self._newest[key] = card
        if busy:
            return
        try:
            shown = None
            while (newest := self._newest[key]) is not shown:
                shown = newest
                await self._edit(place, message, newest)
        finally:
            del self._newest[key]

    async def _edit(self, place: Place, message: str, card: Card) -> None:
        try:
            await self._chat.edit(place.chat, message, card)
        except (ChatGone, Declined):  # said through a response_url, where the bot is no member
            if place.response_url is None:
                raise
            await self._respond(place, card, replace_original=True)

    async def _respond(
        self, place: Place, card: Card, *, visible: bool = False, replace_original: bool = False
    ) -> None:
        """Answer through the one-time address: https://docs.slack.dev/interactivity/handling-user-interaction."""
        drawn = draw(card, with_files=False)
        said = {
            "text": drawn.text,
            "blocks": drawn.blocks,
            "response_type": "in_channel" if visible else "ephemeral",
            "replace_original": replace_original,
            **({"thread_ts": place.thread} if place.thread and not replace_original else {}),
        }
        await self._send(place, said)

    async def _send(self, place: Place, said: Json) -> None:
        try:
            async with self._api.pool.session.post(place.response_url or "", json=said) as answer:
                if answer.status >= 400:
                    raise ChatUnreachable(place.chat, f"response_url answered HTTP {answer.status}")
        except BREAKS as error:
            raise ChatUnreachable(place.chat, type(error).__name__) from error


def _only_form(card: Card) -> tuple[Form, str] | None:
    """The form of a card that holds words besides, and nothing else: a command was given without its argument."""
    match card.blocks:
        case (*before, Form() as form) if card.whisper and all(isinstance(block, Paragraph) for block in before):
            return form, "\n".join((card.title, *map(in_words, before)))
        case _:
            return None
