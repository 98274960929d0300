"""Where a question stood in Slack, and so where its answer belongs."""

from dataclasses import dataclass
from typing import Any

from adapters.chats.slack.subjects import subject_in
from core.messages import ChatId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One question's place.

    `pressed` is the message whose button was pressed, `ephemeral` whether only its asker sees that one, `unfurled` the
    link below which it stands if it is a preview; `trigger` may open a modal for three seconds; `response_url` takes
    up to five answers for half an hour, also where the bot is no member.
    """

    chat: ChatId
    user: str
    private: bool = False
    thread: str | None = None
    pressed: str | None = None
    ephemeral: bool = False
    unfurled: str | None = None
    home: bool = False
    trigger: str | None = None
    response_url: str | None = None
    subject: str | None = None


def team_of(body: dict[str, Any]) -> str:
    """The workspace a payload is about."""
    team = body.get("team") or {}
    return str(body.get("team_id") or team.get("id") or (body.get("user") or {}).get("team_id") or "")


def chat_of(body: dict[str, Any], channel: object) -> ChatId:
    """The chat of a payload."""
    return ChatId("slack", team_of(body), str(channel))


def is_private(channel: object) -> bool:
    """Whether nobody else is in the channel: https://docs.slack.dev/apis/web-api/using-the-conversations-api."""
    return str(channel).startswith("D")


def command_place(body: dict[str, Any]) -> Place:
    """Where a slash command was given; Slack has none in threads."""
    return Place(
        chat=chat_of(body, body["channel_id"]),
        user=str(body["user_id"]),
        private=is_private(body["channel_id"]),
        trigger=body.get("trigger_id"),
        response_url=body.get("response_url"),
    )


def message_place(body: dict[str, Any], event: dict[str, Any]) -> Place:
    """Where a message stood."""
    channel = event["channel"]
    private = event.get("channel_type") == "im" or is_private(channel)
    return Place(
        chat=chat_of(body, channel), user=str(event["user"]), private=private, thread=event.get("thread_ts") or None
    )


def shortcut_place(body: dict[str, Any]) -> Place:
    """Where a message shortcut was used: its answer goes below the message."""
    channel, message = body["channel"]["id"], body["message"]
    return Place(
        chat=chat_of(body, channel),
        user=str(body["user"]["id"]),
        private=is_private(channel),
        thread=message.get("thread_ts") or message.get("ts") or body.get("message_ts"),
        trigger=body.get("trigger_id"),
        response_url=body.get("response_url"),
    )


def button_place(body: dict[str, Any]) -> Place:
    """Where a button was pressed; in the App Home, which has no channel, the chat's channel is empty."""
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return Place(
        chat=chat_of(body, channel),
        user=str(body["user"]["id"]),
        private=is_private(channel),
        thread=container.get("thread_ts") or message.get("thread_ts"),
        pressed=container.get("message_ts") or message.get("ts"),
        ephemeral=bool(container.get("is_ephemeral")),
        unfurled=container.get("app_unfurl_url") if container.get("is_app_unfurl") else None,
        home=container.get("type") == "view",
        trigger=body.get("trigger_id"),
        response_url=body.get("response_url"),
        subject=subject_in(message),
    )
