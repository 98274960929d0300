"""What a conversation is about: one person's last turns in one chat, and what was asked back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.watching.plan import PLAN_HOLDS

FORGOTTEN: Final = timedelta(hours=1)  # how long after its last turn a conversation is over
_TURNS: Final = 3
_LONGEST: Final = 500  # characters of what somebody said that are kept


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said a moment ago, and the slash lines (without their slash) that were made of it."""

    said: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the products that a question is about (``B0…@com``), as the chat knows it, and what choosing it does."""

    product: str
    number: int
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What we asked back and wait for.

    `said` is the message it was about, `missing` what is missing in it (``product``, ``value``, ``which`` or
    ``action``; empty where only yes or no is asked), `yes` and `no` the lines that those words mean.
    """

    asked_at: datetime
    said: str = ""
    missing: str = ""
    choices: tuple[Choice, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    def waits(self, now: datetime) -> bool:
        """Whether an answer still counts: as long as a plan would hold."""
        return now - self.asked_at < PLAN_HOLDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One person's conversation in one chat.

    `focus` is the product that “it” is, `turns` the last ones, oldest first, `question` what waits for an answer,
    `choices` the products that the last question was about: “the other one” is among them.
    """

    focus: str | None = None
    turns: tuple[Turn, ...] = ()
    question: Question | None = None
    choices: tuple[Choice, ...] = ()

    def after(self, turn: Turn | None, focus: str | None, question: Question | None) -> "Talk":
        """The conversation after one more turn: a question that was not answered by then is dropped."""
        return replace(
            self,
            focus=focus or self.focus,
            turns=(*self.turns, _short(turn))[-_TURNS:] if turn else self.turns,
            question=question and replace(question, said=question.said[:_LONGEST]),
            choices=question.choices if question and question.choices else self.choices,
        )

    @property
    def last(self) -> Turn | None:
        """The last turn of which something was made."""
        return next((turn for turn in reversed(self.turns) if turn.lines), None)


def others(choices: Sequence[Choice], product: str | None) -> tuple[Choice, ...]:
    """The choices but the one that is spoken of."""
    return tuple(one for one in choices if one.product != product)


def _short(turn: Turn) -> Turn:
    return replace(turn, said=turn.said[:_LONGEST])
