"""Every alert kind as a conversation: a rule is set, the shop changes, the clock is turned, one message comes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from core.catalog.snapshot import Availability
from tests.shop import BLENDER, CABLE, Shelf
from tests.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is said, what happens in the shop, and what is told after how many minutes (the second look's included)."""

    rule: str
    echo: str
    happens: Callable[[Shelf], None]
    told: str
    shows: str
    confirmed: bool = False
    hours: float = 6


def offer(**parts: Any) -> Callable[[Shelf], None]:
    return lambda shelf: shelf.offer(BLENDER, **parts)


def edit(**parts: Any) -> Callable[[Shelf], None]:
    return lambda shelf: shelf.edit(BLENDER, **parts)


def whole(**parts: Any) -> Callable[[Shelf], None]:
    def happen(shelf: Shelf) -> None:
        shelf._goods[BLENDER] = replace(shelf._goods[BLENDER], **parts)

    return happen


NOBODY = {"seller": None, "price": None, "availability": Availability.NO_FEATURED_OFFER}
CASES = {
    "price drops": Case(
        rule="price drops 10%",
        echo="price −10 %",
        happens=offer(price=Decimal("44.99")),
        told="Price dropped 10 %: $49.99 → $44.99",
        shows="Rule: price −10 %, set by Ana 3 May; measured from $49.99",
    ),
    "target below": Case(
        rule="below 45",
        echo="price below $45.00",
        happens=offer(price=Decimal("44.99")),
        told="Price is below your target: $49.99 → $44.99",
        shows="Rule: price below $45.00",
    ),
    "target above": Case(
        rule="above 55",
        echo="price above $55.00",
        happens=offer(price=Decimal(55)),
        told="Price is above your target: $49.99 → $55.00",
        shows="Rule: price above $55.00",
    ),
    "90-day low": Case(
        rule="price new low 90d",
        echo="price lowest in 90 days",
        happens=offer(price=Decimal("49.98")),
        told="Lowest price in the 12 h since tracking began: $49.99 → $49.98",
        shows="Rule: price lowest in 90 days",
    ),
    "low since tracking began": Case(
        rule="price new low",
        echo="price lowest since tracking began",
        happens=offer(price=Decimal("49.98")),
        told="Lowest price in the 12 h since tracking began: $49.99 → $49.98",
        shows="Rule: price lowest since tracking began",
    ),
    "30-day high": Case(
        rule="price new high 30 days",
        echo="price highest in 30 days",
        happens=offer(price=Decimal(50)),
        told="Highest price in the 12 h since tracking began: $49.99 → $50.00",
        shows="Rule: price highest in 30 days",
    ),
    "rank": Case(
        rule="bsr better than 1000",
        echo="BSR below 1,000",
        happens=lambda shelf: shelf.put(BLENDER, rank=990),
        told="BSR is better than your mark: #1,200 → #990",
        shows="Rule: BSR below 1,000",
    ),
    "stock out": Case(
        rule="stock out",
        echo="stock out",
        happens=lambda shelf: shelf.stock(BLENDER, Availability.OUT_OF_STOCK),
        told="Out of stock",
        shows="in stock → out of stock",
        confirmed=True,
    ),
    "Buy Box lost": Case(
        rule="buybox lost",
        echo="Buy Box lost\nNo. 1: allowed to have the Buy Box is who has it now, Testwell Ltd.",
        happens=offer(seller="Evil Ltd"),
        told="Buy Box lost to Evil Ltd",
        shows="Testwell Ltd → Evil Ltd",
        confirmed=True,
    ),
    "Buy Box suppressed": Case(
        rule="buybox",
        echo="Buy Box\n",
        happens=offer(**NOBODY),
        told="Buy Box lost: nobody has it",
        shows="Testwell Ltd → nobody",
        confirmed=True,
    ),
    "new seller": Case(
        rule="seller new",
        echo="new seller",
        happens=offer(seller="Evil Ltd"),
        told="New seller: Evil Ltd",
        shows="Rule: new seller",
        confirmed=True,
    ),
    "title": Case(
        rule="title changes",
        echo="title edit",
        happens=edit(title="Vortex Blender 2 L, 900 W"),
        told="Title edited",
        shows="Title: Vortex Blender [1.5 → 2] L, 900 W",
        confirmed=True,
    ),
    "bullets": Case(
        rule="bullets changes",
        echo="bullets edit",
        happens=edit(bullets=("Boils", "Blends", "Cleans")),
        told="Bullets edited",
        shows="Bullets: [+Cleans]",
        confirmed=True,
    ),
    "pictures": Case(
        rule="images changes",
        echo="pictures edit",
        happens=edit(images=("https://m.media-amazon.com/images/I/81b._AC_SL1500_.jpg",)),
        told="Main image edited",
        shows="Main image: another picture",
        confirmed=True,
    ),
    "any edit": Case(
        rule="listing changes",
        echo="listing edit",
        happens=edit(category_path=("Kitchen", "Mixers")),
        told="Category edited",
        shows="Rule: listing edit",
        confirmed=True,
    ),
    "listing gone": Case(
        rule="listing gone",
        echo="listing gone",
        happens=lambda shelf: shelf.take_away(BLENDER),
        told="Listing gone",
        shows="Rule: listing gone",
        confirmed=True,
    ),
    "rating": Case(
        rule="rating",
        echo="rating −0.1",
        happens=whole(rating=Decimal("4.2")),
        told="Rating fell below 4.3: 4.6 → 4.2",
        shows="Rule: rating −0.1, set by Ana 3 May; measured from 4.6",
    ),
    "rating target": Case(
        rule="rating below 4.2",
        echo="rating below 4.2",
        happens=whole(rating=Decimal("4.1")),
        told="Rating is below your mark: 4.6 → 4.1",
        shows="Rule: rating below 4.2",
    ),
    "reviews removed": Case(
        rule="reviews drops 5%",
        echo="reviews −5 %",
        happens=whole(reviews=760),
        told="Reviews were removed 6.4 %: 812 → 760",
        shows="measured from 812",
    ),
    "coupon": Case(
        rule="coupon changes",
        echo="coupon",
        happens=offer(coupon="Apply 5% coupon"),
        told="Coupon gained",
        shows="none → Apply 5% coupon",
    ),
    "deal": Case(
        rule="deal",
        echo="deal",
        happens=offer(deal="Limited time deal"),
        told="Deal gained",
        shows="none → Limited time deal",
    ),
    "badge": Case(
        rule="badge gained",
        echo="badge gained",
        happens=offer(badges=("Amazon's Choice",)),
        told="Badge gained",
        shows="none → Amazon's Choice",
    ),
    "Prime": Case(
        rule="prime lost",
        echo="Prime lost",
        happens=offer(prime=False),
        told="Prime lost",
        shows="Prime → none",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_a_rule_is_echoed_told_once_and_explains_itself(stage: Stage, case: Case):
    stage.shelf.put(BLENDER)
    stage.shelf.offer(BLENDER, prime=True)
    stage.shelf.edit(
        BLENDER,
        bullets=("Boils", "Blends"),
        images=("https://m.media-amazon.com/images/I/71a._AC_SL1500_.jpg",),
        category_path=("Kitchen", "Blenders"),
    )
    await stage.say("/track B0TESTBL01 only price rises 90%")
    assert case.echo in await stage.say(f"/alert 1 {case.rule}")
    assert await stage.later(hours=case.hours) == []
    case.happens(stage.shelf)
    told = await stage.later(hours=case.hours)
    if case.confirmed:
        assert told == []
        told = await stage.later(hours=1)
    (message,) = told
    assert message.startswith(f"{case.told} · ")
    assert case.shows in message
    assert await stage.later(hours=case.hours) == []
    assert await stage.later(hours=case.hours) == []


async def test_a_new_watch_starts_with_the_usual_rules(stage: Stage):
    stage.shelf.put(BLENDER)
    answer = await stage.say("/track B0TESTBL01")
    assert "Rules: price ±10 % · BSR ±30 % · stock · Buy Box · listing edit · listing gone\n" in answer


async def test_a_seller_who_is_allowed_by_name_may_have_the_buy_box(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01 only buybox")
    answer = await stage.say('/alert 1 allow "Good Friend"')
    assert "allowed sellers: Good Friend" in answer
    assert 'Testwell Ltd, who has it now, is not; to allow them: /alert 1 allow "Testwell Ltd"' in answer
    assert "allowed sellers: Good Friend, Testwell Ltd" in await stage.say('/alert 1 allow "Testwell Ltd"')
    stage.shelf.offer(BLENDER, seller="good  friend")
    assert await stage.later(hours=6) == []
    assert await stage.later(minutes=3) == []
    stage.shelf.offer(BLENDER, seller="Evil Ltd")
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(minutes=3)
    assert alert.startswith("Buy Box lost to Evil Ltd")
    await stage.say("/undo")
    assert "allowed sellers: Good Friend ·" not in await stage.say("/alerts 1")


async def test_a_competitor_that_undercuts_is_told_whichever_price_has_moved(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    stage.shelf.put(CABLE, "52.00")
    await stage.say("/track B0TESTBL01 only price rises 90%")
    assert "undercuts us by 2 %" in await stage.say("/track B0TESTCA01 as competitor only undercut 2%")
    assert await stage.later(hours=6) == []
    stage.shelf.offer(CABLE, price=Decimal("49.00"))
    (alert,) = await stage.later(hours=6)
    assert alert.startswith(
        "Cheaper than your cheapest, B0TESTBL01, by 2 %: $49.00 against $50.00 · Braided USB-C Cable"
    )
    assert await stage.later(hours=6) == []
    stage.shelf.offer(BLENDER, price=Decimal("48.00"))
    assert await stage.later(hours=6) == []
    stage.shelf.offer(BLENDER, price=Decimal("55.00"))
    (alert,) = await stage.later(hours=6)
    assert alert.startswith("Cheaper than your cheapest, B0TESTBL01, by 11 %: $49.00 against $55.00 ·")
    assert "undercuts us by 2 %, set by Ana 3 May\n" in alert


async def test_a_rule_that_can_never_fire_is_refused_and_nothing_is_set(stage: Stage):
    stage.shelf.put(BLENDER)
    assert "can never fire: every price is above zero" in await stage.say("/track B0TESTBL01 below 0")
    assert "nothing is tracked here yet" in (await stage.say("/alerts")).lower()
    await stage.say("/track B0TESTBL01 only stock")
    for rule, why in {
        "below 0": "every price is above zero",
        "drops 100%": "nothing can lose all of its value",
        "rating below 0.5": "ratings lie between 1 and 5",
        "bsr below 0": "ranks begin at 1",
        "undercut 1%": "this is one of your own",
    }.items():
        assert why in await stage.say(f"/alert 1 {rule}")
    assert (await stage.say("/alerts 1")).startswith("1 rules on 1 products")


async def test_a_target_that_holds_already_is_said_to_wait(stage: Stage):
    stage.shelf.put(BLENDER, "20.00")
    await stage.say("/track B0TESTBL01")
    answer = await stage.say("/alert 1 below 25")
    assert "“price below $25.00” holds already; I tell you when it comes true again." in answer


async def test_an_edit_in_a_silence_is_told_when_it_ends(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await stage.say("/mute 1 1d")
    stage.shelf.edit(BLENDER, title="Vortex Blender 2 L")
    assert await stage.later(hours=6) == []
    assert await stage.later(minutes=3) == []
    (alert,) = [message for _ in range(5) for message in await stage.later(hours=6)]
    assert alert.startswith("Title edited")
    assert "Title: edited while alerts were held back" in alert


async def test_a_clock_set_back_loses_and_repeats_nothing(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01 price new low")
    stage.shelf.offer(BLENDER, price=Decimal("40.00"))
    (alert,) = await stage.later(hours=6)
    assert "Lowest price" in alert
    stage.clock.turn(hours=-3)
    await stage.say("/check 1")
    assert await stage.told() == []
    stage.shelf.offer(BLENDER, price=Decimal("30.00"))
    told = [message for _ in range(8) for message in await stage.later(hours=2)]
    assert [message.partition(" · ")[0] for message in told] == ["Price dropped 25 %: $40.00 → $30.00"]
