"""What each message of ours is about, so that a reply in its thread has a focus."""

from collections import OrderedDict
from typing import Any, Final

from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import ChatId

EVENT: Final = "amazcope_card"
_REMEMBERED: Final = 10_000


def metadata(subject: str | None) -> dict[str, Any] | None:
    """What a message carries unseen, so that another process, or this one after a restart, knows its subject."""
    return {"event_type": EVENT, "event_payload": {"subject": subject}} if subject else None


def subject_in(message: dict[str, Any]) -> str | None:
    """The inverse of `metadata`, for a message of a bot's as Slack gives it back."""
    held = message.get("metadata") or {}
    subject = (held.get("event_payload") or {}).get("subject") if held.get("event_type") == EVENT else None
    return subject if isinstance(subject, str) and message.get("bot_id") else None


class Subjects:
    """Remembers the newest, and asks Slack for the others."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[ChatId, str], str | None] = OrderedDict()

    def remember(self, chat: ChatId, message: str, subject: str | None) -> None:
        """A message of ours is about `subject`, or about no single product."""
        self._known[chat, message] = subject
        self._known.move_to_end((chat, message))
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def of(self, chat: ChatId, message: str, api: WebApi) -> str | None:
        """The subject of a thread's first message; None where it is not ours, or where Slack does not tell."""
        if (chat, message) not in self._known:
            try:
                first = await self._first(chat, message, api)
            except Outage:
                return None
            self.remember(chat, message, subject_in(first))
        return self._known[chat, message]

    async def _first(self, chat: ChatId, message: str, api: WebApi) -> dict[str, Any]:
        answer = await api.call(
            chat,
            lambda slack: slack.conversations_replies(
                channel=chat.channel, ts=message, limit=1, include_all_metadata=True
            ),
        )
        messages: list[dict[str, Any]] = answer.get("messages") or [{}]
        return messages[0]
