"""What the asker sees while an answer takes long: a streamed task in the agent's pane, elsewhere a note.

Either becomes the answer: https://docs.slack.dev/reference/methods/chat.startStream, /chat.stopStream, /chat.update.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from adapters.chats.slack.inert import cut, one_line
from adapters.chats.slack.outbox import SlackChat
from adapters.chats.slack.places import Place
from adapters.chats.slack.render import draw
from adapters.chats.slack.rich import Json
from adapters.chats.slack.subjects import metadata
from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import Card

_PAUSE: Final = timedelta(seconds=1.5)  # between two notes: a message may be changed about once a second
_WORDS: Final = 200
_TASK: Final = "work"

log = structlog.get_logger()


class Progress:
    """The progress of one answer; where none can be shown, the answer alone comes. Raises nothing."""

    def __init__(self, api: WebApi, chat: SlackChat, place: Place, now: Callable[[], datetime]) -> None:
        self._api = api
        self._chat = chat
        self._place = place
        self._now = now
        self._message: str | None = None
        self._words = ""
        self._told_at: datetime | None = None
        self._given_up = bool(place.pressed or place.home or place.unfurled)

    async def tell(self, words: str) -> None:
        """Show what is being done; what follows too closely on the last is left out."""
        now = self._now()
        if self._given_up or (self._told_at is not None and now - self._told_at < _PAUSE):
            return
        self._told_at, self._words = now, cut(one_line(words), _WORDS)
        try:
            await (self._stream() if self._is_pane else self._note())
        except Outage as outage:
            self._given_up = True
            log.info("progress not shown", chat=str(self._place.chat), reason=str(outage))

    async def become(self, card: Card | None) -> bool:
        """Let what was shown become the answer; False where there is nothing to become it, so that it must be said.

        An answer that only the asker may see becomes none: what was shown is taken away.
        """
        if self._message is None:
            return False
        try:
            if card is None or (card.whisper and not self._place.private):
                await self._take_away(self._message)
                return False
            if self._is_pane:
                return await self._end_stream(self._message, card)
            return await self._chat.change(self._place.chat, self._message, card)
        except Outage as outage:
            log.info("progress has not become the answer", chat=str(self._place.chat), reason=str(outage))
            return False

    @property
    def _is_pane(self) -> bool:
        return self._place.private and self._place.thread is not None

    async def _note(self) -> None:
        card = Card(self._words)
        if self._message is None:
            self._message = await self._chat.post(self._place.chat, card, thread=self._place.thread)
        else:
            await self._chat.change(self._place.chat, self._message, card)

    async def _stream(self) -> None:
        channel, thread, chunks = self._place.chat.channel, self._place.thread or "", [self._task("in_progress")]
        if self._message is None:
            told = await self._api.call(
                self._place.chat,
                lambda slack: slack.chat_startStream(
                    channel=channel, thread_ts=thread, chunks=chunks, task_display_mode="timeline"
                ),
            )
            self._message = str(told["ts"])
            return
        message = self._message
        await self._api.call(
            self._place.chat, lambda slack: slack.chat_appendStream(channel=channel, ts=message, chunks=chunks)
        )

    async def _end_stream(self, message: str, card: Card) -> bool:
        """Below the task stands the card; a stream that Slack has ended meanwhile is changed like any message."""
        drawn = draw(card)
        if drawn.files:
            await self._take_away(message)
            return False
        try:
            await self._api.call(
                self._place.chat,
                lambda slack: slack.chat_stopStream(
                    channel=self._place.chat.channel,
                    ts=message,
                    chunks=[self._task("complete")],
                    blocks=drawn.blocks,
                    metadata=metadata(card.subject),
                ),
            )
        except Outage:
            return await self._chat.change(self._place.chat, message, card)
        self._chat.remember(self._place.chat, message, card.subject)
        return True

    async def _take_away(self, message: str) -> None:
        await self._api.call(
            self._place.chat, lambda slack: slack.chat_delete(channel=self._place.chat.channel, ts=message)
        )

    def _task(self, status: str) -> Json:
        return {"type": "task_update", "id": _TASK, "title": self._words, "status": status}
