"""How the shop fails on purpose."""

from itertools import pairwise

import pytest

from adapters.storefronts.sandbox.faults import Fault, Faults
from adapters.storefronts.sandbox.products import CALM, HERO, PRODUCTS, find

REQUESTS = 400


def answers(seed, product, seconds=60.0, share=0.07):
    faults = Faults(seed, share)
    return [faults.next(product, seconds) for _ in range(REQUESTS)]


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: str(each.product))
def test_a_fault_is_never_the_first_answer_nor_follows_another(product):
    given = answers(7, product, share=0.4)
    assert given[0] is None
    assert any(given)
    assert not any(one and other for one, other in pairwise(given))


def test_about_seven_requests_in_a_hundred_fail_four_of_them_with_a_robot_check():
    given = [fault for product in PRODUCTS for fault in answers(7, product)]
    checks = sum(fault in {Fault.ROBOT_BUTTON, Fault.ROBOT_CAPTCHA} for fault in given)
    bare = sum(fault is Fault.UNAVAILABLE for fault in given)
    assert 0.03 < checks / len(given) < 0.05
    assert 0.02 < bare / len(given) < 0.04


@pytest.mark.parametrize("asin", [HERO, CALM])
def test_the_two_of_the_demo_never_fail_in_the_first_half_minute(asin):
    assert not any(answers(7, find(asin), seconds=30.0, share=0.5))
    assert any(answers(7, find(asin), seconds=30.1, share=0.5))


def test_a_share_of_zero_turns_faults_off():
    assert not any(fault for product in PRODUCTS for fault in answers(7, product, share=0))


def test_the_same_seed_fails_the_same_requests():
    assert answers(11, PRODUCTS[3]) == answers(11, PRODUCTS[3])
    assert answers(11, PRODUCTS[3]) != answers(12, PRODUCTS[3])
