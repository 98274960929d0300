"""The life of an alert, with a clock turned by hand: grouped, silenced, flapping, in a burst."""

from core.catalog.asin import Product
from core.catalog.snapshot import Availability
from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import Stage

MANY = [Product(f"B0MANY{number:04d}", "com") for number in range(9)]


async def tracked(stage: Stage, *products: Product, chat: ChatId | None = None) -> None:
    for product in products:
        stage.shelf.put(product, "50.00")
    where = {"chat": chat} if chat else {}
    await stage.say(f"/track {' '.join(product.asin for product in products)}", **where)


async def test_a_silence_until_a_price_ends_with_it_and_tells_what_ended_it(stage: Stage):
    await tracked(stage, BLENDER)
    assert (await stage.say("/mute 1 until price < 38")).startswith("Muted until price below $38.00: 1 · Vortex")
    stage.shelf.put(BLENDER, "42.00")
    assert await stage.later(hours=6) == []
    assert "Muted: until price below $38.00" in await stage.say("/show 1")
    stage.shelf.put(BLENDER, "37.00")
    (alert,) = await stage.later(hours=6)
    assert "Rule: price below $38.00, set by Ana" in alert
    assert "price ±10 %" in alert
    assert "measured from $50.00" in alert
    assert "Muted" not in await stage.say("/show 1")
    stage.shelf.put(BLENDER, "30.00")
    assert len(await stage.later(hours=6)) == 1


async def test_a_silence_until_a_rank_ends_with_it_though_no_rule_is_about_ranks(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say(f"/track {BLENDER.asin} only price")
    await stage.say("/mute 1 until bsr below 500")
    stage.shelf.put(BLENDER, rank=400)
    (alert,) = await stage.later(hours=6)
    assert "BSR below 500" in alert


async def test_only_a_price_below_every_earlier_one_is_told_as_the_lowest(stage: Stage):
    await tracked(stage, BLENDER)
    told = []
    for price in ("44.00", "50.00", "44.50", "39.00"):
        stage.shelf.put(BLENDER, price)
        told += await stage.later(hours=6)
    assert ["lowest" in alert.lower() for alert in told] == [True, False, False, True]


async def test_a_silence_until_it_is_back_in_stock_ends_then(stage: Stage):
    await tracked(stage, BLENDER)
    stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    await stage.later(hours=6)
    assert len(await stage.later(minutes=3)) == 1
    assert (await stage.say("/mute 1 until back in stock")).startswith("Muted until stock back: 1 · Vortex")
    assert "muted until stock back" in await stage.say("/list")
    stage.shelf.put(BLENDER, "38.00")
    await stage.later(hours=6)
    (alert,) = await stage.later(minutes=3)
    assert "Back in stock" in alert
    assert "Muted" not in await stage.say("/show 1")


async def test_a_silence_with_an_event_and_a_time_ends_with_what_comes_first(stage: Stage):
    await tracked(stage, BLENDER)
    answer = await stage.say("/mute 1 7h until price below 20")
    assert answer.startswith("Muted until 19:00, or until price below $20.00")
    stage.shelf.put(BLENDER, "40.00")
    assert await stage.later(hours=6) == []
    (alert,) = await stage.later(hours=6)
    assert "$50.00 → $40.00" in alert or "measured from $50.00" in alert
    assert "below $20.00" not in alert


async def test_what_is_so_already_cannot_be_waited_for(stage: Stage):
    await tracked(stage, BLENDER)
    assert (await stage.say("/mute 1 until price < 60")).startswith(
        "1 · Vortex Blender 1.5 L, 900 W: “price below $60.00” holds already, so there is nothing to wait for."
    )
    assert "“stock back” holds already" in await stage.say("/mute 1 until back in stock")
    assert "Muted" not in await stage.say("/show 1")


async def test_unmuting_ends_a_silence_before_its_event(stage: Stage):
    await tracked(stage, BLENDER)
    await stage.say("/mute 1 until price < 20")
    stage.shelf.put(BLENDER, "40.00")
    assert await stage.later(hours=6) == []
    await stage.say("/unmute 1")
    assert len(await stage.later(hours=6)) == 1
    stage.shelf.put(BLENDER, "19.50")
    await stage.later(hours=6)
    (alert,) = await stage.later(minutes=3)
    assert "below $20.00" not in alert


async def test_a_rule_that_flaps_is_said_so_once_then_summed_up_by_the_hour_until_it_is_calm(stage: Stage):
    await tracked(stage, BLENDER)
    await stage.say("/track B0TESTBL01 every 15m")
    told: list[tuple[str, str]] = []
    for turn in range(12):
        stage.shelf.put(BLENDER, "40.00" if turn % 2 == 0 else "50.00")
        told += [(f"{stage.clock.now():%H:%M}", text) for text in await stage.later(minutes=15)]
    firsts = [text for _, text in told[:5]]
    assert all("goes back and forth" not in text for text in firsts[:4])
    assert "It goes back and forth: from here on its changes are summed up by the hour" in firsts[4]
    summaries = [text for _, text in told[5:]]
    assert all(text.startswith("Still going back and forth, ") for text in summaries)
    assert 1 <= len(summaries) <= 2
    (last,) = await stage.later(hours=1)
    assert last.startswith("Still going back and forth, ")
    assert await stage.later(hours=2) == []
    stage.clock.turn(hours=6)
    stage.shelf.put(BLENDER, "40.00")
    (calm,) = await stage.later(hours=1)
    assert calm.startswith("Price dropped 20 %")


async def test_every_change_of_a_rule_that_flaps_is_in_one_of_its_messages(stage: Stage):
    await tracked(stage, BLENDER)
    await stage.say("/track B0TESTBL01 every 15m")
    prices = [f"{40 + 10 * (turn % 2)}.{turn:02d}" for turn in range(12)]
    told = []
    for price in prices:
        stage.shelf.put(BLENDER, price)
        told += await stage.later(minutes=15)
    told += await stage.later(hours=1)
    everything = "\n".join(told)
    assert [price for price in prices if f"→ ${price}" not in everything] == []
    assert all(everything.count(f"→ ${price}") <= 2 for price in prices)  # in the title, and as the fact


async def test_the_sixth_message_of_a_burst_and_all_after_it_come_as_one_when_it_is_over(stage: Stage):
    await tracked(stage, *MANY)
    told = []
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    for product in MANY:
        stage.shelf.put(product, "44.00")
        await stage.say(f"/check {product.asin}")
        told += await stage.told()
    assert len(told) == 5
    assert await stage.later(seconds=20) == []
    (rest,) = await stage.later(minutes=2)
    assert rest.startswith("4 products changed: ")
    assert all(product.asin in rest for product in MANY[5:])


async def test_a_burst_in_one_chat_keeps_no_other_waiting(stage: Stage):
    elsewhere = ChatId("console", "", "elsewhere")
    await tracked(stage, *MANY)
    await tracked(stage, CABLE, chat=elsewhere)
    for product in MANY[:6]:
        stage.shelf.put(product, "44.00")
        await stage.say(f"/check {product.asin}")
        await stage.told()
    stage.shelf.put(CABLE, "40.00")
    await stage.say(f"/check {CABLE.asin}", chat=elsewhere)
    assert len(await stage.told()) == 1
    assert stage.chat.cards[-1][0] == elsewhere


async def test_several_changes_of_one_product_are_one_table(stage: Stage):
    await tracked(stage, BLENDER)
    stage.herald._chats = {}
    for price in ("40.00", "48.00"):
        stage.shelf.put(BLENDER, price)
        await stage.later(hours=6)
    stage.herald._chats = {"console": stage.chat}
    (message,) = await stage.told()
    assert message.startswith("2 changes: Vortex Blender")
