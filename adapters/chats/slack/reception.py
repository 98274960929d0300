"""Everything Slack tells, each thing once: begun in a task, so that Slack has its acknowledgement at once."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from adapters.chats.slack import forms
from adapters.chats.slack.answers import Answers
from adapters.chats.slack.documents import fetch
from adapters.chats.slack.forms import Filled, read_form, read_modal
from adapters.chats.slack.memory import Seen
from adapters.chats.slack.people import People
from adapters.chats.slack.places import Place, button_place, command_place, shortcut_place, team_of
from adapters.chats.slack.reading import all_text_of, products_in, read_command
from adapters.chats.slack.render import ASKS, SAYS
from adapters.chats.slack.rich import Json
from adapters.chats.slack.subjects import Subjects
from adapters.chats.slack.surfaces import Surfaces
from adapters.chats.slack.turns import Turns
from adapters.chats.slack.web_api import WebApi
from core.errors import Outage
from core.messages import Card, ChatId, Form, Heard, Tone
from core.messages import Progress as Tell
from core.ports.world import Listener, Rooms

SHORTCUT: Final = "track_message"
PATIENCE_S: Final = 0.7  # how long a sent form may wait for its complaint; Slack waits three seconds
_NO_PRODUCT: Final = Card("There is no Amazon link and no ASIN in that message.", tone=Tone.WARNING, whisper=True)
Acknowledge = Callable[..., Coroutine[Any, Any, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The parts that a reception works with; `patience` is in seconds."""

    api: WebApi
    answers: Answers
    people: People
    subjects: Subjects
    surfaces: Surfaces
    now: Callable[[], datetime]
    patience: float = PATIENCE_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was said, before it is known who said it."""

    place: Place
    text: str
    addressed: bool = True
    forwarded: bool = False
    files: tuple[Json, ...] = ()


class Reception:
    """Hears commands, buttons, shortcuts and forms; messages and events come through `Events`."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.seen = Seen()
        self.turns = Turns()
        self._ears: tuple[Listener, Rooms] | None = None

    @property
    def listening(self) -> bool:
        """Whether there is somebody to answer."""
        return self._ears is not None

    @property
    def rooms(self) -> Rooms | None:
        """Whoever must know what becomes of chats."""
        return self._ears[1] if self._ears else None

    def open(self, listener: Listener, rooms: Rooms) -> None:
        """From now on `listener` answers."""
        self._ears = listener, rooms

    async def close(self) -> None:
        """Nobody answers any more; what is not answered yet is let go."""
        self._ears = None
        await self.turns.close()

    def command(self, body: Json) -> "asyncio.Task[Any] | None":
        """A slash command; None where it was heard before."""
        if not self.seen.first_time(body.get("trigger_id")):
            return None
        said = read_command(body["command"], body.get("text") or "")
        return self.hear(Question(place=command_place(body), text=said))

    def shortcut(self, body: Json) -> None:
        """The shortcut “Track these products”; any other is not ours."""
        if body.get("callback_id") != SHORTCUT or not self.seen.first_time(body.get("trigger_id")):
            return
        place = shortcut_place(body)
        if found := products_in(all_text_of(body["message"])):
            self.hear(Question(place=place, text=" ".join(["/track", *found])))
        else:
            self.turns.aside(self.room.answers.give(place, _NO_PRODUCT))

    def pressed(self, body: Json) -> None:
        """A button; one that is not ours is not answered."""
        button = (body.get("actions") or [{}])[0]
        kind, value = str(button.get("action_id", "")).split(":")[0], str(button.get("value") or "")
        if not value or not self.seen.first_time(body.get("trigger_id")):
            return
        place = button_place(body)
        if kind == ASKS and (form := read_form(value)):
            self.turns.aside(self._ask(place, form))
        elif kind == SAYS and place.home:
            self.turns.aside(self._pressed_at_home(place, value))
        elif kind == SAYS:
            self.hear(Question(place=place, text=f"/{value}"))

    async def sent(self, body: Json, acknowledge: Acknowledge) -> None:
        """A filled form, acknowledged within `patience`: what is wrong with it is shown in it, then or later."""
        filled = read_modal(body["view"])
        if filled is None or not self.seen.first_time(body.get("trigger_id")):
            await acknowledge()
            return
        place = self._form_place(body, filled)
        said = Question(place=place, text=f"/{filled.line}", files=filled.files)
        answer = self.turns.take((place.chat, place.user), self.listener_says(said))
        done, _ = await asyncio.wait({answer}, timeout=self.room.patience)
        card = answer.result() if done else None
        if not done:
            waiting = forms.notice(
                filled.form, "This takes a moment. You may close this: the answer comes where you asked."
            )
            await acknowledge(response_action="update", view=waiting)
            self.turns.aside(self._end_form(place, str(body["view"]["id"]), filled, answer))
        elif card is not None and card.whisper:
            await acknowledge(response_action="errors", errors=forms.complaints(card, filled))
        else:
            await acknowledge()
            self.turns.aside(self._give(place, card))

    def hear(self, question: Question) -> "asyncio.Task[Any]":
        """Have a question answered, after those that its asker asked before in the same chat."""
        place = question.place
        return self.turns.take((place.chat, place.user), self._answer(question))

    async def listener_says(self, question: Question, progress: Tell | None = None) -> Card | None:
        """The listener's answer to a question; None where nobody listens."""
        if self._ears is None:
            return None
        place = question.place
        try:
            fetched = await fetch(self.room.api, place.chat, question.files)
        except Outage as outage:
            return Card(str(outage), tone=Tone.WARNING, whisper=True)
        if fetched.complaint and not fetched.documents:
            return fetched.complaint
        known = await self.room.people.who(place.chat, place.user)
        heard = Heard(
            chat=place.chat,
            person=known.person,
            text=question.text,
            at=self.room.now(),
            thread=place.thread,
            focus=await self._focus(place),
            pressed=place.pressed,
            private=place.private,
            addressed=question.addressed,
            forwarded=question.forwarded,
            admin=known.admin or place.private,
            documents=fetched.documents,
            progress=progress,
        )
        return await self._ears[0](heard)

    async def _answer(self, question: Question) -> None:
        progress = self.room.answers.progress(question.place, self.room.now)
        card = await self.listener_says(question, progress.tell)
        if not await progress.become(card):
            await self._give(question.place, card)

    async def _give(self, place: Place, card: Card | None) -> None:
        if card is not None:
            await self.room.answers.give(place, card)

    async def _focus(self, place: Place) -> str | None:
        """What the pressed card is about, or the card that the thread hangs on."""
        if place.subject or place.home or place.unfurled:
            return place.subject
        message = place.pressed or place.thread
        if message is None or place.ephemeral:
            return None
        return await self.room.subjects.of(place.chat, message, self.room.api)

    async def _ask(self, place: Place, form: Form) -> None:
        await self.room.answers.ask(await self._direct(place) if place.home else place, form)

    async def _pressed_at_home(self, place: Place, value: str) -> None:
        """The App Home has no messages: the answer comes in the direct chat, and the Home is drawn anew."""
        direct = await self._direct(place)
        await self.hear(Question(place=direct, text=f"/{value}"))
        await self.room.surfaces.show_home(direct.chat, place.user)

    async def _direct(self, place: Place) -> Place:
        chat = await self.room.surfaces.direct(place.chat, place.user)
        return replace(place, chat=chat, private=True, pressed=None)

    async def _end_form(self, place: Place, view_id: str, filled: Filled, answer: "asyncio.Task[Card | None]") -> None:
        """A form that waits is asked anew with what is wrong, or says that it is done; a closed one is no matter."""
        await asyncio.wait({answer})
        card = answer.result()
        if card is not None and card.whisper:
            view = forms.modal(filled.form, filled.origin, answers=filled.answers, above=forms.complaint(card))
        else:
            view = forms.notice(filled.form, "Done.")
            self.turns.aside(self._give(place, card))
        await self.room.api.call(place.chat, lambda slack: slack.views_update(view_id=view_id, view=view))

    @staticmethod
    def _form_place(body: Json, filled: Filled) -> Place:
        return Place(
            chat=ChatId("slack", team_of(body), filled.origin.channel),
            user=str(body["user"]["id"]),
            private=filled.origin.private,
            thread=filled.origin.thread,
        )
