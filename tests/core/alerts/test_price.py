"""Price rules over rows of looks."""

from decimal import Decimal

import pytest

from core.alerts.finding import Sight
from core.alerts.price import Price
from core.messages import Tone
from tests.core.alerts.sights import START, rule, told
from tests.shop import BLENDER, snapshot


@pytest.mark.parametrize(
    ("when", "value", "unit", "prices", "expected"),
    [
        # the first look only anchors; a move is measured from the anchor, not from the last look
        ("changes", "10", "%", ["100", "95", "91", "90"], ["3: Price dropped"]),
        ("changes", "10", "%", ["100", "110", "111", "121"], ["1: Price rose", "3: Price rose"]),
        # after an alert the anchor is the alerted value, and one look may pass both distances
        ("changes", "10", "%", ["100", "89", "100"], ["1: Price dropped", "2: Price rose"]),
        ("changes", "10", "%", ["100", "89", "93", "89", "97.9"], ["1: Price dropped", "4: Price rose"]),
        ("drops", "10", "%", ["100", "150", "90", "81"], ["2: Price dropped", "3: Price dropped"]),
        ("rises", "10", "%", ["100", "80", "110"], ["2: Price rose"]),
        ("drops", "5", "USD", ["20", "16", "15", "10"], ["2: Price dropped", "3: Price dropped"]),
        # a target fires on crossing, and again only after leaving
        (
            "below",
            "25",
            "USD",
            ["30", "25", "24", "26", "24.99"],
            ["1: Price is below your target", "4: Price is below your target"],
        ),
        ("below", "25", "USD", ["20", "19", "30", "20"], ["3: Price is below your target"]),
        ("above", "25", "USD", ["20", "25"], ["1: Price is above your target"]),
        # no price is no judgement: neither a drop to nothing, nor a way around the anchor
        ("changes", "10", "%", ["100", None, "99", None, "89"], ["4: Price dropped"]),
        ("below", "25", "USD", [None, "30", None, "24"], ["3: Price is below your target"]),
    ],
)
def test_rules_tell_over_a_row_of_looks(when, value, unit, prices, expected):
    assert told(Price(), rule("price", when, value, unit), prices) == expected


def test_a_finding_carries_old_new_anchor_and_share():
    kind = Price()
    first = kind.judge(
        rule("price", "changes", "10", "%"), Sight(before=None, after=snapshot(BLENDER, START, "50"))
    ).rule
    before, after = snapshot(BLENDER, START, "46"), snapshot(BLENDER, START, "40")
    finding = kind.judge(first, Sight(before=before, after=after)).finding
    assert finding is not None
    assert (finding.old, finding.new, finding.anchor, finding.share) == ("50", "40", "50", Decimal("-0.2"))
    assert finding.step == ("46", "40")
    assert finding.severity is Tone.CRITICAL


def test_a_jump_beyond_two_fifths_is_doubted_either_way():
    kind = Price()

    def of(price):
        return snapshot(BLENDER, START, price)

    assert not kind.doubts(of("100"), of("60"))
    assert kind.doubts(of("100"), of("59.99"))
    assert kind.doubts(of("100"), of("140.01"))
    assert kind.doubts(of("100"), of(None))
