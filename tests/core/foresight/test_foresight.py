"""Learning where changes are likely, and when a look is worth its price."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.foresight.foresight import Foresight
from core.foresight.habit import Habit
from core.foresight.rhythm import HOURS, Rhythm, age_at
from core.foresight.worth import LONGEST, worth


def taught(times, changes):
    """A product's habit after looks at these hours, each finding a change or not."""
    foresight, habit = Foresight(), Habit()
    for at, changed in zip(times, changes, strict=True):
        habit = foresight.learn(habit, at, changed=changed)
    return foresight, habit


def test_the_first_look_teaches_nothing_but_when_it_was():
    _, habit = taught([100.0], [False])
    assert habit == replace(Habit(), looked=100.0)


def test_a_product_that_changes_at_every_look_has_a_higher_rate_than_one_that_never_does():
    days = [24.0 * day for day in range(30)]
    _, lively = taught(days, [day > 0 for day in range(30)])
    _, quiet = taught(days, [False] * 30)
    assert lively.rate > 0.5
    assert quiet.rate < 0.05


def test_an_interval_with_a_change_counts_for_as_many_as_it_is_likely_to_have_held():
    foresight = Foresight()
    lively = Habit(changes=30.0, days=3.0, looked=0.0)
    seen = foresight.learn(lively, 24.0, changed=True)
    assert seen.changes - lively.changes > 5


def test_what_was_learned_of_a_product_fades():
    foresight = Foresight()
    lively = Habit(changes=20.0, days=10.0, looked=0.0)
    later = foresight.learn(lively, 60 * 24.0, changed=False)
    assert later.rate < lively.rate / 4


def test_a_clock_that_was_set_back_teaches_nothing():
    foresight = Foresight()
    habit = Habit(looked=50.0)
    before = list(foresight.rhythm.hours.days)
    assert foresight.learn(habit, 40.0, changed=False) == replace(habit, looked=40.0)
    assert foresight.rhythm.hours.days == before


def test_the_hour_at_which_prices_change_is_found_out():
    foresight, habits = Foresight(), [Habit() for _ in range(20)]
    for step in range(24 * 40):
        at = float(step)
        for number, habit in enumerate(habits):
            if (step + number) % 5 == 0:
                before = habit.looked
                changed = before is not None and any((hour % 24) == 16 for hour in range(int(before), step))
                habits[number] = foresight.learn(habit, at, changed=changed)
    factors = foresight.rhythm.hours.values
    assert max(range(HOURS), key=factors.__getitem__) == 16
    assert factors[16] > 5 * factors[4]


def test_more_of_the_budget_is_given_after_the_hours_in_which_prices_change_and_all_of_it_in_a_day():
    foresight = Foresight()
    for _ in range(400):
        foresight.rhythm.learn(foresight.rhythm.stretch(16.0, 17.0, None), 1.0, 1.0)
    release = foresight.release()
    assert sum(release) == pytest.approx(HOURS)
    assert foresight.released_at(release, 18.0) > 3 * foresight.released_at(release, 10.0)
    assert min(release) > 0


def test_while_more_changes_are_found_than_expected_more_is_given_and_an_hour_later_less_of_it():
    foresight = Foresight()
    release, quiet = foresight.release(), Habit(looked=0.0)
    usual = foresight.released_at(release, 24.0)
    for _ in range(10):
        foresight.learn(quiet, 24.0, changed=True)
    soon, later = foresight.released_at(foresight.release(), 24.1), foresight.released_at(foresight.release(), 30.0)
    assert soon > 1.5 * usual
    assert later < soon


def test_while_fewer_are_found_less_is_given():
    foresight = Foresight()
    for _ in range(30):
        foresight.learn(Habit(changes=9.0, days=3.0, looked=0.0), 24.0, changed=False)
    assert foresight.released_at((1.0,) * HOURS, 24.1) < 0.8


def test_lively_products_are_due_sooner_and_those_that_just_changed_sooner_than_those_that_did_not():
    outlook = Foresight().outlook()
    lively, quiet = Habit(changes=3.0, days=3.0, looked=0.0), Habit(changes=0.1, days=3.0, looked=0.0)
    assert outlook.due(lively, 0.1) < outlook.due(quiet, 0.1)
    assert outlook.due(replace(lively, changed=0.0), 0.1) < outlook.due(lively, 0.1)


@given(
    changes=st.floats(0.001, 1000),
    days=st.floats(0.01, 1000),
    looked=st.floats(0, 1e6),
    since=st.none() | st.floats(0, 2000),
    price=st.floats(1e-6, 1e6),
)
def test_every_product_is_due_within_thirty_days_and_the_dearer_a_look_the_later(changes, days, looked, since, price):
    habit = Habit(changes=changes, days=days, looked=looked, changed=None if since is None else looked - since)
    outlook = Foresight().outlook()
    dues = [outlook.due(habit, price * factor) for factor in (1, 2, 4)]
    assert all(looked < due <= looked + LONGEST + 1e-6 for due in dues)
    assert all(sooner <= later + 1e-6 for sooner, later in pairwise(dues))


def test_a_look_is_worth_more_the_more_changes_are_expected_and_nothing_right_after_another():
    assert worth(0.0, 1.0) == 0
    assert worth(0.5, 1.0) < worth(1.0, 1.0) < worth(3.0, 1.0)


def test_the_price_of_a_look_rises_while_looks_come_late_and_falls_while_they_come_early():
    foresight = Foresight(price=1.0)
    foresight.settle([12.0, 24.0])
    assert foresight.price > 1
    foresight.settle([-48.0] * 3)
    foresight.settle([-1e9])
    assert 0.8 < foresight.price < 1
    foresight.settle([])


def test_ages_end_where_the_next_begins():
    assert age_at(100.0, None) == age_at(100.0 + 31 * HOURS, 100.0)
    assert [age_at(at, 0.0) for at in (0.0, 0.36 * HOURS, 12.1 * HOURS)] == [0, 1, 7]


def test_a_rhythm_stays_the_same_however_long_it_learns():
    rhythm = Rhythm()
    for day in range(20_000):
        rhythm.learn(rhythm.stretch(day * 24.0, day * 24.0 + 24, None), 0.1, 0.1)
    assert all(0.9 < factor < 1.1 for factor in rhythm.hours.values)
    assert max(rhythm.hours.days) < 1e6
