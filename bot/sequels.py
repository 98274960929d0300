"""How alerts go on, and those of rules with several conditions: an example of each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.specimens import NOON
from bot.views.alert import alert_card
from core.alerts import kind_of
from core.alerts.alert import Alert, Course
from core.messages import Card
from core.watching.rule import How, together

_HOUR = timedelta(hours=1)


def sequel_cards(alert: Alert) -> Iterator[tuple[str, Card]]:
    """Names and cards; `alert` is one about a price."""
    course = Course(deepest="38.49", resolved_at=NOON + 6 * _HOUR)
    yield "An alert that is over by itself", alert_card(replace(alert, course=course), NOON + 6 * _HOUR, "UTC")
    yield "An alert of a rule with two conditions", alert_card(_of_two(alert), NOON, "UTC")


def _of_two(alert: Alert) -> Alert:
    rank = kind_of("bsr")
    legs = (*alert.findings[:1], *((rank.example(),) if rank else ()))
    asked = together(How.ALL, [leg.condition for leg in legs])
    return replace(alert, findings=(replace(legs[0], condition=asked, anchor=None, legs=legs),))
