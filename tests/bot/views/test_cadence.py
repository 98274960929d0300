"""How often a product is looked at, in words."""

from datetime import timedelta

import pytest

from bot.views.cadence import how_often, how_often_it_changes
from core.catalog.snapshot import Outcome
from core.foresight.habit import Habit
from core.ids import new_id
from core.watching.standing import Failure, Standing
from tests.clock import NOON
from tests.shop import BLENDER

HOUR = timedelta(hours=1)


def standing(due: timedelta, rested: timedelta | None = HOUR, **more) -> Standing:
    return Standing(
        key=1,
        id=new_id(NOON),
        product=BLENDER,
        every=HOUR,
        looked_at=NOON,
        due_at=NOON + due,
        rested_at=None if rested is None else NOON + rested,
        **more,
    )


@pytest.mark.parametrize(
    ("changes_a_day", "words"),
    [
        (2.1, "about twice a day"),
        (8.0, "about 8 times a day"),
        (0.8, "about once a day"),
        (0.5, "about 4 times a week"),
        (0.1, "about 3 times a month"),
        (0.01, "hardly ever"),
    ],
)
def test_rates_are_counted_in_the_period_in_which_something_happens(changes_a_day, words):
    assert how_often_it_changes(changes_a_day) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (standing(HOUR, None), "every 1 h"),
        (standing(timedelta(minutes=3), None), "every 1 h"),
        (standing(HOUR), "every 1 h"),
        (standing(3 * HOUR), "about every 3 h instead of 1 h: the daily budget allows no more"),
        (
            standing(3 * HOUR, habit=Habit(changes=20.0, days=10.0, changed=1.0)),
            "about every 3 h instead of 1 h: the daily budget allows no more, and it changes about twice a day",
        ),
        (standing(HOUR, habit=Habit(changes=20.0, days=10.0, changed=1.0)), "every 1 h: it changes about twice a day"),
        (
            standing(3 * HOUR, habit=Habit(changes=0.1, days=10.0)),
            "about every 3 h instead of 1 h: the daily budget allows no more, and no change was seen yet",
        ),
        (standing(HOUR, stake=2.0), "every 1 h: a rule is near"),
        (standing(3 * HOUR, failure=Failure(1, NOON, NOON, Outcome.ERROR, "HTTP 503")), "every 1 h"),
    ],
    ids=[
        "no budget",
        "a second look",
        "it suffices",
        "stretched",
        "why",
        "as asked",
        "nothing seen",
        "near a rule",
        "failing",
    ],
)
def test_an_interval_says_what_a_budget_has_made_of_it_and_why(given, words):
    assert how_often(given) == words
