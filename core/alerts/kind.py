"""What an alert kind is: how its rules are said, what it reads of a snapshot, and how it judges."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import Enum, auto
from typing import Final, Protocol

from core.alerts.distance import PERCENT
from core.alerts.finding import Finding, Sight, Verdict
from core.catalog.snapshot import Snapshot
from core.watching.rule import Condition, Rule

CONFIRM_SOON: Final = timedelta(minutes=3)


class Takes(Enum):
    """What may follow a phrase: an amount of money, a share, a rank, stars, a count, days, names, or nothing."""

    MONEY = auto()
    SHARE = auto()
    SHARE_OR_MONEY = auto()
    SHARE_OR_COUNT = auto()
    RANK = auto()
    STARS = auto()
    COUNT = auto()
    DAYS = auto()
    NAMES = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one `when` of a kind is said: its words (the first is its spelling; each may be several, ``new low``).

    `usual` in `unit` is the value where none is said; an `optional` value may stay unsaid, which then means something
    of its own. `says` is the rule without a value in plain words, where “metric when” would not do.
    """

    when: str
    words: tuple[str, ...]
    takes: Takes
    usual: Decimal | None = None
    unit: str = PERCENT
    optional: bool = False
    says: str = ""

    @property
    def bare(self) -> tuple[Decimal | None, str | None] | None:
        """Value and unit where none is said; None where one must be."""
        if self.usual is not None:
            return self.usual, self.unit
        return (None, None) if self.optional or self.takes is Takes.NOTHING else None


class Signal(Protocol):
    """A part of a snapshot that is settled by itself: where a change is doubtful, a second look must agree."""

    metric: str
    confirm_after: timedelta

    def reading(self, snapshot: Snapshot) -> object:
        """The part that this signal watches: where it is equal, nothing has happened."""

    def held(self, accepted: Snapshot, seen: Snapshot) -> Snapshot:
        """`seen`, with this part as it was accepted before."""

    def doubts(self, accepted: Snapshot, seen: Snapshot) -> bool:
        """Whether this change must be seen by a second look before it counts."""


class AlertKind(Protocol):
    """One thing that can be told of a product; stateless: all memory is in the rule.

    `noun` is what it is called in a sentence; `settled_by` names the signals that settle what it reads; `is_recorded`
    says whether the series keep all of that, so that a rule can be tried on the past.
    """

    metric: str
    noun: str
    names: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    defaults: tuple[Condition, ...]
    settled_by: tuple[str, ...]
    is_recorded: bool

    def reading(self, snapshot: Snapshot) -> object:
        """What it reads: where that is equal, nothing has happened that it could tell."""

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """What it reads, as a number that can be near a threshold; None where there is none."""

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """What the rule makes of the sight; a rule without an anchor takes one and finds nothing."""

    def example(self) -> Finding:
        """A typical finding, for the gallery and the contract tests."""
