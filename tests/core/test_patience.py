"""How long something that fails is left alone."""

from datetime import timedelta

import pytest

from core.patience import Patience
from tests.clock import NOON

MINUTE = timedelta(minutes=1)


def patience(chance: float = 0.5) -> Patience:
    return Patience(MINUTE, 10 * MINUTE, lambda: chance)


def test_waits_double_up_to_the_longest():
    waiting, now, waits = patience(), NOON, []
    for _ in range(6):
        waiting.failed(now)
        waits.append(left := waiting.left(now))
        now += left
        assert waiting.left(now) is None
    assert [wait / MINUTE for wait in waits] == [1, 2, 4, 8, 10, 10]


@pytest.mark.parametrize(("chance", "seconds"), [(0, 45), (0.5, 60), (1, 75)])
def test_no_two_waits_need_be_alike(chance: float, seconds: int):
    waiting = patience(chance)
    waiting.failed(NOON)
    assert waiting.left(NOON) == timedelta(seconds=seconds)


def test_what_works_again_has_all_its_patience_back():
    waiting = patience()
    for _ in range(3):
        waiting.failed(NOON)
    waiting.worked()
    assert (waiting.failures, waiting.left(NOON)) == (0, None)
    waiting.failed(NOON)
    assert waiting.left(NOON) == MINUTE


def test_who_asks_to_be_left_alone_for_longer_is_left_alone_for_longer():
    waiting = patience()
    waiting.failed(NOON, timedelta(hours=2))
    assert waiting.left(NOON) == timedelta(hours=2)
    waiting.rest(NOON, MINUTE)
    assert waiting.left(NOON) == timedelta(hours=2)


def test_chance_is_taken_where_none_is_given():
    waiting = Patience(MINUTE, 10 * MINUTE)
    waiting.failed(NOON)
    left = waiting.left(NOON)
    assert left is not None
    assert timedelta(seconds=45) <= left <= timedelta(seconds=75)
