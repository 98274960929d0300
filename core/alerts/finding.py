"""What a rule found in a look: facts enough for the alert to explain itself."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.presence import HERE_ALL_ALONG, Presence
from core.watching.rule import Condition, Rule


class Measure(StrEnum):
    """What kind of value a finding's old, new and anchor are: how they are written."""

    MONEY = "money"
    RANK = "rank"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What rules judge: the accepted state before, the accepted state now, and what only the series knows.

    `usual_rank` is the median of the last 24 hours in the main category, None where the page shows no rank; `presence`
    whether the page is there at all.
    """

    before: Snapshot | None
    after: Snapshot
    usual_rank: Decimal | None = None
    presence: Presence = HERE_ALL_ALONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's news: `fact` in words (``Price dropped``), the value before this look, now, and at the anchor.

    `share` is the change from the anchor as a signed share (−0.12 is 12 % down), None where that means nothing; `unit`
    the currency of money or the category of a rank; `first_seen` when it was seen first, where a second look confirmed
    it.
    """

    metric: str
    fact: str
    measure: Measure
    old: str | None
    new: str | None
    severity: Tone
    condition: Condition
    set_by: str
    set_at: datetime
    anchor: str | None = None
    anchored_at: datetime | None = None
    share: Decimal | None = None
    unit: str | None = None
    first_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judging a rule came to: the rule with its new memory, and the news if there is any."""

    rule: Rule
    finding: Finding | None = None
