"""What a Telegram message says to Amazcope: who, where, to whom, about what, and in which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from telegram import Chat, Document, MaybeInaccessibleMessage, Message, MessageEntity, User
from telegram.constants import ChatType

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.notes import Notes, about
from adapters.chats.telegram.outbox import chat_id
from adapters.chats.telegram.products import product_behind
from core.errors import Outage
from core.messages import ChatId, Person

_DEEP: Final = re.compile(r"/start(?:@\w+)?\s+(join|show)_([\w-]+)", re.IGNORECASE)
_QUOTES: Final = frozenset({MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE})
_COMMAND: Final = re.compile(r"/(\w+)@(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One message as Telegram gave it, read but not yet whole: whether `sure_admin`, else Telegram must be asked.

    `forwarded` says that the words are somebody else's, `replied` is the message it replies to, `other` says that it
    is neither text nor a file (a voice, a sticker).
    """

    chat: ChatId
    message: str
    person: Person
    user: int | None
    text: str
    thread: str | None
    replied: Message | None
    private: bool
    addressed: bool
    forwarded: bool
    sure_admin: bool
    document: Document | None
    other: bool

    @property
    def replies_to(self) -> str | None:
        """The number of the message it replies to."""
        return None if self.replied is None else str(self.replied.message_id)


def spoken(message: Message, me: User) -> Spoken | None:
    """What a message says; None where nothing is said to anybody: service messages, and other bots' affairs."""
    if _not_ours(message, me) or _for_another_bot(message, me):
        return None
    private = message.chat.type == ChatType.PRIVATE
    text, meant = _text(message, me)
    document = message.document
    if not (text or document or meant or (private and message.effective_attachment)):
        return None
    replied = _replied(message)
    passed_on = message.forward_origin is not None
    to_me = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    return Spoken(
        chat=chat_id(message.chat.id),
        message=str(message.message_id),
        person=_person(message),
        user=message.from_user.id if message.from_user and not message.sender_chat else None,
        text=text,
        thread=thread_of(message),
        replied=replied,
        private=private,
        addressed=private or to_me or (meant and not passed_on),
        forwarded=passed_on,
        sure_admin=private or message.chat.type == ChatType.CHANNEL or _is(message.sender_chat, message.chat),
        document=document,
        other=not text and document is None,
    )


def thread_of(message: MaybeInaccessibleMessage) -> str | None:
    """The forum topic a message stands in; replies in groups without topics have a thread too, which is none."""
    if not isinstance(message, Message) or not message.is_topic_message or message.message_thread_id is None:
        return None
    return str(message.message_thread_id)


async def focus_of(message: Message, me: User, notes: Notes) -> str | None:
    """The product a message is about: as noted of ours, or by the first Amazon link in it."""
    name = about(str(message.chat.id), str(message.message_id))
    linked = next((str(product) for product in map(product_behind, _links(message)) if product), None)
    known = notes.recall(name) or linked
    if known or message.from_user is None or message.from_user.id != me.id:
        return known
    try:
        return await notes.find(name)
    except Outage:
        return None


def person(user: User) -> Person:
    """Somebody, by the name others see."""
    return Person(str(user.id), one_line(user.full_name) or "somebody")


def _not_ours(message: Message, me: User) -> bool:
    """Posts that Telegram copied from a channel, what we said in somebody's name (inline mode), and other bots."""
    if message.is_automatic_forward or (message.via_bot and message.via_bot.id == me.id):
        return True
    return bool(message.from_user and message.from_user.is_bot and not message.sender_chat)


def _for_another_bot(message: Message, me: User) -> bool:
    begun = _COMMAND.match(message.text or message.caption or "")
    return bool(begun and begun[2].lower() != (me.username or "").lower())


def _text(message: Message, me: User) -> tuple[str, bool]:
    """The words without our name among them, and whether they were meant for us by command or name."""
    said = _own_words(message)
    name = re.compile(rf"(?<!\w)(/\w+)?@{re.escape(me.username or '-')}(?!\w)", re.IGNORECASE)
    named = bool(name.search(said)) or any(user.id == me.id for user in _mentioned(message))
    words = name.sub(lambda found: found[1] or "", said).strip()
    if deep := _DEEP.fullmatch(words):
        return f"{deep[1].lower()} {deep[2]}", True
    if not words and not message.document:
        return ("/help" if named else ""), named
    hidden = [url for url in _links(message) if url not in said and product_behind(url)]
    return " ".join(filter(None, (words, *hidden))), named or words.startswith("/")


def _own_words(message: Message) -> str:
    """The text without what is quoted in it; Telegram counts in UTF-16."""
    text = (message.text or message.caption or "").encode("utf-16-le")
    quotes = [entity for entity in (*message.entities, *message.caption_entities) if entity.type in _QUOTES]
    for entity in sorted(quotes, key=lambda one: one.offset, reverse=True):
        text = text[: 2 * entity.offset] + text[2 * (entity.offset + entity.length) :]
    return text.decode("utf-16-le", errors="replace")


def _mentioned(message: Message) -> Iterator[User]:
    entities = (*message.entities, *message.caption_entities)
    return (entity.user for entity in entities if entity.type == MessageEntity.TEXT_MENTION and entity.user)


def _links(message: Message) -> Iterator[str]:
    for entity in message.entities:
        yield entity.url or _part(message, entity, caption=False)
    for entity in message.caption_entities:
        yield entity.url or _part(message, entity, caption=True)


def _part(message: Message, entity: MessageEntity, *, caption: bool) -> str:
    if entity.type != MessageEntity.URL:
        return ""
    return message.parse_caption_entity(entity) if caption else message.parse_entity(entity)


def _replied(message: Message) -> Message | None:
    """In a forum topic every message formally replies to the one that made the topic."""
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created else replied


def _person(message: Message) -> Person:
    """Anonymous administrators and channels speak in the name of a chat."""
    if message.sender_chat:
        return Person(str(message.sender_chat.id), one_line(message.sender_chat.effective_name or "") or "somebody")
    if message.from_user:
        return person(message.from_user)
    return Person(str(message.chat.id), one_line(message.chat.effective_name or "") or "somebody")


def _is(one: Chat | None, other: Chat) -> bool:
    return one is not None and one.id == other.id
