"""Rules: what somebody asked to be told, and what the rule remembers between looks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Condition:
    """What is to be told, in the words of the action format: ``price below 24.99 USD``, ``bsr changes 30 %``.

    `unit` is ``%``, an ISO currency, ``rank``, ``stars``, ``count`` or ``days``; both None where no number is needed.
    `names` are those of sellers, where the words ask for some.
    """

    metric: str
    when: str
    value: Decimal | None = None
    unit: str | None = None
    names: tuple[str, ...] = ()

    @property
    def slot(self) -> tuple[str, str]:
        """Two conditions of one watch with the same slot are one rule with a new value."""
        return self.metric, self.when


class How(StrEnum):
    """How several conditions make one: all of them must be so, or any of them."""

    ALL = "all"
    ANY = "any"


class Together(NamedTuple):
    """Several conditions that are one: ``price below 20 and bsr below 500``; parts may be such trees again.

    A tuple, not a dataclass, since that is how the two kinds of node are told apart in JSON. It has no value of its
    own; as `slot` it has its parts' slots, so that the same words with other numbers are the same rule.
    """

    how: How
    parts: "tuple[Condition | Together, ...]"

    @property
    def metric(self) -> str:
        """``all`` or ``any``."""
        return self.how.value

    @property
    def when(self) -> str:
        """What its parts are about, in a row."""
        return " ".join(f"({part.metric} {part.when})" for part in self.parts)

    @property
    def value(self) -> Decimal | None:
        """None: only its legs have values."""
        return None

    @property
    def unit(self) -> str | None:
        """None, as with the value."""
        return None

    @property
    def names(self) -> tuple[str, ...]:
        """None: a rule that names sellers stands alone."""
        return ()

    @property
    def slot(self) -> tuple[str, str]:
        """See `Condition.slot`."""
        return self.metric, self.when


Asked = Condition | Together
"""What a rule asks for: one condition, or a tree of them."""


def together(how: How, parts: Iterable[Asked]) -> Asked:
    """The parts as one: those joined in the same way are taken in, each is there once, and one alone is itself."""
    flat = [
        one for part in parts for one in (part.parts if isinstance(part, Together) and part.how is how else (part,))
    ]
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else Together(how, unique)


def legs(asked: Asked) -> tuple[Condition, ...]:
    """The conditions that a rule asks for, in the order they were said."""
    match asked:
        case Condition():
            return (asked,)
        case Together():
            return tuple(leg for part in asked.parts for leg in legs(part))


def is_about(asked: Asked, metrics: Collection[str]) -> bool:
    """Whether a rule asks for one of the metrics; of several conditions, one that does is enough."""
    return any(leg.metric in metrics for leg in legs(asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is asked on a watch, who asked, and the rule's memory.

    `anchor` is the value it measures from (as text: a decimal, or an availability class), taken when the rule was set
    and at each alert; `about` what the anchor belongs to where that can change (a rank's category); `armed` is False
    from an alert until the value has left the alerting side again. Until `muted_until` it rests, and keeps its anchor.
    """

    id: UUID
    watch_id: UUID
    condition: Asked
    set_by: str
    set_at: datetime
    anchor: str | None = None
    anchored_at: datetime | None = None
    about: str | None = None
    armed: bool = True
    muted_until: datetime | None = None

    def is_muted(self, now: datetime) -> bool:
        """Whether the rule rests at `now`; its watch may be muted besides."""
        return self.muted_until is not None and now < self.muted_until
