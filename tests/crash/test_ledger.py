"""The campaign's judge: what it reads in an output, and what it calls lost, false, and told twice."""

from itertools import pairwise

import pytest

from tests.crash.ledger import Ledger, Told, audit, told_in

ASIN = "B0CRASHA00"
VALUES = ["$26.50", "$23.01", "$26.52", "$20.03"]


def price(old: str, new: str) -> Told:
    return Told(ASIN, "price", old, new)


def target(old: str, new: str) -> Told:
    return Told(ASIN, "target", old, new)


FIRST, SECOND, THIRD = (price(*pair) for pair in pairwise(VALUES))
REACHED = target(THIRD.old, THIRD.new)
ALL = [FIRST, SECOND, THIRD, REACHED]


DROP = """\
! Price dropped 13 %: $26.50 → $23.01 · Kettle B0CRASHA00
  Product: B0CRASHA00 on amazon.com (no. 1)
"""
TO_THE_TARGET = """\
✗ Price dropped 25 %: $26.52 → $20.03 · Kettle B0CRASHA00
  Price dropped: $26.52 → $20.03
  Price is below your target: $26.52 → $20.03
"""
OVER_BEFORE = "✓ Resolved after 2 s: Price rose 15 %: $23.01 → $26.52 · Kettle B0CRASHA00\n"
TABLE = """\
✗ 2 changes: Kettle B0CRASHA00
  1  B0CRASHA00 Kettle  Price dropped 13 %: $26.50 → $23.01                 price changes 10 %
  1  B0CRASHA00 Kettle  Resolved 05:03: Price rose 15 %: $23.01 → $26.52  price changes 10 %
"""
UPDATE = "! Price dropped 13 %: $26.50 → $23.01 · Kettle B0CRASHA00 (updated)\n"
ANSWER = "● Tracking 1 product: Kettle B0CRASHA00\n"
STOCK = "! Out of stock · Kettle B0CRASHA00\n"


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (DROP, [FIRST]),
        (TO_THE_TARGET, [THIRD, REACHED]),
        (OVER_BEFORE, [SECOND]),
        (TABLE, [FIRST, SECOND]),
        (UPDATE, []),
        (ANSWER, []),
        (STOCK, [Told(ASIN, "stock", "in", "out")]),
        (f"{DROP}\n{UPDATE}\n{OVER_BEFORE}", [FIRST, SECOND]),
    ],
    ids=["one", "with a target", "over before it was told", "table", "update", "answer", "stock", "several"],
)
def test_what_an_output_tells(output: str, told: list[Told]) -> None:
    assert list(told_in(f"● Hello\n\n{output}\n")) == told


@pytest.mark.parametrize(
    ("runs", "on_their_way", "found"),
    [
        ([ALL], [], (0, 0, 0, 0)),
        ([[FIRST], [SECOND, THIRD, REACHED]], [[]], (0, 0, 0, 0)),
        ([[FIRST, SECOND]], [], (1, 0, 0, 0)),
        ([[FIRST, THIRD, REACHED]], [], (2, 0, 0, 0)),
        ([[FIRST, SECOND, THIRD]], [], (1, 0, 0, 0)),
        ([[*ALL, price("$20.03", "$99.00")]], [], (0, 1, 0, 0)),
        ([[*ALL, target("$26.50", "$20.00")]], [], (0, 1, 0, 0)),
        ([[FIRST], [FIRST, *ALL[1:]]], [[FIRST]], (0, 0, 1, 0)),
        ([[FIRST], [FIRST, *ALL[1:]]], [[]], (0, 0, 0, 1)),
        ([[FIRST], [FIRST, FIRST, *ALL[1:]]], [[FIRST]], (0, 0, 1, 1)),
    ],
    ids=[
        "all",
        "over two runs",
        "the last is missing",
        "one between is missing",
        "a target is missing",
        "a price that never was",
        "a target that was not reached",
        "again, as a kill met it on its way",
        "again without cause",
        "twice again, of which one is excused",
    ],
)
def test_what_is_lost_false_again_in_flight_and_again_without_cause(
    runs: list[list[Told]], on_their_way: list[list[Told]], found: tuple[int, int, int, int]
) -> None:
    count = audit(Ledger(runs, on_their_way), {(ASIN, "price"): VALUES}, all_of={ASIN}, targets={ASIN})
    assert (count.lost, count.false, count.again_in_flight, count.again_without_cause) == found
    assert bool(count.stories) == bool(count.lost)
    assert count.is_clean == (found[:2] == (0, 0) and not found[3])


@pytest.mark.parametrize(("told", "lost"), [([price("$26.50", "$20.03")], 0), ([FIRST, price("$26.52", "$20.03")], 1)])
def test_a_product_that_moves_on_may_be_seen_seldom_but_never_with_a_gap(told: list[Told], lost: int) -> None:
    count = audit(Ledger([told], []), {(ASIN, "price"): VALUES}, all_of=(), targets=())
    assert (count.lost, count.false) == (lost, 0)
