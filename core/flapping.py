"""Rules that flap: that change back and forth so often that each single change is no news any more."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from core.alerts.alert import Alert
from core.alerts.finding import Finding

WITHIN: Final = timedelta(hours=6)
_MOST: Final = 3  # opposite changes within that time which are each told
_TARGETS: Final = frozenset({"below", "above"})
_CALM_BY_ITSELF: Final = frozenset({"buybox"})  # a kind that makes one incident of many losses


def flaps(alert: Alert, history: Sequence[Alert], within: timedelta = WITHIN) -> bool:
    """Whether all that an alert tells is flapping; `history` are its watch's alerts, itself and later ones too."""
    return all(_flaps(finding, alert.at, history, within) for finding in alert.findings)


def has_flapped(alert: Alert, history: Sequence[Alert], within: timedelta = WITHIN) -> bool:
    """Whether all of it was flapping already when it was told before, so that this has been said."""
    return all(
        any(_flaps(finding, earlier.at, history, within) for earlier in _before(alert, finding, history, within)[-1:])
        for finding in alert.findings
    )


def opposite_changes(findings: Iterable[Finding]) -> int:
    """How often a rule's findings, oldest first, turn back."""
    return sum(_is_opposite(before, after) for before, after in pairwise(findings))


def _flaps(finding: Finding, at: datetime, history: Sequence[Alert], within: timedelta) -> bool:
    if finding.metric in _CALM_BY_ITSELF:
        return False
    recent = [alert for alert in history if at - within < alert.at <= at]
    return opposite_changes(_of_rule(finding, recent)) > _MOST


def _before(alert: Alert, finding: Finding, history: Sequence[Alert], within: timedelta) -> Sequence[Alert]:
    earlier = [one for one in history if alert.at - within < one.at < alert.at]
    return [one for one in earlier if _of_rule(finding, (one,))]


def _of_rule(finding: Finding, alerts: Iterable[Alert]) -> list[Finding]:
    slot = finding.condition.slot
    return [one for alert in alerts for one in alert.findings if one.condition.slot == slot]


def _is_opposite(before: Finding, after: Finding) -> bool:
    """Whether what was found turns back.

    A target that is reached again has been left meanwhile, and so has what several conditions make; a share turns its
    sign, a word returns.
    """
    if after.condition.when in _TARGETS or after.legs:
        return True
    if before.share is not None and after.share is not None:
        return (before.share < 0) != (after.share < 0)
    return after.new == before.old
