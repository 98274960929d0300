"""Forms as short dialogues: one question after the other, for one person in one chat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from adapters.chats.telegram.remembered import Remembered
from core.messages import ChatId, Field, Form

MARK: Final = "="  # before what the keys of a question carry
CANCEL: Final = "=x"
_MOST: Final = 1000
_OPEN_FOR: Final = timedelta(minutes=10)
_STOP: Final = frozenset({"/cancel", "cancel"})
_SKIP: Final = frozenset({"/skip", "skip"})

Seat = tuple[ChatId, str]  # the chat, and the id of the person who fills in


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form: its number from 1 among `of`, and (label, data) for each key below it."""

    form: Form
    field: Field
    number: int
    keys: tuple[tuple[str, str], ...]

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


@dataclass(slots=True)
class _Dialogue:
    form: Form
    until: datetime
    answers: list[str] = field(default_factory=list)
    message: str | None = None

    @property
    def field(self) -> Field:
        return self.form.fields[len(self.answers)]


class Dialogues:
    """The forms that are being filled in; each is forgotten ten minutes after its last question."""

    def __init__(self, now: Callable[[], datetime], most: int = _MOST) -> None:
        self._now = now
        self._open: Remembered[Seat, _Dialogue] = Remembered(most)

    def open(self, seat: Seat, form: Form) -> Step:
        """Begin a form; another one that this person had open is forgotten."""
        dialogue = _Dialogue(form, self._now() + _OPEN_FOR)
        self._open.put(seat, dialogue)
        return self._next(seat, dialogue)

    def wait_at(self, seat: Seat, message: str) -> None:
        """The question stands in this message: in groups only a reply to it answers."""
        if dialogue := self._open.get(seat):
            dialogue.message = message

    def answer(self, seat: Seat, text: str, replies_to: str | None, *, private: bool) -> Step | None:
        """What a message means for an open form; None where it has nothing to do with one."""
        dialogue = self._current(seat)
        said = " ".join(text.split())
        if dialogue is None or not said:
            return None
        if said.lower() in _STOP:
            return self._cancel(seat)
        if said.lower() in _SKIP and not dialogue.field.required:
            return self._take(seat, dialogue, "")
        if said.startswith("/"):
            self._open.pop(seat)  # a command: the person has turned to something else
            return None
        if not private and replies_to != dialogue.message:
            return None
        return self._typed(seat, dialogue, said)

    def press(self, seat: Seat, data: str) -> Step | None:
        """What a key below a question means; None where that question is no longer open for this person."""
        dialogue = self._current(seat)
        if dialogue is None:
            return None
        if data == CANCEL:
            return self._cancel(seat)
        number, _, choice = data.removeprefix(MARK).partition(".")
        if number != str(len(dialogue.answers)):
            return None
        if not choice and not dialogue.field.required:
            return self._take(seat, dialogue, "")
        choices = dialogue.field.choices
        if choice.isdecimal() and int(choice) < len(choices):
            return self._take(seat, dialogue, choices[int(choice)][1])
        return None

    def _typed(self, seat: Seat, dialogue: _Dialogue, said: str) -> Step:
        if not dialogue.field.choices:
            return self._take(seat, dialogue, said)
        fitting = _chosen(dialogue.field.choices, said)
        return self._next(seat, dialogue) if fitting is None else self._take(seat, dialogue, fitting)

    def _take(self, seat: Seat, dialogue: _Dialogue, answer: str) -> Step:
        dialogue.answers.append(answer)
        dialogue.until = self._now() + _OPEN_FOR
        return self._next(seat, dialogue)

    def _next(self, seat: Seat, dialogue: _Dialogue) -> Step:
        at = len(dialogue.answers)
        if at == len(dialogue.form.fields):
            self._open.pop(seat)
            return Line(dialogue.form.line(tuple(dialogue.answers)))
        choices = [(shown, f"{MARK}{at}.{index}") for index, (shown, _) in enumerate(dialogue.field.choices)]
        skip = [] if dialogue.field.required else [("Skip", f"{MARK}{at}")]
        return Question(dialogue.form, dialogue.field, at + 1, (*choices, *skip, ("Cancel", CANCEL)))

    def _current(self, seat: Seat) -> _Dialogue | None:
        dialogue = self._open.get(seat)
        if dialogue is not None and dialogue.until < self._now():
            self._open.pop(seat)
            return None
        return dialogue

    def _cancel(self, seat: Seat) -> Closed:
        self._open.pop(seat)
        return Closed("Cancelled. Nothing was changed.")


def _chosen(choices: Sequence[tuple[str, str]], said: str) -> str | None:
    named = (meant for shown, meant in choices if said.lower() in {shown.lower(), meant.lower()})
    return next(named, None)
