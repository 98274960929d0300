"""What happens in Telegram, one update after the other, and what Amazcope does about it."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from telegram import Bot, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from adapters.chats.telegram.admins import Admins
from adapters.chats.telegram.answers import Answers
from adapters.chats.telegram.dialogues import Closed, Dialogues, Line, Question
from adapters.chats.telegram.documents import fetch, is_sheet
from adapters.chats.telegram.hearing import Spoken, focus_of, person, spoken
from adapters.chats.telegram.inline import Inline
from adapters.chats.telegram.lanes import Lanes
from adapters.chats.telegram.notes import Notes
from adapters.chats.telegram.outbox import chat_id
from adapters.chats.telegram.presses import Presses
from adapters.chats.telegram.progress import Spot
from adapters.chats.telegram.questions import Asked, Questions
from adapters.chats.telegram.signs import typing
from core.messages import Card, ChatId, Document, Heard, Paragraph, Person, Tone
from core.messages import Progress as Tells
from core.ports.world import Listener, Rooms

_LONGEST: Final = 40_000  # characters of one message
_TOO_LONG: Final = Card(
    f"That message is longer than {_LONGEST:,} characters, so it was not read. Send it in parts.",
    tone=Tone.WARNING,
    whisper=True,
)
_OTHER: Final = Card(
    "I read text, Amazon links, and CSV or XLSX files.",
    (Paragraph("Paste an Amazon link, or say /help."),),
    whisper=True,
)
_AWAY: Final = frozenset({ChatMember.LEFT, ChatMember.BANNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an exchange works with; `sign_after` is how many seconds an answer may take without a sign."""

    bot: Bot
    me: User
    listener: Listener
    rooms: Rooms
    answers: Answers
    presses: Presses
    inline: Inline
    lanes: Lanes
    dialogues: Dialogues
    questions: Questions
    admins: Admins
    notes: Notes
    now: Callable[[], datetime]
    sign_after: float


class Exchange:
    """Handles updates; any number at once, in order within one chat."""

    def __init__(self, circumstances: Circumstances) -> None:
        self._with = circumstances

    async def handle(self, update: Update) -> None:
        """One update, until its answer has been given."""
        if update.callback_query:
            await self._with.presses.handle(update.callback_query)
        elif update.inline_query:
            await self._with.inline.handle(update.inline_query)
        elif update.my_chat_member:
            await self._membership(update.my_chat_member)
        elif message := update.message or update.channel_post:
            await self._message(message)

    def close(self) -> None:
        """Show nothing more."""
        self._with.answers.close()

    async def _message(self, message: Message) -> None:
        here = chat_id(message.chat.id)
        if message.migrate_to_chat_id:
            await self._moved(here, chat_id(message.migrate_to_chat_id))
        elif message.migrate_from_chat_id:
            await self._moved(chat_id(message.migrate_from_chat_id), here)
        elif said := spoken(message, self._with.me):
            async with AsyncExitStack() as stack:
                if said.addressed:
                    sign = typing(self._with.bot, said.chat, said.thread, self._with.sign_after)
                    await stack.enter_async_context(sign)
                await stack.enter_async_context(self._with.lanes.turn(said.chat))
                await self._spoken(said)

    async def _moved(self, old: ChatId, new: ChatId) -> None:
        """Everything goes on in the supergroup; open questions are asked there anew, since its messages are others."""
        await self._with.rooms.moved(old, new)
        for person_id, question in await self._with.dialogues.take(old):
            asked = Asked(chat=new, person=Person(person_id, "You"), thread=None, private=False)
            await self._with.questions.ask(asked, question)

    async def _spoken(self, said: Spoken) -> None:
        step = None
        if not said.document and not said.forwarded:
            place = (said.chat, said.person.id)
            step = await self._with.dialogues.answer(place, said.text, said.replies_to, private=said.private)
        match step:
            case Line(text):
                await self._answer(replace(said, text=f"/{text}", addressed=True))
            case Closed(words):
                await self._say(said, Card(words, whisper=True))
            case Question():
                asked = Asked(chat=said.chat, person=said.person, thread=said.thread, private=said.private)
                await self._with.questions.ask(asked, step)
            case None:
                await self._answer(said)
                if said.text.startswith("/") and not said.forwarded:
                    await self._with.dialogues.leave((said.chat, said.person.id))

    async def _answer(self, said: Spoken) -> None:
        to = None if said.private else said.message
        spot = Spot(chat=said.chat, thread=said.thread, to=to, private=said.private)
        progress = self._with.answers.progress(spot, self._with.now)
        card = await self._card(said, progress.tell)
        if not await progress.become(card) and card is not None:
            await self._say(said, card)

    async def _card(self, said: Spoken, tell: Tells) -> Card | None:
        if len(said.text) > _LONGEST:
            return _TOO_LONG if said.addressed else None
        if said.other or (said.document and not is_sheet(said.document) and not said.text):
            return _OTHER if said.addressed else None
        documents: tuple[Document, ...] = ()
        if said.document and is_sheet(said.document):
            fetched = await fetch(said.document)
            if isinstance(fetched, Card):
                return fetched if said.addressed else None
            documents = (fetched,)
        return await self._with.listener(await self._heard(said, documents, tell))

    async def _heard(self, said: Spoken, documents: tuple[Document, ...], tell: Tells) -> Heard:
        matters = said.addressed or documents
        admin = said.sure_admin or (bool(matters) and await self._with.admins.include(said.chat, said.user))
        return Heard(
            chat=said.chat,
            person=said.person,
            text=said.text,
            at=self._with.now(),
            thread=said.thread,
            focus=await focus_of(said.replied, self._with.me, self._with.notes) if said.replied else None,
            private=said.private,
            addressed=said.addressed,
            forwarded=said.forwarded,
            admin=admin,
            documents=documents,
            progress=tell,
        )

    async def _say(self, said: Spoken, card: Card) -> None:
        """In groups as a reply: others talk there too."""
        to = None if said.private else said.message
        await self._with.answers.say(said.chat, card, thread=said.thread, to=to)

    async def _membership(self, change: ChatMemberUpdated) -> None:
        chat = chat_id(change.chat.id)
        if reason := _away(change):
            await self._with.rooms.gone(chat, reason)
        elif change.old_chat_member.status in _AWAY and change.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}:
            async with self._with.lanes.turn(chat):
                await self._greet(change)

    async def _greet(self, change: ChatMemberUpdated) -> None:
        """Whoever brings the bot into a group is answered as if they had said /start there."""
        chat = chat_id(change.chat.id)
        admin = await self._with.admins.include(chat, change.from_user.id)
        heard = Heard(
            chat=chat, person=person(change.from_user), text="/start", at=self._with.now(), private=False, admin=admin
        )
        card = await self._with.listener(heard)
        if card is not None:
            await self._with.answers.say(chat, card, thread=None)


def _away(change: ChatMemberUpdated) -> str | None:
    """Why the bot can no longer speak in a chat; None where it can."""
    now = change.new_chat_member
    if now.status in _AWAY:
        return "the bot was blocked" if change.chat.type == ChatType.PRIVATE else "the bot was removed"
    if isinstance(now, ChatMemberRestricted) and not now.can_send_messages:
        return "the bot may no longer write there"
    return None
