"""Rules of several conditions: each is judged by its own kind, and told when together they come true."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, assert_never

from core.alerts import kind_of
from core.alerts.alert import loudest_first
from core.alerts.finding import Finding, Sight, Verdict, found
from core.alerts.gone import ListingGone
from core.alerts.kind import AlertKind
from core.alerts.leg import Leg, legs_of, written
from core.alerts.state import is_so
from core.messages import Tone
from core.watching.rule import Asked, Condition, How, Rule, Together, legs

_COUNTS_FOR: Final = timedelta(hours=24)  # what has happened waits as long for the other conditions
_STATES: Final = frozenset({("stock", "out"), ("stock", "back"), ("stock", "low")})


@dataclass(frozen=True, slots=True)
class _Judged:
    """A leg after a look: what its kind found, and whether that has just happened and is enough to tell."""

    leg: Leg
    finding: Finding | None = None
    just: bool = False

    @property
    def counts(self) -> bool:
        return self.just or self.leg.since is not None


def judged(rule: Rule, sight: Sight, *, was_read: bool = True) -> Verdict:
    """What a rule makes of a sight. Of a page that is not there only its absence is judged."""
    match rule.condition:
        case Condition():
            kind = _kind(rule.condition, was_read=was_read)
            return kind.judge(rule, sight) if kind else Verdict(rule)
        case Together():
            return _together(rule, rule.condition, sight, was_read=was_read)
        case _:
            assert_never(rule.condition)


def signals_of(asked: Asked) -> frozenset[str]:
    """The signals that settle what a rule reads."""
    kinds = (kind_of(leg.metric, leg.when) for leg in legs(asked))
    return frozenset(signal for kind in kinds if kind for signal in kind.settled_by)


def _together(rule: Rule, asked: Together, sight: Sight, *, was_read: bool) -> Verdict:
    """Fire when the whole comes true, and whenever something happens of which any is enough.

    What has happened is spent with that: its leg measures from the present again. What is so stays so.
    """
    ways = _ways(asked)
    after = [_judge(leg, how, sight, was_read=was_read) for leg, how in zip(legs_of(rule), ways, strict=True)]
    holds = _holds(asked, iter([one.counts for one in after]))
    is_news = rule.armed or _holds(asked, iter([one.just for one in after]))
    fires = holds and is_news and rule.anchor is not None
    kept = [_spent(one.leg, sight) if fires else one.leg for one in after]
    is_so_still = _holds(asked, iter([leg.since is not None for leg in kept]))
    moment = sight.after.at if fires or rule.anchored_at is None else rule.anchored_at
    remembered = replace(rule, anchor=written(kept), anchored_at=moment, armed=not is_so_still)
    told = tuple(_evidence(one, sight) for one in after if one.counts)
    return Verdict(remembered, _finding(rule, told) if fires else None)


def _ways(asked: Asked, how: How = How.ALL) -> Iterator[How]:
    """For each leg how the conditions around it are joined."""
    match asked:
        case Condition():
            yield how
        case Together():
            for part in asked.parts:
                yield from _ways(part, asked.how)


def _holds(asked: Asked, truths: Iterator[bool]) -> bool:
    """Whether a tree is true, by the truths of its legs in their order."""
    match asked:
        case Condition():
            return next(truths)
        case Together():
            parts = [_holds(part, truths) for part in asked.parts]
            return all(parts) if asked.how is How.ALL else any(parts)


def _judge(leg: Leg, how: How, sight: Sight, *, was_read: bool) -> _Judged:
    """What a leg comes to, by what it asks and how it is joined.

    A target is so or is not. Where any is enough, all else is told as it happens; where all are needed, stock is so or
    is not, a distance counts until half of it is left, and what else has happened counts for a day.
    """
    kind = _kind(leg.asked, was_read=was_read)
    if kind is None:
        return _Judged(leg)
    verdict, at = kind.judge(leg.rule, sight), sight.after.at
    if leg.is_target:
        so = verdict.rule.anchor is not None and not verdict.rule.armed
        return _Judged(Leg(verdict.rule, (leg.since or at) if so else None), verdict.finding)
    if how is How.ANY:
        return _Judged(Leg(verdict.rule), verdict.finding, just=verdict.finding is not None)
    if (leg.asked.metric, leg.asked.when) in _STATES:
        so = is_so(leg.asked, sight.after) if kind.reading(sight.after) is not None else leg.since is not None
        return _Judged(Leg(verdict.rule, (leg.since or at) if so else None), verdict.finding)
    if leg.since is not None and _lasts(leg, kind, sight):
        return _Judged(leg)
    if leg.since is not None and leg.base is not None and leg.is_distance:
        return _Judged(Leg(leg.base))
    fact = verdict.finding.fact if verdict.finding else None
    return _Judged(Leg(verdict.rule, at, leg.rule, fact) if fact else Leg(verdict.rule), verdict.finding)


def _lasts(leg: Leg, kind: AlertKind, sight: Sight) -> bool:
    """Whether what a leg has found still counts."""
    if leg.since is None or leg.base is None:
        return False
    if leg.asked.value is None or not leg.is_distance:
        return sight.after.at - leg.since < _COUNTS_FOR
    half = replace(leg.base, condition=replace(leg.asked, value=leg.asked.value / 2))
    return kind.level(sight.after) is None or kind.judge(half, sight).finding is not None


def _spent(leg: Leg, sight: Sight) -> Leg:
    """A leg after its rule has fired: what happened is over, and a distance is measured from the present."""
    if leg.base is None:
        return leg
    kind = kind_of(leg.asked.metric, leg.asked.when)
    if kind is None or not leg.is_distance:
        return Leg(leg.rule)
    return Leg(kind.judge(replace(leg.rule, anchor=None), sight).rule)


def _evidence(one: _Judged, sight: Sight) -> Finding:
    """What a leg has to say for itself: what its kind has found, or finds from where it began to count."""
    leg = one.leg
    kind = kind_of(leg.asked.metric, leg.asked.when)
    base = replace(leg.base or leg.rule, armed=True)
    finding = one.finding or (kind.judge(base, sight).finding if kind else None)
    noun = kind.noun if kind else leg.asked.metric
    fact = leg.fact or f"{noun[:1].upper()}{noun[1:]} {leg.asked.when}"
    return finding or found(base, fact, Tone.INFO)


def _finding(rule: Rule, told: tuple[Finding, ...]) -> Finding:
    """All that counts, as loud as the loudest of it."""
    first: Sequence[Finding] = loudest_first(told)
    whole = found(rule, first[0].fact, first[0].severity)
    return replace(whole, anchor=None, anchored_at=None, legs=told)


def _kind(asked: Condition, *, was_read: bool) -> AlertKind | None:
    kind = kind_of(asked.metric, asked.when)
    return kind if was_read or asked.metric == ListingGone.metric else None
