"""Forms as short dialogues: one question after the other, for one person in one chat."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

import structlog

from adapters.chats.telegram.keys import form_of
from core.errors import Outage
from core.messages import ChatId, Field, Form
from core.ports.memory import Memory

MARK: Final = "="  # before what the keys of a question carry
CANCEL: Final = "=x"
_OPEN_FOR: Final = timedelta(minutes=10)
_STOP: Final = frozenset({"/cancel", "cancel"})
_SKIP: Final = frozenset({"/skip", "skip"})

log = structlog.get_logger()

Seat = tuple[ChatId, str]  # the chat, and the id of the person who fills in


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form: its number from 1 among `of`, (label, data) for each key below it, and what was answered."""

    form: Form
    field: Field
    number: int
    keys: tuple[tuple[str, str], ...]
    answers: tuple[str, ...] = ()

    @property
    def of(self) -> int:
        """How many questions the form has."""
        return len(self.form.fields)


@dataclass(frozen=True, slots=True)
class Line:
    """The form is filled in, and this is what it says."""

    text: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The dialogue ended without saying anything, for a reason."""

    words: str


Step = Question | Line | Closed


@dataclass(frozen=True, slots=True)
class _Dialogue:
    """An open form: what was answered so far, and the message in which its question stands."""

    form: Form
    answers: tuple[str, ...]
    message: str

    @property
    def field(self) -> Field:
        return self.form.fields[len(self.answers)]


class Dialogues:
    """The forms that are being filled in; each is forgotten ten minutes after its last question."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def open(self, form: Form) -> Step:
        """Begin a form; another one that this person had open is forgotten as soon as its question is asked."""
        return _next(form, ())

    async def wait_at(self, seat: Seat, question: Question, message: str) -> None:
        """The question stands in this message: in groups only a reply to it answers."""
        held = {"form": asdict(question.form), "answers": question.answers, "message": message}
        try:
            await self._memory.put({_name(seat): json.dumps(held, ensure_ascii=False)}, _OPEN_FOR)
        except Outage as outage:
            log.warning("question not kept", chat=str(seat[0]), reason=str(outage))

    async def answer(self, seat: Seat, text: str, replies_to: str | None, *, private: bool) -> Step | None:
        """What a message means for an open form; None where it has nothing to do with one, as any other command has."""
        said = " ".join(text.split())
        ways = said.lower() in _STOP | _SKIP
        if not said or not (private or replies_to or ways) or (said.startswith("/") and not ways):
            return None
        dialogue = await self._current(seat)
        if dialogue is None:
            return None
        if said.lower() in _STOP:
            return await self._cancel(seat)
        if said.lower() in _SKIP and not dialogue.field.required:
            return await self._take(seat, dialogue, "")
        if said.startswith("/"):
            return None
        if not private and replies_to != dialogue.message:
            return None
        return await self._typed(seat, dialogue, said)

    async def take(self, chat: ChatId) -> Sequence[tuple[str, Question]]:
        """Who is being asked what in a chat that is no more: these forms can be gone on with elsewhere."""
        try:
            held = await self._memory.take(_name((chat, "")))
        except Outage as outage:
            log.warning("open forms not moved", chat=str(chat), reason=str(outage))
            return ()
        steps = [(key.rpartition(":")[2], _next(*_read(text)[:2])) for key, text in held.items()]
        return [(person, step) for person, step in steps if isinstance(step, Question)]

    async def leave(self, seat: Seat) -> None:
        """The person has turned to something else: to be told after a command was answered, which need not wait."""
        if await self._current(seat) is not None:
            await self._close(seat)

    async def press(self, seat: Seat, data: str) -> Step | None:
        """What a key below a question means; None where that question is no longer open for this person."""
        dialogue = await self._current(seat)
        if dialogue is None:
            return None
        if data == CANCEL:
            return await self._cancel(seat)
        number, _, choice = data.removeprefix(MARK).partition(".")
        if number != str(len(dialogue.answers)):
            return None
        if not choice and not dialogue.field.required:
            return await self._take(seat, dialogue, "")
        choices = dialogue.field.choices
        if choice.isdecimal() and int(choice) < len(choices):
            return await self._take(seat, dialogue, choices[int(choice)][1])
        return None

    async def _typed(self, seat: Seat, dialogue: _Dialogue, said: str) -> Step:
        if not dialogue.field.choices:
            return await self._take(seat, dialogue, said)
        fitting = _chosen(dialogue.field.choices, said)
        if fitting is None:
            return _next(dialogue.form, dialogue.answers)
        return await self._take(seat, dialogue, fitting)

    async def _take(self, seat: Seat, dialogue: _Dialogue, answer: str) -> Step:
        step = _next(dialogue.form, (*dialogue.answers, answer))
        if isinstance(step, Line):
            await self._close(seat)
        return step

    async def _current(self, seat: Seat) -> _Dialogue | None:
        """What is kept; nothing where the database does not tell, since whatever is said then fails by itself."""
        try:
            held = await self._memory.get(_name(seat))
        except Outage as outage:
            log.warning("open forms not known", chat=str(seat[0]), reason=str(outage))
            return None
        if held is None:
            return None
        return _Dialogue(*_read(held))

    async def _cancel(self, seat: Seat) -> Closed:
        await self._close(seat)
        return Closed("Cancelled. Nothing was changed.")

    async def _close(self, seat: Seat) -> None:
        try:
            await self._memory.drop(_name(seat))
        except Outage as outage:
            log.warning("form not closed", chat=str(seat[0]), reason=str(outage))


def _next(form: Form, answers: tuple[str, ...]) -> Step:
    at = len(answers)
    if at == len(form.fields):
        return Line(form.line(answers))
    field = form.fields[at]
    choices = [(shown, f"{MARK}{at}.{index}") for index, (shown, _) in enumerate(field.choices)]
    skip = [] if field.required else [("Skip", f"{MARK}{at}")]
    return Question(form, field, at + 1, (*choices, *skip, ("Cancel", CANCEL)), answers)


def _read(held: str) -> tuple[Form, tuple[str, ...], str]:
    raw = json.loads(held)
    return form_of(raw["form"]), tuple(raw["answers"]), raw["message"]


def _name(seat: Seat) -> str:
    chat, person = seat
    return f"form:{chat.channel}:{person}"


def _chosen(choices: Sequence[tuple[str, str]], said: str) -> str | None:
    named = (meant for shown, meant in choices if said.lower() in {shown.lower(), meant.lower()})
    return next(named, None)
