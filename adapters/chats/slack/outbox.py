"""What Amazcope says in Slack: posting cards and changing them in place."""

from typing import Any, Final

import structlog

from adapters.chats.slack.render import Drawn, draw
from adapters.chats.slack.subjects import Subjects, metadata
from adapters.chats.slack.troubles import Declined
from adapters.chats.slack.uploads import hand_over, show
from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import Card, ChatId

_UNCHANGEABLE: Final = frozenset({"message_not_found", "edit_window_closed", "no_text_changed"})
_MISDRAWN: Final = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_metadata_schema"}
)

log = structlog.get_logger()


class SlackChat:
    """Slack as a `core.ports.world.Chat`. A message's name is its ``ts``; nothing here makes a sound of its own."""

    def __init__(self, api: WebApi, subjects: Subjects) -> None:
        self._api = api
        self._subjects = subjects

    async def post(self, chat: ChatId, card: Card, *, thread: str | None = None, silent: bool = False) -> str:
        """Post a card, its files below it. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        drawn = draw(card)
        held = await hand_over(self._api, chat, drawn.files)
        message = await self._say(chat, drawn, card, thread)
        self._subjects.remember(chat, message, card.subject)
        try:
            await show(self._api, chat, held, thread)
        except Outage as outage:  # the card was said: raising would have it said again
            log.warning("file not shown", chat=str(chat), reason=str(outage))
        return message

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Change a card; new files go into its thread. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        drawn = draw(card)
        held = await hand_over(self._api, chat, drawn.files)
        try:
            await self._api.call(
                chat,
                lambda slack: slack.chat_update(
                    channel=chat.channel,
                    ts=message,
                    text=drawn.text,
                    blocks=drawn.blocks,
                    metadata=metadata(card.subject),
                ),
            )
        except Declined as declined:
            if declined.code not in _UNCHANGEABLE:
                raise
        self._subjects.remember(chat, message, card.subject)
        await show(self._api, chat, held, message)

    async def whisper(self, chat: ChatId, card: Card, user: str, *, thread: str | None = None) -> None:
        """Say something that only `user` sees, until they reload. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        drawn = draw(card, with_files=False)
        await self._api.call(
            chat,
            lambda slack: slack.chat_postEphemeral(
                channel=chat.channel, user=user, text=drawn.text, blocks=drawn.blocks, thread_ts=thread
            ),
        )

    async def _say(self, chat: ChatId, drawn: Drawn, card: Card, thread: str | None) -> str:
        try:
            return await self._post(chat, drawn, thread, blocks=drawn.blocks, metadata=metadata(card.subject))
        except Declined as declined:
            if declined.code not in _MISDRAWN:
                raise
            log.exception("card refused", chat=str(chat), code=declined.code, title=card.title)
        return await self._post(chat, drawn, thread)

    async def _post(self, chat: ChatId, drawn: Drawn, thread: str | None, **rest: Any) -> str:
        answer = await self._api.call(
            chat,
            lambda slack: slack.chat_postMessage(
                channel=chat.channel,
                text=drawn.text,
                thread_ts=thread,
                mrkdwn=False,
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
                **rest,
            ),
        )
        return str(answer["ts"])
