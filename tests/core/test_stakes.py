"""How much more than usual a look is worth because a rule is near."""

from decimal import Decimal

import pytest

from core.foresight.habit import USUAL_STAKE
from core.stakes import stake


@pytest.mark.parametrize(
    ("way", "worth"),
    [("-1", USUAL_STAKE), ("0", USUAL_STAKE), ("0.5", USUAL_STAKE), ("0.75", 2.0), ("1", 3.0), ("7", 3.0)],
)
def test_from_half_of_the_way_on_a_look_is_worth_more_up_to_three_times_as_much(way, worth):
    assert stake(Decimal(way)) == pytest.approx(worth)
