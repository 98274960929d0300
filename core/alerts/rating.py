"""Rating: steps of the average, and the marks at which Amazon shows another half of a star or buyers filter."""

from decimal import Decimal
from typing import Final

from core.alerts.distance import anchored, crossed, is_far
from core.alerts.finding import Finding, Measure, Sight, Verdict, example_rule, found
from core.alerts.kind import Phrase, Takes
from core.catalog.snapshot import Snapshot
from core.messages import Tone
from core.watching.rule import Asked, Condition, Rule

STARS: Final = "stars"
_USUAL: Final = Decimal("0.1")
_MARKS: Final = (Decimal("4.3"), Decimal("4.0"))


class Rating:
    """The average rating, in stars of five."""

    metric: str = "rating"
    noun: str = "rating"
    names: tuple[str, ...] = ("rating", "stars")
    phrases: tuple[Phrase, ...] = (
        Phrase("drops", ("drops", "drop", "falls"), Takes.STARS, _USUAL, STARS),
        Phrase("rises", ("rises", "rise", "increases"), Takes.STARS, _USUAL, STARS),
        Phrase("changes", ("changes", "change", "moves"), Takes.STARS, _USUAL, STARS),
        Phrase("below", ("below", "under", "<", "<=", "at-most"), Takes.STARS),
        Phrase("above", ("above", "over", ">", ">=", "at-least"), Takes.STARS),
    )
    defaults: tuple[Condition, ...] = ()
    settled_by: tuple[str, ...] = ()
    is_recorded: bool = False

    def reading(self, snapshot: Snapshot) -> object:
        """The rating."""
        return snapshot.rating

    def level(self, snapshot: Snapshot) -> Decimal | None:
        """The rating."""
        return snapshot.rating

    def judge(self, rule: Rule, sight: Sight) -> Verdict:
        """Fire on reaching the distance from the anchor, on passing 4.3 or 4.0, or on crossing the target."""
        rating, at = sight.after.rating, sight.after.at
        if rating is None:
            return Verdict(rule)
        if rule.condition.when in {"below", "above"}:
            after, fires = crossed(rule, rating, at)
            return Verdict(
                after, _finding(rule, sight, f"Rating is {rule.condition.when} your mark") if fires else None
            )
        if rule.anchor is None:
            return Verdict(anchored(rule, rating, at))
        passed = _passed(rule.condition, Decimal(rule.anchor), rating)
        if not passed and not is_far(rule.condition, Decimal(rule.anchor), rating):
            return Verdict(rule)
        return Verdict(anchored(rule, rating, at), _finding(rule, sight, _fact(Decimal(rule.anchor), rating)))

    def example(self) -> Finding:
        """A fall below 4.3."""
        rule = example_rule(Condition("rating", "drops", _USUAL, STARS), "4.4")
        return found(rule, "Rating fell below 4.3", Tone.WARNING, measure=Measure.STARS, old="4.4", new="4.2")


def _passed(condition: Asked, anchor: Decimal, rating: Decimal) -> bool:
    """Whether a mark lies between, for a rule that asks for no more than the usual step."""
    if (condition.value or Decimal(0)) > _USUAL:
        return False
    wrong = {"drops": rating > anchor, "rises": rating < anchor}.get(condition.when, False)
    return not wrong and _mark(anchor, rating) is not None


def _mark(anchor: Decimal, rating: Decimal) -> Decimal | None:
    """The last mark that was passed on the way."""
    marks = _MARKS[::-1] if rating < anchor else _MARKS
    return next((mark for mark in marks if (anchor < mark) != (rating < mark)), None)


def _fact(anchor: Decimal, rating: Decimal) -> str:
    mark = _mark(anchor, rating)
    if rating < anchor:
        return f"Rating fell below {mark}" if mark else "Rating fell"
    return f"Rating rose to {mark} or above" if mark else "Rating rose"


def _finding(rule: Rule, sight: Sight, fact: str) -> Finding:
    before, new = sight.before.rating if sight.before else None, sight.after.rating
    old = before if rule.condition.when in {"below", "above"} or rule.anchor is None else Decimal(rule.anchor)
    is_worse = rule.condition.when != "above" and new is not None and new < Decimal(rule.anchor or 5)
    severity = Tone.WARNING if is_worse else Tone.INFO
    return found(rule, fact, severity, measure=Measure.STARS, old=old, new=new, seen=(before, new))
