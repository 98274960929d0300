"""What a rule found in a look: facts enough for the alert to explain itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.audit.listing import ListedPicture
from core.catalog.asin import Product
from core.catalog.series import OfferPoint
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.presence import HERE_ALL_ALONG, Presence
from core.watching.rule import Asked, Condition, Rule
from core.watching.watch import Role


class Measure(StrEnum):
    """What kind of value a finding's old, new and anchor are: how they are written."""

    MONEY = "money"
    RANK = "rank"
    STARS = "stars"
    COUNT = "count"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """The cheapest own product of a list in one marketplace, and its price."""

    product: Product
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What rules judge: the accepted state before, the accepted state now, and what only the series and the list know.

    `usual_rank` is the median of the last 24 hours in the main category, None where the page shows no rank; `presence`
    whether the page is there at all; `prices` the offers from some time back on, oldest first, for rules that ask for
    them; `role`, `allowed` (sellers, by name) and `own` are those of the watch whose rules are judged, and its list.
    `pictures` is what was seen of the listing's images, where anybody looked.
    `memo` is where a kind keeps what it worked out of `after`, so that it is worked out once for all watchers.
    """

    before: Snapshot | None
    after: Snapshot
    usual_rank: Decimal | None = None
    presence: Presence = HERE_ALL_ALONG
    prices: Sequence[OfferPoint] = ()
    role: Role = Role.OWN
    allowed: tuple[str, ...] = ()
    own: OwnOffer | None = None
    pictures: tuple[ListedPicture, ...] = ()
    memo: dict[str, dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def price_before(self) -> Decimal | None:
        """The price of the look before; one in another currency is none to compare with."""
        if self.before is None or self.before.offer.currency != self.after.offer.currency:
            return None
        return self.before.offer.price


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule's news: `fact` in words (``Price dropped``), from which value to which, and the rule's anchor.

    `old` is what the change is measured from: the anchor of a distance, else the value of the look before. `step` are
    the values of the look before and of this one, where the change is measured between others (an anchor from longer
    ago, a median). `share` is the change from the anchor as a signed share (−0.12 is 12 % down), None where that means
    nothing; `unit` the currency of money or the category of a rank; `first_seen` when it was seen first, where a second
    look confirmed it; `notes` more evidence, each a line of plain words; `legs` what came together, for a rule of
    several conditions.
    """

    metric: str
    fact: str
    measure: Measure
    old: str | None
    new: str | None
    severity: Tone
    condition: Asked
    set_by: str
    set_at: datetime
    anchor: str | None = None
    anchored_at: datetime | None = None
    share: Decimal | None = None
    step: tuple[str, str] | None = None
    unit: str | None = None
    first_seen: datetime | None = None
    notes: tuple[str, ...] = ()
    legs: "tuple[Finding, ...]" = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judging a rule came to: the rule with its new memory, and the news if there is any."""

    rule: Rule
    finding: Finding | None = None


def found(
    rule: Rule,
    fact: str,
    severity: Tone,
    *,
    measure: Measure = Measure.WORDS,
    old: object = None,
    new: object = None,
    seen: tuple[object, object] = (None, None),
    share: Decimal | None = None,
    unit: str | None = None,
    notes: tuple[str, ...] = (),
) -> Finding:
    """A finding of this rule, with its condition, its author and its anchor as they are before the news.

    `seen` are the values of the look before and of this one; what they say that `old` and `new` don't is kept.
    """
    return Finding(
        metric=rule.condition.metric,
        fact=fact,
        measure=measure,
        old=None if old is None else str(old),
        new=None if new is None else str(new),
        severity=severity,
        condition=rule.condition,
        set_by=rule.set_by,
        set_at=rule.set_at,
        anchor=rule.anchor,
        anchored_at=rule.anchored_at,
        share=share,
        step=_step(seen, (old, new)),
        unit=unit,
        notes=notes,
    )


def _step(seen: tuple[object, object], told: tuple[object, object]) -> tuple[str, str] | None:
    before, now = seen
    says_no_more = seen == told or before == now == told[1]
    return None if before is None or now is None or says_no_more else (str(before), str(now))


def example_rule(condition: Condition, anchor: str) -> Rule:
    """A rule for the examples: set by Ana on a morning in May."""
    morning = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
    return Rule(
        id=UUID(int=1),
        watch_id=UUID(int=2),
        condition=condition,
        set_by="Ana",
        set_at=morning,
        anchor=anchor,
        anchored_at=morning,
    )
