"""What Amazcope says in Slack: posting cards and changing them in place."""

from dataclasses import dataclass
from typing import Any, Final

import structlog

from adapters.chats.slack.places import is_private
from adapters.chats.slack.render import Drawn, draw
from adapters.chats.slack.subjects import Subjects, metadata
from adapters.chats.slack.troubles import Declined
from adapters.chats.slack.uploads import hand_over, show
from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import Card, ChatId
from core.ports.world import Heed, unheeded

_ALREADY_SO: Final = "no_text_changed"
_UNCHANGEABLE: Final = frozenset({"message_not_found", "edit_window_closed", "cant_update_message", _ALREADY_SO})
_MISDRAWN: Final = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_metadata_schema"}
)

# The thread is closed, or its first message is gone: what is to be said is said in the channel.
_THREADLESS: Final = frozenset(
    {
        "cannot_reply_to_message",
        "invalid_thread_ts",
        "message_not_found",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "thread_not_found",
    }
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Under:
    """The thread that a message goes into, if any, and whether the channel is to see it as well."""

    thread: str | None = None
    aloud: bool = False


class SlackChat:
    """Slack as a `core.ports.world.Chat`. A message's name is its ``ts``; nothing here makes a sound of its own.

    `heed` hears of what is changed, and of new cards that are live or offer something.
    """

    def __init__(self, api: WebApi, subjects: Subjects, heed: Heed = unheeded) -> None:
        self._api = api
        self._subjects = subjects
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
        """Post a card, its files below it. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`.

        Slack has threads of one depth: what was asked in one goes on there, whatever it follows.
        """
        drawn = draw(card)
        held = await hand_over(self._api, chat, drawn.files)
        under = Under(thread or below, aloud=aloud and not is_private(chat.channel))
        try:
            message = await self._say(chat, drawn, card, under)
        except Declined as declined:
            if under.thread is None or declined.code not in _THREADLESS:
                raise
            under = Under()
            message = await self._say(chat, drawn, card, under)
        self._subjects.remember(chat, message, card.subject)
        if card.live or card.offers:
            await self._heed(chat, message, card)
        try:
            await show(self._api, chat, held, under.thread)
        except Outage as outage:  # the card was said: raising would have it said again
            log.warning("file not shown", chat=str(chat), reason=str(outage))
        return message

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        """Change a card; new files go into its thread. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        await self.change(chat, message, card)

    async def change(self, chat: ChatId, message: str, card: Card) -> bool:
        """The same; False where there is nothing (more) to change."""
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
            return declined.code == _ALREADY_SO
        self._subjects.remember(chat, message, card.subject)
        await self._heed(chat, message, card)
        await show(self._api, chat, held, message)
        return True

    def remember(self, chat: ChatId, message: str, subject: str | None) -> None:
        """A message that was said elsewhere is about `subject`."""
        self._subjects.remember(chat, message, subject)

    async def whisper(self, chat: ChatId, card: Card, user: str, *, thread: str | None = None) -> None:
        """Say something that only `user` sees, until they reload. Raises `ChatGone`, `SlowDown`, `ChatUnreachable`."""
        drawn = draw(card, with_files=False)
        await self._api.call(
            chat,
            lambda slack: slack.chat_postEphemeral(
                channel=chat.channel, user=user, text=drawn.text, blocks=drawn.blocks, thread_ts=thread
            ),
        )

    async def _say(self, chat: ChatId, drawn: Drawn, card: Card, under: Under) -> str:
        try:
            return await self._post(chat, drawn, under, blocks=drawn.blocks, metadata=metadata(card.subject))
        except Declined as declined:
            if declined.code not in _MISDRAWN:
                raise
            log.exception("card refused", chat=str(chat), code=declined.code, title=card.title)
        return await self._post(chat, drawn, under)

    async def _post(self, chat: ChatId, drawn: Drawn, under: Under, **rest: Any) -> str:
        answer = await self._api.call(
            chat,
            lambda slack: slack.chat_postMessage(
                channel=chat.channel,
                text=drawn.text,
                thread_ts=under.thread,
                reply_broadcast=True if under.thread and under.aloud else None,
                mrkdwn=False,
                parse="none",
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
                **rest,
            ),
        )
        return str(answer["ts"])
