"""When a rule flaps."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from bot.gallery import ALERTS
from core.alerts import BuyBox, Price, Stock
from core.alerts.alert import Alert
from core.alerts.finding import Finding
from core.flapping import flaps, has_flapped, opposite_changes
from tests.clock import NOON


def price(share: str) -> Finding:
    return replace(Price().example(), share=Decimal(share))


def stock(old: str, new: str) -> Finding:
    return replace(Stock().example(), old=old, new=new)


def target() -> Finding:
    example = Price().example()
    return replace(example, condition=replace(example.condition, when="below"))


def alert(number: int, at: datetime, *findings: Finding) -> Alert:
    return replace(ALERTS[0], id=UUID(int=number), key=str(number), at=at, findings=findings)


def row(*shares: str, every: timedelta = timedelta(hours=1)) -> list[Alert]:
    return [alert(number, NOON + number * every, price(share)) for number, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("findings", "count"),
    [
        ([], 0),
        ([price("-0.1")], 0),
        ([price("-0.1"), price("-0.1"), price("-0.2")], 0),
        ([price("-0.1"), price("0.1"), price("0.1"), price("-0.1")], 2),
        ([stock("in_stock", "out_of_stock"), stock("out_of_stock", "in_stock")], 1),
        ([stock("in_stock", "low_stock"), stock("low_stock", "out_of_stock")], 0),
        ([target(), target()], 1),  # to be reached again it must have been left
    ],
)
def test_changes_are_opposite_where_one_takes_the_other_back(findings, count):
    assert opposite_changes(findings) == count


def test_the_fourth_opposite_change_in_six_hours_is_flapping_and_is_said_once():
    history = row("-0.2", "0.2", "-0.2", "0.2", "-0.2", "0.2")
    assert [flaps(one, history) for one in history] == [False, False, False, False, True, True]
    assert [has_flapped(one, history) for one in history] == [False, False, False, False, False, True]


def test_slow_changes_never_flap():
    history = row("-0.2", "0.2", "-0.2", "0.2", "-0.2", "0.2", every=timedelta(hours=2))
    assert not any(flaps(one, history) for one in history)


def test_an_alert_with_other_news_besides_is_told():
    history = row("-0.2", "0.2", "-0.2", "0.2")
    mixed = alert(9, NOON + timedelta(hours=4), price("-0.2"), stock("in_stock", "out_of_stock"))
    assert not flaps(mixed, [*history, mixed])


def test_lost_buy_boxes_are_an_incident_of_their_own_kind():
    lost = [alert(number, NOON + number * timedelta(minutes=1), BuyBox().example()) for number in range(9)]
    assert not any(flaps(one, lost) for one in lost)
