"""How soon a look comes after one that left something open."""

from datetime import timedelta

import pytest

from core.cadence import Cadence, failed_again
from core.catalog.snapshot import Outcome, Unseen
from tests.core.alerts.sights import START
from tests.shop import BLENDER

HOUR = timedelta(hours=1)


def unseen(retry_after=None):
    return Unseen(product=BLENDER, at=START, why=Outcome.BLOCKED, detail="robot check", retry_after=retry_after)


@pytest.mark.parametrize(
    ("every_minutes", "count", "minutes"),
    [(15, 1, 15), (15, 2, 30), (15, 3, 60), (15, 9, 60), (360, 1, 60), (15, 10_000, 60)],
)
def test_failures_wait_one_two_four_intervals_and_never_more_than_an_hour(every_minutes, count, minutes):
    cadence = Cadence(usual=timedelta(hours=6))
    due = cadence.after_failure(unseen(), timedelta(minutes=every_minutes), count)
    assert due - START == timedelta(minutes=minutes)


def test_the_store_may_ask_for_more_patience():
    due = Cadence(usual=HOUR).after_failure(unseen(timedelta(hours=3)), timedelta(minutes=15), 1)
    assert due - START == timedelta(hours=3)


def test_a_doubt_brings_the_next_look_forward_at_the_present_pace():
    soon = timedelta(minutes=3)
    assert Cadence(HOUR).second_look(START, 6 * HOUR, soon) - START == soon
    assert Cadence(HOUR, pace=3).second_look(START, 6 * HOUR, soon) - START == timedelta(minutes=1)
    assert Cadence(HOUR, confirm_after=HOUR).second_look(START, 6 * HOUR, soon) - START == HOUR
    assert Cadence(HOUR).second_look(START, timedelta(minutes=1), soon) - START == timedelta(minutes=1)
    assert Cadence(HOUR).second_look(START, 6 * HOUR, soon, fruitless=2) - START == 4 * soon


def test_failures_in_a_row_are_counted_from_the_first():
    first = failed_again(None, unseen())
    second = failed_again(first, Unseen(product=BLENDER, at=START + HOUR, why=Outcome.ERROR, detail="HTTP 503"))
    assert (second.count, second.since, second.last_at, second.detail) == (2, START, START + HOUR, "HTTP 503")
