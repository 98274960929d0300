"""The life of an alert as it is read in a room, whole messages in order, at the terminal and through every transport.

One service stands for all journeys of a place; each journey has a room, a kettle and days of its own.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from tests.journeys.living import PLACES, AtTerminal, Room, World, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=PLACES)
async def world(request, tmp_path_factory) -> AsyncIterator[World]:
    async with opened(request.param, tmp_path_factory.mktemp("life")) as world:
        yield world


def day(world: World, date: str, time: str = "12:00") -> None:
    """Turn the clock on to a day that no other journey has, whatever journeys are chosen."""
    world.clock.at = datetime.fromisoformat(f"{date} {time}").replace(tzinfo=UTC)


def alert(asin: str, title: str, *facts: str) -> str:
    """An alert about one product, whole."""
    return "\n".join([f"{title} · Kettle {asin}", f"Product: {asin} on amazon.com (no. 1)", *facts, "Open at Amazon"])


def drop(asin: str, *more: str, since: str = "6 h", on: str = "today", title: str = "") -> str:
    """The first fall by 12 %, as it reads some time later."""
    fell = "Price dropped 12 %: $50.00 → $44.00"
    rule = f"Rule: price ±10 %, set by Ana {on}; measured from $50.00 ({on})"
    context = f"Context: lowest price in {since} of tracking, since we began"
    return alert(asin, f"{title}{fell}", "Price dropped: $50.00 → $44.00", rule, context, *more)


async def test_what_is_doubtful_is_held_back_until_a_second_look_agrees(world):
    asin, room = "B0LIFECON1", Room(world, 501)
    day(world, "2026-03-03")
    await room.tracks(asin, "stock")
    world.sells(asin, "50.00", in_stock=False)
    assert await room.later(hours=6) == []
    gone = "Out of stock: in stock → out of stock"
    confirmed = "First seen: 18:00, confirmed 18:03"
    assert await room.later(minutes=3) == [
        alert(asin, "Out of stock", gone, "Rule: stock, set by Ana today", confirmed)
    ]


async def test_what_a_second_look_does_not_find_again_is_never_told(world):
    asin, room = "B0LIFECON2", Room(world, 502)
    day(world, "2026-03-05")
    await room.tracks(asin, "stock")
    world.sells(asin, "50.00", in_stock=False)
    assert await room.later(hours=6) == []
    world.sells(asin, "50.00")
    assert await room.later(minutes=3) == []
    assert await room.later(hours=6) == []


async def test_products_that_change_together_are_one_message_with_the_change_and_rule_of_each(world):
    one, other, room = "B0LIFEGRO1", "B0LIFEGRO2", Room(world, 503)
    day(world, "2026-03-07")
    world.sells(other, "50.00")
    await room.tracks(one, "changes 10%")
    await room.says(f"/track {other} only changes 10%")
    world.sells(one, "44.00")
    world.sells(other, "30.00")
    (message,) = [text for text in await room.later(hours=6) if not text.startswith("(changed) ")]
    title, table = message.split("\n", 1)
    assert title in {f"2 products changed: Kettle {a}, Kettle {b}" for a, b in ((one, other), (other, one))}
    falls = ("Price dropped 12 %: $50.00 → $44.00", "Price dropped 40 %: $50.00 → $30.00")
    rule = "price ±10 %, set by Ana today; measured from $50.00 (today)"
    assert [table.count(words) for words in (one, other, *falls, rule)] == [2, 2, 1, 1, 2]
    assert [text for text in await room.later(hours=6) if not text.startswith("(changed) ")] == []


async def test_an_alert_that_is_taken_in_hand_says_in_its_place_by_whom_and_when(world):
    asin, room = "B0LIFEACK1", Room(world, 504)
    day(world, "2026-03-09")
    await room.tracks(asin, "changes 10%")
    world.sells(asin, "44.00")
    assert await room.later(hours=6) == [drop(asin)]
    taken, answer = drop(asin, "Taken in hand: by Ana, 18:00"), f"Taken in hand by Ana: 1 · Kettle {asin}"
    at_once = [answer] if isinstance(world, AtTerminal) else [f"(changed) {taken}\n{answer}"]
    assert await room.presses("Ack") == at_once
    assert await room.later(seconds=50) == [f"(changed) {taken}"]
    assert await room.later(hours=6) == []


async def test_what_comes_back_ends_in_its_place_with_its_beginning_its_end_and_how_deep_it_went(world):
    asin, room = "B0LIFEEND1", Room(world, 505)
    day(world, "2026-03-11")
    await room.tracks(asin, "drops 10%")
    world.sells(asin, "44.00")
    (told,) = await room.later(hours=6)
    world.sells(asin, "42.00")
    assert await room.later(hours=6) == []  # measured from what was told, it is less than the rule minds
    world.sells(asin, "49.00")
    over = "Resolved: 06:00, begun 11 Mar 18:00, as far as $42.00 (−16 %)"
    ended = drop(asin, over, since="18 h", on="11 Mar", title="Resolved after 12 h: ").replace("±10", "−10")
    assert told == drop(asin).replace("±10", "−10")
    assert await room.later(hours=6) == [f"(changed) {ended}"]


async def test_a_silence_until_a_price_says_so_and_ends_with_it(world):
    asin, room = "B0LIFEMUT1", Room(world, 506)
    day(world, "2026-03-13")
    await room.tracks(asin, "changes 10%")
    muted = f"Muted until price below $38.00: 1 · Kettle {asin}\nWhat still differs then is told then."
    assert await room.says("/mute 1 until price < 38") == [muted]
    world.sells(asin, "42.00")
    assert await room.later(hours=6) == []
    (shown,) = await room.says("/show 1")
    assert "Muted: until price below $38.00" in shown.splitlines()
    world.sells(asin, "37.00")
    reads = await room.later(hours=6)
    below = (
        "Price dropped: $50.00 → $37.00 ($42.00 → $37.00 since the look before)",
        "Rule: price ±10 %, set by Ana 13 Mar; measured from $50.00 (13 Mar)",
        "Price is below your target: $42.00 → $37.00",
        "Rule: price below $38.00, set by Ana 13 Mar; it was $50.00 (13 Mar)",
        "Context: lowest price in 12 h of tracking, since we began",
    )
    told = [text for text in reads if not text.startswith("(changed) ")]
    assert told == [alert(asin, "Price dropped 26 %: $50.00 → $37.00", *below)]


async def test_a_silence_until_stock_is_back_ends_with_it(world):
    asin, room = "B0LIFEMUT2", Room(world, 507)
    day(world, "2026-03-15")
    await room.tracks(asin, "stock")
    world.sells(asin, "50.00", in_stock=False)
    await room.later(hours=6)
    await room.later(minutes=3)
    muted = f"Muted until stock back: 1 · Kettle {asin}\nWhat still differs then is told then."
    assert await room.says("/mute 1 until back in stock") == [muted]
    world.sells(asin, "50.00")
    assert await room.later(hours=6) == []
    reads = await room.later(minutes=3)
    rules = ("Rule: stock back, set by Ana 15 Mar", "Rule: stock, set by Ana 15 Mar")
    seen = "First seen: 00:03, confirmed 00:06"
    gone = ("Out of stock: in stock → out of stock", rules[1], "First seen: 15 Mar 18:00, confirmed 15 Mar 18:03")
    ended = alert(asin, "Resolved after 6 h: Out of stock", *gone, "Resolved: 00:06, begun 15 Mar 18:03")
    back = alert(asin, "Back in stock", "Back in stock: out of stock → in stock", *rules, seen)
    assert reads == [f"(changed) {ended}", back]


async def test_a_silence_by_button_is_lifted_and_what_still_differs_is_told_then(world):
    asin, room = "B0LIFEMUT3", Room(world, 508)
    day(world, "2026-03-17")
    await room.tracks(asin, "changes 10%")
    world.sells(asin, "44.00")
    assert await room.later(hours=6) == [drop(asin)]
    muted = f"Muted until 22:00: 1 · Kettle {asin}"
    (answer,) = await room.presses("Mute 4 h")
    assert muted in answer.splitlines()
    world.sells(asin, "36.00")
    await room.says("/check 1")
    assert [text for text in await room.later(minutes=1) if "36.00" in text] == []
    assert await room.says("/unmute 1") == [f"No longer muted: 1 · Kettle {asin}"]
    told = [text for text in await room.later(hours=6) if not text.startswith("(changed) ")]
    (lines,) = [text.splitlines() for text in told]
    assert lines[0] == f"Price dropped 18 %: $44.00 → $36.00 · Kettle {asin}"
    assert "Price dropped: $44.00 → $36.00" in lines  # the look before saw $36.00 already
    assert "Rule: price ±10 %, set by Ana 17 Mar; measured from $44.00 (17 Mar)" in lines


async def test_a_night_in_which_the_clocks_go_forward_ends_with_one_summary_by_the_new_time(world):
    asin, room = "B0LIFEDST1", Room(world, 509)
    day(world, "2026-03-28")
    await room.tracks(asin, "changes 10%")
    await room.says("/settings zone Europe/Berlin")
    quiet = "What is critical is told all the same; the rest waits and comes as one summary when they end."
    (answer,) = await room.says("/quiet 22:00-07:00")
    assert answer.splitlines()[:2] == ["Quiet from 22:00 to 07:00, Europe/Berlin", quiet]
    day(world, "2026-03-28", "21:30")  # 22:30 in Berlin
    world.sells(asin, "44.00")
    assert await room.later() == []
    day(world, "2026-03-29", "04:59")  # 06:59 in Berlin, where it would be 05:59 but for the change
    assert await room.later() == []
    day(world, "2026-03-29", "05:00")
    (summary,) = await room.later()
    assert summary.splitlines()[0] == f"1 change in the quiet hours (22:00–07:00): Kettle {asin}"
    assert summary.splitlines()[1:] == drop(asin, since="16 h", on="28 Mar").splitlines()[1:]
    assert await room.later(hours=1) == []


async def test_a_price_that_flaps_is_said_so_once_and_is_quiet_from_then_on(world):
    asin, room = "B0LIFEFLA1", Room(world, 510)
    day(world, "2026-04-10")
    await room.tracks(asin, "changes 10%")
    await room.says(f"/track {asin} every 15m")
    told = []
    for turn in range(7):
        world.sells(asin, "50.00" if turn % 2 else "40.00")
        told += [text for text in await room.later(minutes=15) if not text.startswith("(changed) ")]
    falls = f"Price dropped 20 %: $50.00 → $40.00 · Kettle {asin}"
    rises = f"Price rose 25 %: $40.00 → $50.00 · Kettle {asin}"
    assert [text.splitlines()[0] for text in told] == [falls, rises, falls, rises, falls]
    says = "It goes back and forth: from here on its changes are summed up by the hour, until it is calm."
    assert [says in text for text in told] == [False, False, False, False, True]


async def test_the_live_card_is_drawn_again_after_45_seconds_at_the_soonest_and_skips_what_is_stale(world):
    if isinstance(world, AtTerminal):
        pytest.skip("what a terminal has drawn stays as it is")
    asin, room, elsewhere = "B0LIFECAR1", Room(world, 511), Room(world, 512)
    day(world, "2026-04-12")
    await room.tracks(asin, "changes 90%")
    await elsewhere.tracks(asin, "changes 90%")
    world.clock.turn(minutes=2)
    prices = []
    for price in ("49.00", "48.00", "47.00"):
        world.sells(asin, price)
        await elsewhere.says("/check 1")
        assert await room.later() == []
        prices.append(price_on(room.shows()))
    assert await room.later(seconds=46) == []
    assert [*prices, price_on(room.shows())] == ["$49.00", "$49.00", "$49.00", "$47.00"]


def price_on(card: str) -> str:
    return next(line.removeprefix("Price: ") for line in card.splitlines() if line.startswith("Price: "))


async def test_each_alert_is_measured_from_the_one_before_however_small_the_steps(world):
    asin, room = "B0LIFEANC1", Room(world, 513)
    day(world, "2026-04-14")
    await room.tracks(asin, "drops 10%")
    titles = []
    for price in ("46.00", "44.50", "41.00", "40.05", "44.00", "48.00", "43.21"):
        world.sells(asin, price)
        news = [text for text in await room.later(hours=6) if not text.startswith("(changed) ")]
        titles.append([text.splitlines()[0].removesuffix(f" · Kettle {asin}") for text in news])
    first, second = "Price dropped 11 %: $50.00 → $44.50", "Price dropped 10 %: $44.50 → $40.05"
    assert titles == [[], [first], [], [second], [], [], []]
    (shown,) = await room.says("/alerts 1")
    assert "price −10 %" in shown


async def test_a_silence_until_a_time_ends_then_with_a_look_and_what_it_finds(world):
    asin, room = "B0LIFEMUT4", Room(world, 514)
    day(world, "2026-04-20")
    await room.tracks(asin, "changes 10%")
    muted = f"Muted until Tue 09:00: 1 · Kettle {asin}\nWhat still differs then is told then."
    assert await room.says("/mute 1 until tue 9:00") == [muted]
    world.sells(asin, "44.00")
    assert await room.later(hours=6) == []
    day(world, "2026-04-21", "08:59")
    assert await room.later(seconds=20) == []
    world.sells(asin, "43.00")  # nobody has looked since
    day(world, "2026-04-21", "09:00")
    assert [text.splitlines()[0] for text in await room.later()] == [
        f"Price dropped 14 %: $50.00 → $43.00 · Kettle {asin}"
    ]
    assert await room.later(hours=6) == []


async def test_what_flaps_is_summed_up_by_the_hour_until_it_is_calm(world):
    asin, room = "B0LIFEFLA2", Room(world, 515)
    day(world, "2026-04-22")
    await room.tracks(asin, "changes 10%")
    await room.says(f"/track {asin} every 15m")
    told = []
    for turn in range(15):
        world.sells(asin, "50.00" if turn % 2 and turn < 11 else "40.00")
        news = [text for text in await room.later(minutes=15) if not text.startswith("(changed) ")]
        told += [(f"{world.clock.now():%H}", text.splitlines()[0]) for text in news if turn > 4]
    names = f"Kettle {asin}"
    assert told == [
        ("14", f"Still going back and forth, 2 changes: {names}"),
        ("15", f"Still going back and forth, 4 changes: {names}"),
    ]


async def test_a_room_that_shuts_it_out_is_left_in_peace_and_hears_of_what_differs_when_it_is_spoken_to(world):
    if isinstance(world, AtTerminal):
        pytest.skip("a terminal does not shut anybody out")
    asin, number = "B0LIFEOUT1", 516
    room = Room(world, number)
    day(world, "2026-04-24")
    await room.tracks(asin, "changes 10%")
    world.closes(number)
    world.sells(asin, "44.00")
    before = world.sent(number)
    assert await room.later(hours=6) == []
    world.sells(asin, "36.00")
    assert await room.later(hours=6) == []
    assert world.sent(number) == before + 1
    world.opens(number)
    (shown,) = await room.says("/show 1")
    assert "Price: $36.00" in shown.splitlines()
    told = [text.splitlines()[0] for text in await room.later() if not text.startswith("(changed) ")]
    assert told == [f"Price dropped 18 %: $44.00 → $36.00 · Kettle {asin}"]
