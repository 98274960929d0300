"""Record prices: the lowest or highest of so many days, or since tracking began; of what was stored, nothing else."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.catalog.series import OfferPoint
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Asked, Condition, Rule, legs

EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EVER: Final = "since tracking began"
_AGAIN_AFTER: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Record:
    """A record price: since when it holds, and since when prices are known, or were asked about."""

    at: datetime
    since: datetime
    is_whole: bool


class RecordPrice:
    """Whether the price is lower (or higher) than all that was seen of it in a time.

    The rule fires when that becomes so; while it stays so, only a further record at least a day later is told.
    """

    metric: str = "price"
    noun: str = "price"
    names: tuple[str, ...] = ("price",)
    phrases: tuple[Phrase, ...] = (
        Phrase(
            "new_low",
            ("new low", "lowest", "new-low"),
            Takes.DAYS,
            optional=True,
            says=f"price lowest {_EVER}",
        ),
        Phrase(
            "new_high",
            ("new high", "highest", "new-high"),
            Takes.DAYS,
            optional=True,
            says=f"price highest {_EVER}",
        ),
    )
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = ("price",)
    is_recorded: bool = True

    def reading(self, snapshot: Snapshot) -> object:
        """The featured price."""
        return snapshot.offer.price

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """Records move: they are no threshold to be near to."""
        return None

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Tell a record that has come about since the rule was set; no price, no judgement."""
        price, at = sight.after.offer.price, sight.after.at
        if price is None:
            return Verdict(rule)
        if rule.anchor is None:
            return Verdict(anchored(rule, price, at))
        record = _record(rule.condition, sight.prices, price, at)
        if record is None or record.at <= rule.set_at.replace(microsecond=0):
            return Verdict(rule if rule.armed else replace(rule, armed=True))
        if not rule.armed and not _is_further(rule, price, at):
            return Verdict(rule)
        return Verdict(anchored(rule, price, at, armed=False), _finding(rule, sight, record))

    def example(self) -> Finding:
        """The lowest price in 90 days."""
        rule = example_rule(Condition("price", "new_low", Decimal(90), "days"), "46.50")
        fact = "Lowest price in 90 days"
        return found(rule, fact, Tone.INFO, measure=Measure.MONEY, old="46.50", new="41.99", unit="USD")


def reach(rules: Iterable[Rule], now: datetime) -> datetime | None:
    """From when on these rules must know the prices; None where none of them asks for records."""
    asked = (leg for rule in rules for leg in legs(rule.condition))
    days = [_window(leg, now) for leg in asked if leg.when in {"new_low", "new_high"}]
    return min(days, default=None)


def _window(condition: Asked, at: datetime) -> datetime:
    return EVER if condition.value is None else max(EVER, at - timedelta(days=min(int(condition.value), 20_000)))


def _record(condition: Asked, prices: Sequence[OfferPoint], price: Decimal, at: datetime) -> Record | None:
    """What makes `price` a record: all other prices of the time were worse. Nothing to compare with is no record."""
    since, moment = _window(condition, at), at.replace(microsecond=0)  # the series counts in seconds
    first = max(0, bisect_right(prices, since, key=lambda one: one.at) - 1)
    known = [
        one for one in prices[first : bisect_left(prices, moment, key=lambda one: one.at)] if one.price is not None
    ]
    began = moment
    while known and known[-1].price == price:
        began = known.pop().at
    if not known:
        return None
    others = [one.price for one in known if one.price is not None]
    is_record = price < min(others) if condition.when == "new_low" else price > max(others)
    return Record(began, max(known[0].at, since), known[0].at <= since) if is_record else None


def _is_further(rule: Rule, price: Decimal, at: datetime) -> bool:
    anchor = Decimal(rule.anchor or 0)
    further = price < anchor if rule.condition.when == "new_low" else price > anchor
    return further and (rule.anchored_at is None or at - rule.anchored_at >= _AGAIN_AFTER)


def _finding(rule: Rule, sight: Sight, record: Record) -> Finding:
    which = "Lowest" if rule.condition.when == "new_low" else "Highest"
    return found(
        rule,
        f"{which} price {_over(rule.condition, record, sight.after.at)}",
        Tone.INFO,
        measure=Measure.MONEY,
        old=sight.price_before,
        new=sight.after.offer.price,
        unit=sight.after.offer.currency,
    )


def _over(condition: Asked, record: Record, at: datetime) -> str:
    """In 90 days; or, of a shorter history: in the 12 days since tracking began."""
    if record.is_whole and condition.value is not None:
        return f"in {condition.value:f} days"
    hours = int((at - record.since).total_seconds() // 3600)
    return (
        f"in the {hours // 24} days since tracking began" if hours >= 48 else f"in the {hours} h since tracking began"
    )
