"""The events of Slack's Events API: messages, links and files, and what becomes of channels and workspaces.

https://docs.slack.dev/reference/events
"""

from typing import Final

import structlog

from adapters.chats.slack.documents import tables_among
from adapters.chats.slack.places import Place, chat_of, is_private, message_place, team_of
from adapters.chats.slack.reading import mentions, passed_on_in, read_text
from adapters.chats.slack.reception import Question, Reception
from adapters.chats.slack.rich import Json
from adapters.chats.slack.tokens import Tokens
from core.errors import ChatGone, Outage
from core.messages import Card, ChatId

_SPOKEN: Final = frozenset({None, "", "file_share", "thread_broadcast"})
_CLOSED: Final = {
    "channel_left": "Amazcope was removed from the channel",
    "group_left": "Amazcope was removed from the channel",
    "channel_archive": "the channel was archived",
    "group_archive": "the channel was archived",
    "channel_deleted": "the channel was deleted",
    "group_deleted": "the channel was deleted",
}
SUBSCRIBED: Final = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "assistant_thread_started",
    "channel_id_changed",
    "file_shared",
    "link_shared",
    "member_left_channel",
    "message.im",
    "tokens_revoked",
    *_CLOSED,
)

log = structlog.get_logger()


class Events:
    """Sorts events; those that come again, and those of bots, are heard no more."""

    def __init__(self, reception: Reception, tokens: Tokens) -> None:
        self._reception = reception
        self._room = reception.room
        self._tokens = tokens

    def happened(self, body: Json) -> None:
        """One event with its envelope."""
        event = body.get("event") or {}
        kind = str(event.get("type", ""))
        if not self._reception.seen.first_time(body.get("event_id")):
            return
        self._note_bot(body)
        sorted_by_kind = {
            "message": self._message,
            "app_mention": self._message,
            "link_shared": self._links,
            "file_shared": self._file,
            "app_home_opened": self._home,
            "assistant_thread_started": self._agent,
            "member_left_channel": self._left,
            "channel_id_changed": self._moved,
            "app_uninstalled": self._uninstalled,
            "tokens_revoked": self._uninstalled,
            **dict.fromkeys(_CLOSED, self._closed),
        }
        if kind in sorted_by_kind:
            sorted_by_kind[kind](body, event)

    def _message(self, body: Json, event: Json) -> None:
        if event.get("subtype") in _SPOKEN and event.get("user") and not event.get("bot_id") and event.get("channel"):
            self._reception.turns.take((event["channel"], event["user"], "read"), self._read(body, event))

    async def _read(self, body: Json, event: Json) -> None:
        """A mention comes twice where plain messages come as well: as the one and as the other."""
        place = message_place(body, event)
        bot = await self._room.people.bot(place.chat)
        if event["user"] == bot or not self._reception.seen.first_time(f"{place.chat}:{event.get('ts')}"):
            return
        text = str(event.get("text") or "")
        meant = place.private or event.get("type") == "app_mention" or mentions(text, bot)
        files = tuple(tables_among(event.get("files") or []))
        said, passed_on = read_text(text, bot), passed_on_in(event)
        forwarded = bool(passed_on) and not said
        if forwarded:
            said = read_text(passed_on, bot)
        elif not said and meant and not files:
            said = "/help"
        if not said and not files:
            return
        if place.private and place.thread:
            self._reception.turns.aside(self._room.surfaces.look_busy(place.chat, place.thread))
        self._reception.hear(Question(place=place, text=said, addressed=meant, forwarded=forwarded, files=files))

    def _links(self, body: Json, event: Json) -> None:
        """Links in a direct chat with the bot are messages to it; those still being typed are nobody's yet."""
        channel = str(event.get("channel", ""))
        ours = is_private(channel) and event.get("is_bot_user_member", True)
        if channel and channel != "COMPOSER" and not ours and event.get("user"):
            self._reception.turns.aside(self._preview(body, event))

    async def _preview(self, body: Json, event: Json) -> None:
        place = Place(chat=chat_of(body, event["channel"]), user=str(event["user"]), thread=event.get("thread_ts"))
        if f"{place.chat}:{event.get('message_ts')}" in self._reception.seen:
            return
        cards: dict[str, Card] = {}
        for url in dict.fromkeys(str(link.get("url", "")) for link in event.get("links") or []):
            said = Question(place=place, text=read_text(url, None), addressed=False)
            card = await self._reception.listener_says(said)
            if card is not None and not card.whisper:
                cards[url] = card
        if cards:
            await self._room.answers.unfurl(place.chat, str(event["message_ts"]), cards)

    def _file(self, body: Json, event: Json) -> None:
        """A file dropped in a channel; in a direct chat it comes with its message."""
        if event.get("channel_id") and not is_private(event["channel_id"]):
            self._reception.turns.aside(self._open_file(body, event))

    async def _open_file(self, body: Json, event: Json) -> None:
        chat = chat_of(body, event["channel_id"])
        file = str(event.get("file_id") or (event.get("file") or {}).get("id") or "")
        told = (await self._room.api.call(chat, lambda slack: slack.files_info(file=file))).get("file") or {}
        if not tables_among([told]):
            return
        shares = told.get("shares") or {}
        shown = [share for kind in shares.values() for share in kind.get(chat.channel, ())]
        message: Json = {"type": "message", "channel": chat.channel, "user": event.get("user_id") or told.get("user")}
        if shown:
            message |= {"ts": shown[0].get("ts"), "thread_ts": shown[0].get("thread_ts")}
            message["text"] = await self._text_at(chat, message)
        self._message(body, message | {"files": [told]})

    async def _text_at(self, chat: ChatId, message: Json) -> str:
        """What was written with a file; nothing where Slack does not tell."""
        at, thread = str(message["ts"]), message.get("thread_ts")
        try:
            answer = await self._room.api.call(
                chat,
                lambda slack: slack.conversations_replies(
                    channel=chat.channel, ts=str(thread or at), oldest=at, latest=at, inclusive=True, limit=2
                ),
            )
        except Outage:
            return ""
        return next((str(one.get("text") or "") for one in answer.get("messages") or () if one.get("ts") == at), "")

    def _home(self, body: Json, event: Json) -> None:
        if event.get("tab", "home") == "home":
            chat = chat_of(body, event.get("channel") or "")
            self._reception.turns.aside(self._room.surfaces.show_home(chat, str(event["user"])))

    def _agent(self, body: Json, event: Json) -> None:
        pane = event.get("assistant_thread") or {}
        chat = chat_of(body, pane.get("channel_id", ""))
        self._reception.turns.aside(self._room.surfaces.greet_agent(chat, str(pane.get("thread_ts", ""))))

    def _left(self, body: Json, event: Json) -> None:
        self._reception.turns.aside(self._maybe_left(body, event))

    async def _maybe_left(self, body: Json, event: Json) -> None:
        chat = chat_of(body, event["channel"])
        if event.get("user") == await self._room.people.bot(chat):
            await self._gone(chat, _CLOSED["channel_left"])

    def _closed(self, body: Json, event: Json) -> None:
        gone = self._gone(chat_of(body, event["channel"]), _CLOSED[str(event["type"])])
        self._reception.turns.aside(gone)

    def _moved(self, body: Json, event: Json) -> None:
        """A public channel that became private may go on under another id."""
        old, new = (chat_of(body, event[key]) for key in ("old_channel_id", "new_channel_id"))
        self._reception.turns.aside(self._move(old, new))

    def _uninstalled(self, body: Json, event: Json) -> None:
        """The workspace as a whole is a chat without a channel. Revoked tokens of people are not the bot's."""
        if event["type"] == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            self._reception.turns.aside(self._forgotten(team_of(body)))

    async def _forgotten(self, team: str) -> None:
        """The event may come late, after the workspace has let us in again: whether our token works decides.

        Where Slack does not tell, the token is kept: chats wake when somebody speaks there, and without it nobody is
        answered.
        """
        workspace = ChatId("slack", team, "")
        try:
            await self._room.api.call(workspace, lambda slack: slack.auth_test())
        except ChatGone:
            await self._tokens.forget(team)
        except Outage as outage:
            log.warning("not known whether a workspace has uninstalled Amazcope", team=team, reason=str(outage))
        else:
            log.info("late news of an installation that is no more", team=team)
            return
        await self._gone(workspace, "Amazcope was uninstalled from the workspace")

    async def _gone(self, chat: ChatId, reason: str) -> None:
        if self._reception.rooms is not None:
            await self._reception.rooms.gone(chat, reason)

    async def _move(self, old: ChatId, new: ChatId) -> None:
        if self._reception.rooms is not None:
            await self._reception.rooms.moved(old, new)

    def _note_bot(self, body: Json) -> None:
        for held in body.get("authorizations") or ():
            if held.get("is_bot") and held.get("user_id"):
                self._room.people.bot_is(team_of(body), str(held["user_id"]))
