"""Best Sellers Rank rules."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from core.alerts.finding import Sight
from core.alerts.rank import BestSellersRank
from core.catalog.series import RankPoint, usual_rank
from core.catalog.snapshot import Rank
from tests.core.alerts.sights import START, rule, told
from tests.shop import BLENDER, snapshot


@pytest.mark.parametrize(
    ("when", "value", "unit", "ranks", "expected"),
    [
        ("changes", "30", "%", ["1000", "1299", "1300", "1000"], ["2: BSR worsened"]),
        ("changes", "30", "%", ["1000", "700"], ["1: BSR improved"]),
        ("improves", "30", "%", ["1000", "2000", "700"], ["2: BSR improved"]),
        ("worsens", "30", "%", ["1000", "600", "1300"], ["2: BSR worsened"]),
        (
            "below",
            "500",
            "rank",
            ["600", "500", "400", "501", "500"],
            ["1: BSR is better than your mark", "4: BSR is better than your mark"],
        ),
        ("changes", "30", "%", ["1000", None, "650"], ["2: BSR improved"]),
    ],
)
def test_rules_tell_over_a_row_of_looks(when, value, unit, ranks, expected):
    assert told(BestSellersRank(), rule("bsr", when, value, unit), ranks, key="rank") == expected


def test_another_main_category_takes_a_new_anchor_and_tells_nothing():
    kind = BestSellersRank()
    first = kind.judge(
        rule("bsr", "changes", "30", "%"), Sight(before=None, after=snapshot(BLENDER, START), usual_rank=Decimal(1200))
    ).rule
    moved = replace(snapshot(BLENDER, START), ranks=(Rank(3, "Blenders"),))
    verdict = kind.judge(first, Sight(before=None, after=moved, usual_rank=Decimal(3)))
    assert verdict.finding is None
    assert (verdict.rule.anchor, verdict.rule.about) == ("3", "Blenders")


def test_the_usual_rank_is_the_median_of_a_day_in_one_category():
    def at(hours, rank, category="Kitchen"):
        return RankPoint(START + timedelta(hours=hours), Rank(rank, category))

    readings = [at(-30, 1), at(-20, 900), at(-10, 5000), at(-5, 1100), at(-4, 7, "Blenders")]
    assert usual_rank(readings, at(0, 1000)) == Decimal(1050)
