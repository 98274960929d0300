"""What one look makes of where a product stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from core.catalog.snapshot import Snapshot
from core.settling import Turn
from core.watching.standing import Standing
from tests.shop import BLENDER, snapshot

NOON = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def standing(accepted: Snapshot | None) -> Standing:
    return Standing(key=1, id=UUID(int=1), product=BLENDER, accepted=accepted, every=timedelta(hours=1), looked_at=NOON)


def priced(price: str | None, currency: str = "USD") -> Standing:
    shown = snapshot(BLENDER, NOON)
    offer = replace(shown.offer, price=None if price is None else Decimal(price), currency=currency)
    return standing(replace(shown, offer=offer))


@pytest.mark.parametrize(
    ("before", "after", "may_be"),
    [
        (priced("20"), priced("19.99"), True),
        (priced("20"), priced("20"), False),
        (priced("20"), priced("20.01"), False),
        (priced("20"), priced(None), False),
        (priced(None), priced("99"), True),
        (priced(None), priced(None), False),
        (priced("20"), priced("30", "EUR"), True),
        (standing(None), priced("99"), True),
    ],
)
def test_only_a_price_that_fell_or_is_unlike_the_one_before_may_be_the_lowest(before, after, may_be):
    assert Turn(before, after).may_be_lowest is may_be
