"""One replay from histories to the figures that `amazcope replay` prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any, Final

from bot.replay.detection import Detector, due_alerts
from bot.replay.histories import History
from bot.replay.looks import Played, as_learned, at_fixed_interval, confirmed_look
from bot.replay.scores import Score, score
from core.foresight.rhythm import HOURS

_WARM_UP: Final = 0.35
_DIGITS: Final = 4


class Policy(StrEnum):
    """How the looks are spent."""

    LEARNED = "learned"
    FIXED = "fixed"


def replay(histories: Sequence[History], budget: float, policy: Policy) -> Mapping[str, Any]:
    """Play histories with so many looks per product and day; the first 35 % of the time warm up and are not scored."""
    start, end = min(one.start for one in histories), max(one.end for one in histories)
    since = start + _WARM_UP * (end - start)
    detectors = [Detector() for _ in histories]
    played = _play(histories, budget, policy, detectors)
    scored = score(histories, played.looks, since)
    fixed = score(histories, _as_many(histories, since, scored.checks).looks, since)
    return {
        "products": len(histories),
        "budget": budget,
        "policy": policy.value,
        **_rounded(scored),
        "fixed": _rounded(fixed),
        "ratios": {
            "stale": _ratio(scored.stale_share, fixed.stale_share),
            "missed": _ratio(scored.missed_share, fixed.missed_share),
            "mean_delay": _ratio(scored.mean_delay_hours, fixed.mean_delay_hours),
        },
        "alerts": _alerts(detectors, since),
        "decide_ms_per_1000_products": round(played.decide_ms_per_1000_products, _DIGITS),
    }


def _play(histories: Sequence[History], budget: float, policy: Policy, detectors: Sequence[Detector]) -> Played:
    if policy is Policy.LEARNED:
        return as_learned(histories, budget, detectors)
    played = at_fixed_interval(histories, budget * sum(one.end - one.start for one in histories) / HOURS)
    for one, looks, detector in zip(histories, played.looks, detectors, strict=True):
        for time in looks:
            confirmed_look(detector, one, time)
    return played


def _as_many(histories: Sequence[History], since: float, checks: int) -> Played:
    """A fixed interval that takes as many looks in the scored time."""
    whole = sum(one.end - one.start for one in histories)
    scored = sum(max(one.end - max(one.start, since), 0.0) for one in histories)
    return at_fixed_interval(histories, checks * whole / scored if scored else 0.0)


def _alerts(detectors: Sequence[Detector], since: float) -> Mapping[str, Any]:
    expected = {(i, at) for i, one in enumerate(detectors) for at in due_alerts(one.seen) if at >= since}
    raised = {(i, at) for i, one in enumerate(detectors) for at in one.raised if at >= since}
    right = len(expected & raised)
    return {
        "expected": len(expected),
        "raised": len(raised),
        "right": right,
        "precision": right / len(raised) if raised else 1.0,
        "recall": right / len(expected) if expected else 1.0,
    }


def _rounded(one: Score) -> Mapping[str, Any]:
    return {name: round(value, _DIGITS) if isinstance(value, float) else value for name, value in asdict(one).items()}


def _ratio(ours: float, theirs: float) -> float | None:
    return round(ours / theirs, _DIGITS) if theirs else (1.0 if not ours else None)
