"""When products have their turn, in their interval or by the worth of a look."""

from datetime import UTC, datetime, timedelta

import pytest

from core.foresight.foresight import Foresight
from core.foresight.habit import USUAL_STAKE, Habit
from core.foresight.rhythm import HOURS
from core.foresight.timing import LONGEST_STRETCH, Appointment, Delays, Timing, hours_of, shares

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVERY = 6 * HOUR


def habit(changes_a_day: float) -> Habit:
    return Habit(changes=10 * changes_a_day, days=10.0, looked=hours_of(NOW))


def waits(timing: Timing, changes_a_day: float, stake: float = USUAL_STAKE) -> timedelta:
    return timing.appointment(habit(changes_a_day), stake, NOW, EVERY).due_at - NOW


@pytest.mark.parametrize("load", [0.0, 0.5, 1.0])
def test_where_the_budget_suffices_the_interval_decides_alone(load):
    timing = Timing(Foresight(), load)
    for rate in (0.0, 0.1, 9.0):
        assert timing.appointment(habit(rate), 3.0, NOW, EVERY) == Appointment(NOW + EVERY)


def test_what_changes_more_often_has_its_turn_sooner():
    timing = Timing(Foresight(price=None), 8.0)
    assert waits(timing, 2.0) < waits(timing, 0.5) < waits(timing, 0.05)


def test_what_is_near_a_rule_has_its_turn_sooner():
    timing = Timing(Foresight(price=None), 8.0)
    assert waits(timing, 0.2, stake=3.0) < waits(timing, 0.2, stake=1.5) < waits(timing, 0.2)


@pytest.mark.parametrize("price", [1e-6, 1.0, 1e3])
@pytest.mark.parametrize("rate", [0.0, 0.1, 50.0])
def test_nobody_is_looked_at_more_often_than_asked_for_nor_waits_for_ever(price, rate):
    wait = waits(Timing(Foresight(price=price), 3.0), rate)
    assert EVERY <= wait <= 3.0 * (LONGEST_STRETCH - 1) * EVERY


def test_looks_to_spare_may_be_spent_as_soon_as_the_interval_is_over():
    assert Timing(Foresight(), 3.0).appointment(habit(0.1), USUAL_STAKE, NOW, EVERY).rested_at == NOW + EVERY


def test_a_habit_of_a_future_that_was_undone_still_gives_a_turn_within_the_bounds():
    ahead = Habit(looked=hours_of(NOW + 900 * HOUR), changed=hours_of(NOW + 800 * HOUR))
    due = Timing(Foresight(), 2.0).appointment(ahead, USUAL_STAKE, NOW, EVERY).due_at
    assert EVERY <= due - NOW <= 2.0 * (LONGEST_STRETCH - 1) * EVERY


def test_the_first_price_lets_an_ordinary_product_wait_as_long_as_all_would_evenly():
    wait = waits(Timing(Foresight(price=None), 8.0), 0.1)
    assert 0.7 * 8 * EVERY < wait < 1.5 * 8 * EVERY


def test_delays_are_settled_together_once_in_half_an_hour():
    foresight = Foresight()
    delays = Delays(foresight)
    delays.take_in(NOW, [HOUR, 3 * HOUR])
    delays.take_in(NOW + HOUR / 4, [2 * HOUR])
    assert foresight.price == 1.0
    delays.take_in(NOW + HOUR / 2, [])
    expected = Foresight()
    expected.settle([2.0])
    assert foresight.price == expected.price
    assert foresight.price > 1.0


def test_delays_go_on_after_the_clock_was_set_back():
    foresight = Foresight()
    delays = Delays(foresight)
    delays.take_in(NOW, [HOUR])
    delays.take_in(NOW - 99 * HOUR, [HOUR])
    delays.take_in(NOW - 98 * HOUR, [HOUR])
    assert foresight.price > 1.0


def test_the_price_stays_within_reason_whatever_happens():
    foresight = Foresight()
    for delay, bound in ((-9999.0, 1e-6), (9999.0, 1e3)):
        for _ in range(9000):
            foresight.settle([delay])
        assert foresight.price == bound


def test_every_hour_gets_the_same_while_nothing_is_known_of_the_hours():
    assert shares(Foresight(), NOW) == (1.0,) * 25


def test_the_hours_after_those_in_which_prices_change_get_more():
    foresight = Foresight()
    known = Habit(looked=0.0)
    for day in range(1, 60):
        for at in range(HOURS):
            known = foresight.learn(known, float(day * HOURS + at), changed=at == 9)
    given = shares(foresight, datetime(2026, 5, 3, 23, 59, tzinfo=UTC))
    assert max(range(1, 25), key=lambda hour: given[hour]) in {9, 10, 11}


def test_a_fresh_process_foresees_what_the_old_one_did():
    old = Foresight()
    known = old.learn(Habit(looked=hours_of(NOW)), hours_of(NOW + 5 * HOUR), changed=True)
    old.settle([7.0])
    fresh = Foresight.of(old.lessons)
    assert fresh.lessons == old.lessons
    assert shares(fresh, NOW + 6 * HOUR) == shares(old, NOW + 6 * HOUR)
    assert waits(Timing(fresh, 4.0), known.rate) == waits(Timing(old, 4.0), known.rate)


def test_lessons_of_another_shape_are_begun_anew():
    foresight = Foresight(price=0.5)
    foresight.learn(Habit(looked=0.0), 5.0, changed=True)
    odd = foresight.lessons
    fewer = type(odd)(**{name: getattr(odd, name) for name in odd.__slots__} | {"hour_changes": (1.0,), "age_days": ()})
    assert Foresight.of(fewer).lessons == type(odd)(
        **{name: getattr(Foresight(price=0.5).lessons, name) for name in odd.__slots__}
        | {"found": odd.found, "expected": odd.expected, "surged_at": odd.surged_at}
    )
