"""Reviews: a count that shrinks, a spike of new ones, and counts that are reached."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from core.alerts.distance import PERCENT, anchored, crossed, is_far, share_of
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Condition, Rule

_USUAL: Final = Decimal(5)
_DROP: Final = Condition("reviews", "drops", _USUAL, PERCENT)
_TIMES: Final = 3
_DAYS: Final = 7
_FEW: Final = 5  # reviews in a day that are no spike, however quiet the week was


class Reviews:
    """The number of reviews.

    A spike is a day with at least three times the new reviews that the seven days before had a day, and five at least.
    For that the rule keeps in `about` the counts with which the last days began (``739374:812``, by day number).
    """

    metric: str = "reviews"
    noun: str = "reviews"
    names: tuple[str, ...] = ("reviews", "review")
    phrases: tuple[Phrase, ...] = (
        Phrase(
            "changes",
            ("changes", "change", "moves"),
            Takes.SHARE_OR_COUNT,
            optional=True,
            says="reviews −5 % or a spike of new ones",
        ),
        Phrase("drops", ("drops", "drop", "falls"), Takes.SHARE_OR_COUNT, _USUAL),
        Phrase(
            "rises",
            ("rises", "rise", "increases", "spike", "spikes"),
            Takes.SHARE_OR_COUNT,
            optional=True,
            says="a spike of new reviews",
        ),
        Phrase("above", ("above", "over", ">", ">=", "at-least"), Takes.COUNT),
    )
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = ()
    is_recorded: bool = False

    def reading(self, snapshot: Snapshot) -> object:
        """The count."""
        return snapshot.reviews

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """The count."""
        return None if snapshot.reviews is None else Decimal(snapshot.reviews)

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Fire on the distance from the anchor, on a spike where no distance is said, or on crossing the target."""
        if sight.after.reviews is None:
            return Verdict(rule)
        count, at = Decimal(sight.after.reviews), sight.after.at
        if rule.condition.when == "above":
            after, fires = crossed(rule, count, at)
            return Verdict(after, _finding(rule, sight, "Reviews are above your mark", Tone.INFO) if fires else None)
        if rule.condition.value is None:
            return _usual(rule, sight, count)
        if rule.anchor is None:
            return Verdict(anchored(rule, count, at))
        if not is_far(rule.condition, Decimal(rule.anchor), count):
            return Verdict(_followed(rule, count, at) if rule.condition.when == "drops" else rule)
        return Verdict(anchored(rule, count, at), _moved(rule, sight, count))

    def example(self) -> Finding:
        """A spike."""
        rule = example_rule(Condition("reviews", "changes"), "8312")
        fact = "Spike of reviews: 96 new today, usually 14 a day"
        return found(rule, fact, Tone.WARNING, measure=Measure.COUNT, old="8390", new="8408")


def _usual(rule: Rule, sight: Sight, count: Decimal) -> Verdict:
    """A spike, or (where any change is meant) a loss of 5 %."""
    at = sight.after.at
    before = sight.before.reviews if sight.before else None
    days = _with_today(_days(rule.about), at, int(count) if before is None else before)
    if rule.anchor is None:
        return Verdict(anchored(rule, count, at, _written(days)))
    fresh = replace(rule, about=_written(days), armed=True) if _written(days) != rule.about else rule
    fresh = _followed(fresh, count, at)
    if rule.condition.when == "changes" and is_far(_DROP, Decimal(rule.anchor), count):
        return Verdict(anchored(fresh, count, at, fresh.about, armed=fresh.armed), _moved(rule, sight, count))
    usual = _mean(days)
    new = int(count) - days[-1][1]
    if usual is None or not fresh.armed or new < max(_FEW, _TIMES * usual):
        return Verdict(fresh)
    fact = f"Spike of reviews: {new} new today, usually {round(usual, 1):g} a day"
    return Verdict(anchored(fresh, count, at, fresh.about, armed=False), _finding(rule, sight, fact, Tone.WARNING))


def _followed(rule: Rule, count: Decimal, at: datetime) -> Rule:
    """The anchor of a loss goes along with growth, by steps of 1 %: nobody misses reviews that were never there."""
    grown = count >= Decimal(rule.anchor or 0) * Decimal("1.01") and str(count) != rule.anchor
    return anchored(rule, count, at, rule.about, armed=rule.armed) if grown else rule


def _days(about: str | None) -> list[tuple[int, int]]:
    pairs = (entry.partition(":") for entry in (about or "").split())
    return [(int(day), int(count)) for day, _, count in pairs]


def _with_today(days: Sequence[tuple[int, int]], at: datetime, count: int) -> list[tuple[int, int]]:
    """With the count that this day began with; one entry older than the seven days stays, to know them whole."""
    today = at.toordinal()
    kept = [one for one in days if one[0] <= today] or [(today, count)]
    if kept[-1][0] < today:
        kept.append((today, count))
    while len(kept) > 1 and kept[1][0] <= today - _DAYS:
        kept.pop(0)
    return kept


def _mean(days: Sequence[tuple[int, int]]) -> float | None:
    """New reviews a day in the seven days before today; None where they are not known whole."""
    today, now = days[-1]
    if days[0][0] > today - _DAYS:
        return None
    then = next(count for day, count in days if day >= today - _DAYS)
    return max(0.0, (now - then) / _DAYS)


def _written(days: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{day}:{count}" for day, count in days)


def _moved(rule: Rule, sight: Sight, count: Decimal) -> Finding:
    anchor = Decimal(rule.anchor or 0)
    if count < anchor:
        return _finding(rule, sight, "Reviews were removed", Tone.WARNING, anchor)
    return _finding(rule, sight, "Reviews came in", Tone.INFO, anchor)


def _finding(rule: Rule, sight: Sight, fact: str, severity: Tone, anchor: Decimal | None = None) -> Finding:
    """Measured from `anchor`; where there is none, from the look before."""
    before, now = sight.before.reviews if sight.before else None, sight.after.reviews
    return found(
        rule,
        fact,
        severity,
        measure=Measure.COUNT,
        old=before if anchor is None else int(anchor),
        new=now,
        seen=(before, now),
        share=share_of(anchor, Decimal(now)) if anchor is not None and now is not None else None,
    )
