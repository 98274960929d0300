"""The past as a picture, and in words."""

from core.catalog.snapshot import Availability, Outcome
from core.messages import Picture
from tests.shop import BLENDER, CABLE
from tests.stage import Stage


async def tracked_for_three_days(stage: Stage) -> None:
    stage.shelf.put(BLENDER, "49.99", rank=1200)
    await stage.say("/track B0TESTBL01")
    for price, rank in (("41.99", 1100), ("39.99", 900), ("44.99", 804)):
        stage.shelf.put(BLENDER, price, rank)
        await stage.later(days=1)


async def test_a_chart_is_a_picture_with_its_story_in_words(stage: Stage):
    await tracked_for_three_days(stage)
    card = await stage.answer("/chart 1")
    (picture,) = [block for block in card.blocks if isinstance(block, Picture)]
    assert picture.data.startswith(b"\x89PNG")
    assert picture.name == "price-B0TESTBL01-com.png"
    assert picture.alt == (
        "Price of B0TESTBL01: from $49.99 to $44.99, lowest $39.99 on 5 May over 3 days, since tracking began; "
        "rank from #1,200 to #804, best #804"
    )
    assert card.title == "1 · Vortex Blender 1.5 L, 900 W, 90 days"
    assert card.subject == "B0TESTBL01@com"


async def test_times_out_of_stock_are_counted(stage: Stage):
    stage.shelf.put(BLENDER, "49.99")
    await stage.say("/track B0TESTBL01")
    stage.shelf.put(BLENDER, None)
    stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    for _ in range(2):
        await stage.later(hours=6)
    assert "; out of stock once, and is now" in await stage.say("/chart 1")


async def test_the_rank_can_lead_and_the_time_be_chosen(stage: Stage):
    await tracked_for_three_days(stage)
    answer = await stage.say("/chart blender bsr 1d dark")
    assert answer.startswith("1 · Vortex Blender 1.5 L, 900 W, 24 h\nRank of B0TESTBL01: ")
    assert "; price from $39.99 to $44.99" in answer
    assert "/chart 1 bsr 30d dark" in answer


async def test_a_price_that_never_moved_is_steady(stage: Stage):
    stage.shelf.put(BLENDER, "49.99", rank=None)
    await stage.say("/track B0TESTBL01")
    await stage.later(hours=6)
    assert "Price of B0TESTBL01: steady at $49.99 over 6 h, since tracking began" in await stage.say("/chart it")


async def test_what_was_never_seen_is_said_so(stage: Stage):
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    await stage.say("/track B0TESTBL01")
    assert "Nothing was seen of B0TESTBL01 in the last 90 days." in await stage.say("/chart 1")


async def test_several_products_are_several_pictures_and_at_most_four(stage: Stage):
    stage.shelf.put(CABLE)
    await tracked_for_three_days(stage)
    await stage.say("/track B0TESTCA01")
    card = await stage.answer("/chart 1 2")
    assert [block.name for block in card.blocks if isinstance(block, Picture)] == [
        "price-B0TESTBL01-com.png",
        "price-B0TESTCA01-com.png",
    ]
    await stage.say("/track " + " ".join(f"B0TESTXX{n:02d}" for n in range(4)))


async def test_a_metric_that_is_not_kept_is_no_metric(stage: Stage):
    await tracked_for_three_days(stage)
    assert "is not on a list in this chat" in await stage.say("/chart 1 rating")
