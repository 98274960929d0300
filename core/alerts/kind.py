"""What an alert kind is: how its rules are said, what it reads of a snapshot, and how it judges."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from typing import Final, Protocol

from core.alerts.finding import Finding, Sight, Verdict
from core.catalog.snapshot import Snapshot
from core.watching.rule import Condition, Rule

CONFIRM_SOON: Final = timedelta(minutes=3)


class Takes(Enum):
    """What may follow a phrase: an amount of money, a share, either, a rank, or nothing."""

    MONEY = "24.99"
    SHARE = "10%"
    SHARE_OR_MONEY = "10% or 5"
    RANK = "1000"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one `when` of a kind is said: its words (the first is its spelling), and the value where none is said."""

    when: str
    words: tuple[str, ...]
    takes: Takes
    usual: Decimal | None = None


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


class AlertKind(Signal, Protocol):
    """One thing that can be told of a product; stateless: all memory is in the rule."""

    names: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    defaults: tuple[Condition, ...]

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """What it reads, as a number that can be near a threshold; None where there is none."""

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """What the rule makes of the sight; a rule without an anchor takes one and finds nothing."""

    def example(self) -> Finding:
        """A typical finding, for the gallery and the contract tests."""
