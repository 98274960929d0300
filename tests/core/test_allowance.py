"""How many turns the hours so far were given and have not used."""

from datetime import UTC, datetime, timedelta

import pytest

from core.allowance import EVENLY, PastLooks, saved_up

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("minutes", "taken", "left"),
    [
        (0, dict.fromkeys(range(1, 25), 2), 0.0),
        (30, dict.fromkeys(range(1, 25), 2), 1.0),
        (30, dict.fromkeys(range(2, 25), 2), 3.0),
        (30, {}, 12.0),
        (30, {0: 5}, 7.0),
        (30, {1: 40}, 1.0),
    ],
    ids=["just begun", "half an hour", "one hour saved", "a quarter of a day at most", "used", "no debts"],
)
def test_each_hour_has_its_share_and_what_it_leaves_is_kept_for_a_while(minutes, taken, left):
    by_hour = {NOON - ago * HOUR: count for ago, count in taken.items()}
    assert saved_up(48, EVENLY, by_hour, NOON + timedelta(minutes=minutes)) == pytest.approx(left)


def test_an_hour_of_a_greater_share_has_more():
    shares = (*EVENLY[:-1], 3.0)
    full = {NOON - ago * HOUR: 2 for ago in range(1, 25)}
    assert saved_up(48, shares, full, NOON + HOUR / 2) == pytest.approx(3.0)


def test_the_smallest_budget_saves_up_for_one_look():
    assert saved_up(1, EVENLY, {}, NOON) == pytest.approx(1.0)
    assert saved_up(1, EVENLY, {NOON - 3 * HOUR: 1}, NOON) < 1


def test_only_looks_of_the_hour_in_which_the_day_began_are_over_and_only_those_before_it():
    past = PastLooks()
    for minutes in (-90, 0, 10, 29, 30, 31, 70):
        past.take_in(NOON + timedelta(minutes=minutes, seconds=20))
    assert past.over(NOON + 24 * HOUR + timedelta(minutes=30, seconds=30)) == 3
    assert past.over(NOON + 25 * HOUR + timedelta(minutes=5)) == 0
    assert past.over(NOON + 25 * HOUR + timedelta(minutes=15)) == 1
