"""What the default price rule raises on the prices that looks saw, and what it must raise by a plain reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from core.alerts.finding import Sight
from core.alerts.price import Price
from core.alerts.signal import settle
from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Listing, Offer, Snapshot
from core.ids import new_id
from core.watching.rule import Rule
from core.watching.standing import Doubt

_SECONDS: Final = 3600
_PRODUCT: Final = Product("B000000000", "com")
_TITLE: Final = Listing(title="Replayed")
_LOUD, _DOUBTFUL = Decimal("0.10"), Decimal("0.40")


@dataclass(slots=True)
class Detector:
    """One product under the rule that every new watch begins with: the price moves by 10 % from its anchor.

    Prices go through the same settling and judging as those of the service; `raised` is when alerts were.
    """

    raised: list[float] = field(default_factory=list)
    seen: list[tuple[float, Decimal | None]] = field(default_factory=list)
    _kind: Price = field(default_factory=Price)
    _rule: Rule | None = None
    _accepted: Snapshot | None = None
    _doubt: Doubt | None = None

    def look(self, at: float, price: Decimal | None) -> tuple[bool, bool]:
        """Take in what a look saw: whether it differs from the last one, and whether it must be confirmed."""
        changed = bool(self.seen) and self.seen[-1][1] != price
        self.seen.append((at, price))
        moment = datetime.fromtimestamp(at * _SECONDS, UTC)
        settled = settle(self._accepted, self._doubt, _snapshot(moment, price), (self._kind,))
        before, self._accepted, self._doubt = self._accepted, settled.accepted, settled.doubt
        rule = self._rule or _first_rule(self._kind, moment)
        verdict = self._kind.judge(rule, Sight(before=before, after=settled.accepted, usual_rank=None))
        self._rule = verdict.rule
        if verdict.finding:
            self.raised.append(at)
        return changed, settled.doubt is not None


def due_alerts(seen: Sequence[tuple[float, Decimal | None]]) -> list[float]:
    """When the same looks must alert, read plainly from what the product promises.

    The anchor is the first price, then the price of each alert; an alert is due at 10 % from it. A price more than 40 %
    from the last one believed, or where there was none, is believed when the next look agrees with it to within 40 %.
    """
    raised: list[float] = []
    believed = seen[0][1] if seen else None
    anchor, doubted = believed, None
    for at, price in seen[1:]:
        if price is None:
            believed = doubted = None
        elif _is_strange(believed, price) and _is_strange(doubted, price):
            doubted = price
        else:
            believed, doubted = price, None
            if anchor is not None and abs(price - anchor) >= _LOUD * anchor:
                raised.append(at)
                anchor = price
            anchor = anchor or price
    return raised


def _is_strange(old: Decimal | None, new: Decimal) -> bool:
    return old is None or abs(new - old) > _DOUBTFUL * old


def _snapshot(at: datetime, price: Decimal | None) -> Snapshot:
    available = Availability.OUT_OF_STOCK if price is None else Availability.IN_STOCK
    return Snapshot(
        product=_PRODUCT, at=at, offer=Offer(price=price, currency="USD", availability=available), listing=_TITLE
    )


def _first_rule(kind: Price, at: datetime) -> Rule:
    one = new_id(at)
    return Rule(id=one, watch_id=one, condition=kind.defaults[0], set_by="", set_at=at)
