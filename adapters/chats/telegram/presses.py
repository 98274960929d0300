"""Keys that people press below messages."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Message, User
from telegram.constants import ChatType

from adapters.chats.telegram.admins import Admins
from adapters.chats.telegram.answers import Answers
from adapters.chats.telegram.dialogues import MARK, Closed, Dialogues, Line, Question, Step
from adapters.chats.telegram.hearing import focus_of, person, thread_of
from adapters.chats.telegram.keys import meant_by
from adapters.chats.telegram.lanes import Lanes
from adapters.chats.telegram.notes import Notes
from adapters.chats.telegram.outbox import chat_id
from adapters.chats.telegram.questions import Asked, Questions
from adapters.chats.telegram.signs import Acknowledgement, typing
from core.errors import Outage
from core.messages import Attachment, Buttons, Card, Form, Heard, Picture, in_words
from core.ports.world import Listener

_ELSEWHERE: Final = "Open the chat with me, and say it there."
_FORGOTTEN: Final = "This button is from long ago and no longer works. Say /list, or type the command."
_NOT_OPEN: Final = "This question is not open for you (any more)."


@dataclass(frozen=True, slots=True)
class _Press:
    """One press: what would be heard, the message's topic, whether it can still be seen, and the presser's note."""

    heard: Heard
    user: int
    visible: bool
    note: Acknowledgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Presses:
    """Handles presses; the answer takes the place of the message, what is for the presser alone is a note to them."""

    bot: Bot
    listener: Listener
    answers: Answers
    lanes: Lanes
    dialogues: Dialogues
    questions: Questions
    admins: Admins
    notes: Notes
    me: User
    now: Callable[[], datetime]
    sign_after: float

    async def handle(self, query: CallbackQuery) -> None:
        """One press, until its answer has been given."""
        note = Acknowledgement(query, self.sign_after)
        if query.message is None:
            await note.note(_ELSEWHERE)
            return
        press = await self._press(query, query.message, note)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(typing(self.bot, press.heard.chat, press.heard.thread, self.sign_after))
            await stack.enter_async_context(self.lanes.turn(press.heard.chat))
            shown = await self._pressed(press, query.data or "")
            await note.end()
        if shown is not None and press.heard.pressed:
            heard = press.heard
            if shown.aside:
                await self.answers.say(heard.chat, shown, thread=heard.thread, to=heard.pressed)
            else:
                await self.answers.show(press.heard.chat, press.heard.pressed, shown)

    async def _pressed(self, press: _Press, data: str) -> Card | None:
        """The card that is to take the message's place, once the next may have its turn."""
        asked = (press.heard.chat, press.heard.person.id)
        if data.startswith(MARK):
            return await self._step(press, await self.dialogues.press(asked, data), over=press.heard.pressed)
        try:
            meant = await meant_by(data, self.notes)
        except Outage as outage:
            await press.note.note(str(outage))
            return None
        if isinstance(meant, Form):
            return await self._step(press, self.dialogues.open(meant), over=None)
        if not meant:
            await press.note.note(_FORGOTTEN)
            return None
        return await self._hear(press, meant)

    async def _step(self, press: _Press, step: Step | None, over: str | None) -> Card | None:
        match step:
            case None:
                await press.note.note(_NOT_OPEN)
                return None
            case Closed(words):
                return Card(words)
            case Line(text):
                return await self._hear(press, f"/{text}")
            case Question():
                await self.questions.ask(_asked(press.heard, over), step)
                return None

    async def _hear(self, press: _Press, text: str) -> Card | None:
        admin = press.heard.private or await self.admins.include(press.heard.chat, press.user)
        card = await self.listener(replace(press.heard, text=text, admin=admin))
        if card is None or (card.whisper and await self._noted(press, card)):
            return None
        if card.whisper or not press.visible:
            await self.answers.say(press.heard.chat, card, thread=press.heard.thread, to=press.heard.pressed)
            return None
        return card

    async def _noted(self, press: _Press, card: Card) -> bool:
        """Whether the presser was told alone: there are neither keys nor pictures in a note."""
        if any(isinstance(block, Buttons | Form | Picture | Attachment) for block in card.blocks):
            return False
        return await press.note.note("\n".join((card.title, *map(in_words, card.blocks))))

    async def _press(self, query: CallbackQuery, message: MaybeInaccessibleMessage, note: Acknowledgement) -> _Press:
        heard = Heard(
            chat=chat_id(message.chat.id),
            person=person(query.from_user),
            text="",
            at=self.now(),
            thread=thread_of(message),
            focus=await focus_of(message, self.me, self.notes) if isinstance(message, Message) else None,
            pressed=str(message.message_id),
            private=message.chat.type == ChatType.PRIVATE,
        )
        # The library makes a whole Message of one that cannot be seen, too.
        return _Press(heard, query.from_user.id, message.is_accessible, note)


def _asked(heard: Heard, over: str | None) -> Asked:
    return Asked(chat=heard.chat, person=heard.person, thread=heard.thread, private=heard.private, over=over)
