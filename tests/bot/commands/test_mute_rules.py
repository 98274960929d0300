"""Silence of single rules: the rule rests, the product goes on."""

import pytest

from core.catalog.snapshot import Availability
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, Stage


@pytest.fixture
async def blender(stage: Stage) -> Stage:
    """A blender at $50.00, tracked with the usual rules; it is noon on a Sunday."""
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    return stage


@pytest.fixture
async def pair(blender: Stage) -> Stage:
    """A cable besides, on the list “cables”."""
    blender.shelf.put(CABLE, "10.00")
    await blender.say("/track B0TESTCA01 coupon gained list cables")
    return blender


async def test_a_muted_rule_rests_and_the_others_go_on(blender: Stage):
    answer = await blender.say("/mute 1 price 12h")
    assert answer.startswith("Muted until Mon 00:00: price rules of 1 · Vortex Blender")
    assert "At rest: price ±10 %. What still differs then is told then." in answer
    blender.shelf.put(BLENDER, "40.00")
    blender.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    assert await blender.later(hours=6) == []
    (alert,) = await blender.later(minutes=10)
    assert "Out of stock" in alert
    assert "measured from" not in alert


async def test_what_still_differs_when_a_rule_s_silence_ends_is_told_then_and_once(blender: Stage):
    await blender.say("/mute 1 price 7h")
    blender.shelf.put(BLENDER, "40.00")
    assert await blender.later(hours=6) == []
    (alert,) = await blender.later(hours=6)
    assert "measured from $50.00" in alert
    assert await blender.later(hours=6) == []


async def test_what_came_and_went_while_a_rule_rested_is_not_told(blender: Stage):
    await blender.say("/mute 1 price 7h")
    blender.shelf.put(BLENDER, "40.00")
    assert await blender.later(hours=6) == []
    blender.shelf.put(BLENDER, "50.00")
    assert await blender.later(hours=6) == []


async def test_a_rule_that_is_unmuted_tells_at_the_next_look_what_changed_although_that_look_sees_nothing_new(
    blender: Stage,
):
    await blender.say("/mute 1 price")
    blender.shelf.put(BLENDER, "40.00")
    assert await blender.later(hours=6) == []
    assert await blender.say("/unmute 1 price") == "No longer muted: price rules of 1 · Vortex Blender 1.5 L, 900 W"
    (alert,) = await blender.later(hours=6)
    assert "measured from $50.00" in alert


async def test_unmuting_a_product_lets_its_muted_rules_be_heard_as_well(blender: Stage):
    await blender.say("/mute 1 bsr until mon 9:00")
    await blender.say("/mute 1 4h")
    assert (await blender.say("/unmute 1")).startswith("No longer muted: 1 · Vortex Blender")
    assert "uted" not in await blender.say("/show 1")


async def test_unmuting_a_rule_leaves_the_silence_of_its_product_and_says_so(blender: Stage):
    await blender.say("/mute 1 price 8h")
    await blender.say("/mute 1 4h")
    answer = await blender.say("/unmute 1 price")
    assert "is muted as a whole until 16:00: /unmute 1 ends that." in answer
    again = await blender.say("/unmute 1 price")
    assert again.startswith("Nothing of that is muted\n1 · Vortex Blender")
    assert "Muted: until 16:00" in await blender.say("/show 1")


async def test_a_resting_rule_is_shown_with_its_end_wherever_rules_are_shown(pair: Stage):
    assert (await pair.say("/mute 1 bsr until mon 9:00")).startswith("Muted until Mon 09:00: bsr rules of 1")
    assert "price ±10 % · BSR ±30 % (muted until Mon 09:00) · " in await pair.say("/show 1")
    assert "BSR ±30 % (muted until Mon 09:00)" in await pair.say("/list")
    listed = await pair.say("/list muted")
    assert listed.startswith("1 product tracked")
    assert "Vortex Blender" in listed
    rows = (await pair.say("/alerts 1")).splitlines()
    assert [row for row in rows if "muted" in row] == [row for row in rows if "BSR ±30 %" in row]


@pytest.mark.parametrize(
    ("rule", "product", "shown"),
    [("2h", "5h", "muted until 17:00"), ("8h", "5h", "muted until 20:00"), ("8h", "", "muted until you unmute")],
)
async def test_the_later_of_two_silences_is_the_one_a_rule_is_shown_with(
    blender: Stage, rule: str, product: str, shown: str
):
    await blender.say(f"/mute 1 price {rule}")
    await blender.say(f"/mute 1 {product}")
    (row,) = [row for row in (await blender.say("/alerts 1")).splitlines() if "price ±10 %" in row]
    assert shown in row


async def test_a_rule_s_silence_can_be_undone_and_what_it_remembers_stays(blender: Stage):
    await blender.say("/mute 1 price 12h")
    await blender.say("/undo")
    assert "muted" not in await blender.say("/show 1")
    blender.shelf.put(BLENDER, "40.00")
    (alert,) = await blender.later(hours=6)
    assert "measured from $50.00" in alert


async def test_undoing_an_unmute_mutes_the_rule_again_although_it_has_told_something_since(blender: Stage):
    await blender.say("/mute 1 price 2d")
    await blender.say("/unmute 1 price")
    blender.shelf.put(BLENDER, "40.00")
    await blender.say("/check 1", person=BEN)
    assert len(await blender.told()) == 1
    await blender.say("/undo")
    assert "price ±10 % (muted until Tue 12:00)" in await blender.say("/show 1")
    blender.shelf.put(BLENDER, "30.00")
    assert await blender.later(hours=6) == []


async def test_history_says_which_rules_were_muted_and_heard_again(blender: Stage):
    await blender.say("/mute 1 price bsr 4h")
    await blender.say("/unmute 1 bsr")
    past = await blender.say("/history")
    assert "mute 1 (B0TESTBL01) price bsr" in past
    assert "unmute 1 (B0TESTBL01) bsr" in past


async def test_a_rule_of_a_list_or_of_all_is_muted_where_there_is_one_once_that_is_confirmed(pair: Stage):
    answer = await pair.confirm("/mute all coupon 4h")
    assert answer.startswith("Muted until 16:00: coupon rules of 2 · Braided USB-C Cable")
    answer = await pair.confirm("/mute all price 4h")
    assert answer.startswith("Muted until 16:00: price rules of 2 products")
    assert "1 · Vortex Blender 1.5 L, 900 W: price ±10 %" in answer


async def test_a_list_is_muted_and_heard_again_once_that_is_confirmed(pair: Stage):
    answer = await pair.confirm("/mute list:cables 4h")
    assert answer.startswith("Muted until 16:00: 2 · Braided USB-C Cable")
    assert "uted" not in await pair.say("/show 1")
    answer = await pair.confirm("/unmute everything on list cables")
    assert answer.startswith("No longer muted: 2 · Braided USB-C Cable")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/mute 1 coupon 4h", "no rule about coupon, so there is nothing to mute. Nothing was changed"),
        ("/mute 1 price until price < 20", "Only whole products are muted until something happens."),
        ("/mute 1 price until 2020-01-01", "“2020-01-01” is no moment in the future."),
        ("/unmute 1 price", "Nothing of that is muted"),
    ],
)
async def test_what_cannot_be_muted_is_refused_and_changes_nothing(blender: Stage, said: str, answered: str):
    before = await blender.say("/show 1")
    assert answered in await blender.say(said)
    assert await blender.say("/show 1") == before


async def test_words_of_a_title_that_name_a_rule_too_go_on_to_be_a_name(blender: Stage):
    blender.shelf.put(CABLE)
    blender.shelf.edit(CABLE, title="Stock Pot 5 L")
    await blender.say("/track B0TESTCA01")
    assert (await blender.say("/mute stock pot 4h")).startswith("Muted until 16:00: 2 · Stock Pot 5 L")
    assert (await blender.say("/mute stock pot stock 4h")).startswith("Muted until 16:00: stock rules of 2 · Stock Pot")


async def test_a_rule_that_is_given_another_value_speaks_and_one_said_again_goes_on_resting(blender: Stage):
    await blender.say("/mute 1 price 8h")
    await blender.say("/alert 1 changes 10%")
    assert "price ±10 % (muted until 20:00)" in await blender.say("/show 1")
    await blender.say("/alert 1 changes 5%")
    assert "muted" not in await blender.say("/show 1")
