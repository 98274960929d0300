"""From a look to what is accepted."""

from datetime import timedelta

from core.alerts import SIGNALS
from core.alerts.signal import settle
from core.watching.standing import Suspicion
from tests.core.alerts.sights import START
from tests.shop import BLENDER, snapshot


def seen(price, minutes=0):
    return snapshot(BLENDER, START + timedelta(minutes=minutes), price)


def test_the_first_look_is_accepted_whole():
    assert settle(None, None, seen("50"), SIGNALS).accepted == seen("50")


def test_a_small_move_is_accepted_at_once():
    settled = settle(seen("50"), None, seen("40", 5), SIGNALS)
    assert settled.accepted.offer.price == 40
    assert settled.doubt is None


def test_a_large_jump_is_held_until_a_second_look_agrees():
    held = settle(seen("50"), None, seen("20", 5), SIGNALS)
    assert held.accepted.offer.price == 50
    assert held.doubt is not None
    assert held.confirm_after == timedelta(minutes=3)
    settled = settle(held.accepted, held.doubt, seen("19", 8), SIGNALS)
    assert settled.accepted.offer.price == 19
    assert settled.doubt is None


def test_a_jump_that_is_gone_at_the_second_look_was_never_there():
    held = settle(seen("50"), None, seen("20", 5), SIGNALS)
    settled = settle(held.accepted, held.doubt, seen("49", 8), SIGNALS)
    assert settled.accepted.offer.price == 49
    assert settled.doubt is None


def test_another_jump_starts_the_doubt_anew():
    held = settle(seen("50"), None, seen("20", 5), SIGNALS)
    again = settle(held.accepted, held.doubt, seen("5", 8), SIGNALS)
    assert again.accepted.offer.price == 50
    assert again.doubt is not None
    assert again.doubt.snapshot.offer.price == 5
    assert again.doubt.suspicions == (Suspicion("price", START + timedelta(minutes=8), 2),)
    assert again.fruitless == 1


def test_what_is_not_doubted_of_a_doubtful_look_is_accepted():
    doubtful = snapshot(BLENDER, START, price="5", rank=900)
    settled = settle(seen("50"), None, doubtful, SIGNALS)
    assert settled.accepted.ranks[0].rank == 900
    assert settled.accepted.offer.price == 50
