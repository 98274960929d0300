"""Rules as people say them: several conditions as one, echoed, tried on the past, and told leg by leg."""

import pytest

from core.catalog.snapshot import Availability
from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def lived(stage: Stage, *looks: tuple[str, int]) -> None:
    """These prices and ranks, each for two days."""
    for price, rank in looks:
        stage.shelf.put(BLENDER, price, rank)
        await stage.later(days=2)
        await stage.later(minutes=3)


@pytest.fixture
async def tracked(stage: Stage) -> Stage:
    stage.shelf.put(BLENDER, "30.00", 1000)
    await stage.say("/track B0TESTBL01 only buybox")
    return stage


async def test_both_of_two_conditions_are_echoed_and_told_when_the_second_comes_true(tracked: Stage):
    answer = await tracked.say("/alert 1 price below 20 and bsr below 500")
    assert "Vortex Blender 1.5 L, 900 W: Buy Box · price below $20.00 and BSR below 500" in answer
    tracked.shelf.put(BLENDER, "19.00", 1000)
    assert await tracked.later(hours=6) == []
    tracked.shelf.put(BLENDER, "19.00", 420)
    (alert,) = await tracked.later(hours=6)
    assert alert.startswith("Price is below your target: $19.00 · BSR is better than your mark: #1,000 → #420")
    assert "Condition: price below $20.00; it was $19.00 (3 May)" in alert
    assert "Condition: BSR below 500; it was #1,000 (3 May)" in alert
    assert "Rule: price below $20.00 and BSR below 500, set by Ana" in alert
    tracked.shelf.put(BLENDER, "18.00", 400)
    assert await tracked.later(hours=6) == []


async def test_any_of_several_is_told_as_it_happens(tracked: Stage):
    tracked.shelf.put(CABLE, "50.00")
    await tracked.say("/track B0TESTCA01 only buybox")
    answer = await tracked.confirm("/alert all any of price below 20, stock back")
    assert answer.count("price below $20.00 or stock back") >= 2
    tracked.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    await tracked.later(hours=6)
    assert await tracked.later(minutes=3) == []
    tracked.shelf.stock(BLENDER, Availability.IN_STOCK)
    await tracked.later(hours=6)
    (alert,) = await tracked.later(minutes=3)
    assert alert.startswith("Back in stock · Vortex Blender")
    assert "First seen: " in alert
    assert "Rule: price below $20.00 or stock back, set by Ana" in alert


async def test_such_a_rule_says_what_it_would_have_told(tracked: Stage):
    await lived(tracked, ("19.00", 1000), ("19.00", 400), ("30.00", 400), ("18.00", 400), ("30.00", 1000))
    answer = await tracked.say("/alert 1 price below 20 and bsr below 500")
    assert "price below $20.00 and BSR below 500: would have fired twice in the 10 days since tracking began:" in answer
    assert "Price is below your target: $30.00 → $18.00 · BSR is better than your mark: #400" in answer


async def test_one_condition_out_of_reach_is_said_with_one_within(tracked: Stage):
    await lived(tracked, ("29.00", 1000))
    answer = await tracked.say("/alert 1 price below 2 and bsr below 5000")
    assert "No. 1 was never that low: $29.00 at the lowest" in answer


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("price below 0 and bsr below 500", "every price is above zero"),
        ("any of price below 20, bsr below 0", "ranks begin at 1"),
        ("price below 20 and price above 30", "nothing is below the one and above the other"),
        ("stock out and stock back", "stock cannot be both"),
    ],
)
async def test_what_can_never_come_true_is_refused_with_its_reason(tracked: Stage, said: str, why: str):
    assert why in await tracked.say(f"/alert 1 {said}")
    assert "price" not in await tracked.say("/alerts 1")


async def test_what_holds_already_is_said_when_it_is_set(tracked: Stage):
    answer = await tracked.say("/alert 1 price below 40 and bsr below 5000")
    assert "“price below $40.00 and BSR below 5,000” holds already; I tell you when it comes true again." in answer
    tracked.shelf.put(BLENDER, "41.00", 1000)
    await tracked.later(hours=6)
    tracked.shelf.put(BLENDER, "39.00", 1000)
    assert len(await tracked.later(hours=6)) == 1


async def test_the_same_words_with_other_numbers_change_the_rule(tracked: Stage):
    await tracked.say("/alert 1 price below 20 and bsr below 500")
    answer = await tracked.say("/alert 1 price below 18 and bsr below 400")
    assert "Buy Box · price below $18.00 and BSR below 400" in answer
    assert "$20.00" not in answer


async def test_one_of_its_metrics_is_enough_to_take_it_away_and_undo_brings_it_back(tracked: Stage):
    await tracked.say("/alert 1 price below 20 and bsr below 500")
    await tracked.say("/alert off 1 bsr")
    assert "BSR" not in await tracked.say("/alerts 1")
    await tracked.say("/undo")
    assert "price below $20.00 and BSR below 500" in await tracked.say("/alerts 1")


async def test_a_change_of_another_rule_does_not_make_it_forget_what_it_has_seen(tracked: Stage):
    await tracked.say("/alert 1 price drops 10% and bsr below 500")
    tracked.shelf.put(BLENDER, "26.00", 1000)
    await tracked.later(hours=6)
    await tracked.say("/alert 1 coupon")
    tracked.shelf.put(BLENDER, "26.00", 400)
    (alert,) = await tracked.later(hours=6)
    assert "Price dropped 13 %" in alert
    assert "Condition: price −10 %; measured from $30.00 (3 May)" in alert


async def test_a_silence_may_wait_for_any_of_several(tracked: Stage):
    await tracked.say("/alert 1 changes 5%")
    assert (await tracked.say("/mute 1 until price < 20 or coupon")).startswith(
        "Muted until price below $20.00 or coupon"
    )
    tracked.shelf.put(BLENDER, "25.00", 1000)
    assert await tracked.later(hours=6) == []
    tracked.shelf.offer(BLENDER, coupon="5 % off")
    (alert,) = await tracked.later(hours=6)
    assert "Coupon gained" in alert


async def test_amounts_of_several_conditions_are_in_the_stores_own_currency(tracked: Stage):
    answer = await tracked.say("/alert 1 price below 20 EUR and bsr below 500")
    assert "USD" in answer
    assert "below" not in await tracked.say("/alerts 1")


async def test_a_competitors_undercut_counts_when_an_own_price_moves(tracked: Stage):
    tracked.shelf.put(CABLE, "29.00")
    await tracked.say("/track B0TESTCA01 only as competitor buybox")
    await tracked.say("/alert 2 undercut 5% and price below 40")
    tracked.shelf.put(BLENDER, "30.90")
    (alert,) = await tracked.later(hours=6)
    assert "Cheaper than your cheapest, B0TESTBL01" in alert
