"""What a new rule would have told, said when it is set."""

from decimal import Decimal

from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def lived(stage: Stage, *prices: str, product=BLENDER, days: int = 2) -> None:
    """These prices, each for some days."""
    for price in prices:
        stage.shelf.offer(product, price=Decimal(price))
        await stage.later(days=days)


async def test_a_rule_says_how_often_it_would_have_fired_with_examples(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await lived(stage, "44.99", "49.99", "43.99", "49.99")
    answer = await stage.say("/alert 1 below 45")
    assert "price below $45.00: would have fired twice in the 8 days since tracking began:" in answer
    assert "- 9 May: Price is below your target: $49.99 → $43.99" in answer
    assert "- 5 May: Price is below your target: $49.99 → $44.99" in answer


async def test_a_long_past_is_that_of_ninety_days_and_shows_five_examples(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await lived(stage, *["39.99", "49.99"] * 10, days=6)
    answer = await stage.say("/alert 1 drops 10%")
    # The anchor of a drop stays where the last drop went: what comes back up and falls again has not dropped further.
    assert "price −10 %: would never have fired in the last 90 days." in answer
    answer = await stage.say("/alert 1 changes 10%")
    assert "price ±10 %: would have fired 15 times in the last 90 days:" in answer
    assert answer.count("\n- ") == 5


async def test_a_target_below_all_that_was_seen_offers_one_within_reach(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await lived(stage, "44.99", "49.99")
    answer = await stage.say("/alert 1 below 20")
    assert "price below $20.00: would never have fired in the 4 days since tracking began." in answer
    assert (
        "No. 1 was never that low: $44.99 at the lowest (5 May), in 4 days of tracking. "
        "Within reach: /alert 1 below 44.99" in answer
    )


async def test_tracking_with_a_rule_tries_it_where_the_product_has_a_past(stage: Stage):
    stage.shelf.put(BLENDER)
    assert "would" not in await stage.say("/track B0TESTBL01 below 45")
    await lived(stage, "44.99", "49.99")
    answer = await stage.say("/track B0TESTBL01 below 46")
    assert "price below $46.00: would have fired once in the 4 days since tracking began:" in answer


async def test_several_products_are_counted_together(stage: Stage):
    stage.shelf.put(BLENDER)
    stage.shelf.put(CABLE, "9.99")
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    await lived(stage, "44.99", "49.99")
    answer = await stage.confirm("/alert all drops 8%")
    assert "price −8 %: would have fired once on 1 of 2 products in the 4 days since tracking began:" in answer


async def test_what_is_not_kept_is_said_to_be_untried(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await lived(stage, "44.99")
    answer = await stage.say("/alert 1 coupon")
    assert "coupon: not tried on the past, of which nothing is kept for it." in answer
