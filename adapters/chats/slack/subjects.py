"""What each message of ours is about, so that a reply in its thread has a focus."""

from collections import OrderedDict
from datetime import timedelta
from typing import Any, Final

from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import ChatId
from core.ports.memory import Memory

EVENT: Final = "amazcope_card"
_REMEMBERED: Final = 10_000
_LASTING: Final = timedelta(days=30)


def metadata(subject: str | None) -> dict[str, Any] | None:
    """What a message carries unseen, so that another process, or this one after a restart, knows its subject."""
    return {"event_type": EVENT, "event_payload": {"subject": subject}} if subject else None


def subject_in(message: dict[str, Any]) -> str | None:
    """The inverse of `metadata`, for a message of a bot's as Slack gives it back."""
    held = message.get("metadata") or {}
    subject = (held.get("event_payload") or {}).get("subject") if held.get("event_type") == EVENT else None
    return subject if isinstance(subject, str) and message.get("bot_id") else None


class Subjects:
    """Remembers the newest, and asks Slack for the others: once, for all processes that share a `memory`.

    What is posted is not written there: Slack keeps it with the message.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory
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
                self.remember(chat, message, await self._asked(chat, message, api))
            except Outage:
                return None
        return self._known[chat, message]

    async def _asked(self, chat: ChatId, message: str, api: WebApi) -> str | None:
        """What is kept, or what Slack says."""
        name = f"about:{chat.account}:{chat.channel}:{message}"
        kept = await self._memory.get(name) if self._memory else None
        if kept is not None:
            return kept or None
        found = subject_in(await self._first(chat, message, api))
        if self._memory:
            await self._memory.put({name: found or ""}, _LASTING)
        return found

    async def _first(self, chat: ChatId, message: str, api: WebApi) -> dict[str, Any]:
        answer = await api.call(
            chat,
            lambda slack: slack.conversations_replies(
                channel=chat.channel, ts=message, limit=1, include_all_metadata=True
            ),
        )
        messages: list[dict[str, Any]] = answer.get("messages") or [{}]
        return messages[0]
