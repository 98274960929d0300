"""Sentences: what is done at once, what is asked back, and what follows on what was said before."""

import re
from collections.abc import AsyncIterator

import pytest

from core.messages import Buttons, Card, ChatId
from tests.kitchen import KETTLE, MINI, furnish
from tests.stage import BEN, Stage, open_stage

Lines = list[tuple[str, str]]


@pytest.fixture
async def kitchen() -> AsyncIterator[Stage]:
    async with open_stage() as stage:
        await furnish(stage)
        yield stage


def buttons(card: Card) -> list[str]:
    """What the buttons of a card say."""
    return [one.says for block in card.blocks if isinstance(block, Buttons) for one in block.row]


async def held(stage: Stage, conversation: Lines) -> None:
    """Say each line and see that the answer begins, or goes on somewhere, as it should."""
    for said, answered in conversation:
        assert answered in await stage.say(said), said


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("how is the kettle doing?", "3 · Brew Kettle"),
        ("show me the mini", "2 · Vortex Blender Mini"),
        ("mute the kettle for 4 hours", "Muted until 16:00: 3 · Brew Kettle"),
        ("stop watching the kettle", "No longer tracking 3 · Brew Kettle"),
        ("tell me when the kettle drops 10%", "price −10 %"),
        ("tell us if the mini goes oos", "Rules set"),
        ("audit the kettle", "Listing audit 3"),
        ("optimize the title of the kettle", "3 · Brew Kettle"),
        ("daily digest at 8:30", "Digest daily 08:30"),
        ("quiet from 22 to 7", "Quiet from 22:00 to 07:00"),
        ("mute 3 4h", "Muted until 16:00: 3 · Brew Kettle"),
        ("/mute the kettle for 4 hours", "Muted until 16:00: 3 · Brew Kettle"),
        ("Zeig mir den Kettle", "3 · Brew Kettle"),
    ],
)
async def test_what_is_clear_is_done_at_once(kitchen: Stage, said, answered):
    assert answered in await kitchen.say(said)


@pytest.mark.parametrize(
    "said", ["mute the kettle for 4 hours", "stop watching the kettle", "tell me when the kettle drops 10%"]
)
async def test_a_change_by_a_sentence_can_be_undone_by_its_button(kitchen: Stage, said):
    before = await kitchen.say("/list")
    card = await kitchen.answer(said)
    assert card is not None
    assert buttons(card).count("undo") == 1
    assert (await kitchen.say("/undo")).startswith("Undone")
    assert await kitchen.say("/list") == before


@pytest.mark.parametrize(
    "said",
    [
        "untrack everything",
        "mute all",
        "untrack the mini and the pro",
        "mute all the competitors and untrack everything",
        f"untrack {KETTLE.asin} and then untrack {MINI.asin}",
    ],
)
async def test_writes_on_many_wait_for_a_yes_of_their_asker(kitchen: Stage, said):
    before = await kitchen.say("/list")
    if "competitors" in said:
        await kitchen.say(f"/track {KETTLE.asin} {MINI.asin} as competitor")
        before = await kitchen.say("/list")
    plan = await kitchen.say(said)
    assert "Only you can confirm this, within ten minutes." in plan
    assert await kitchen.say("/list") == before
    assert "not waiting for an answer" in await kitchen.say("yes", person=BEN)
    assert await kitchen.say("/list") == before
    await kitchen.say("yes")
    assert await kitchen.say("/list") != before


@pytest.mark.parametrize("said", ["no", "cancel", "never mind", "nein"])
async def test_a_plan_that_is_declined_is_gone(kitchen: Stage, said):
    plan = await kitchen.say("untrack everything")
    assert "nothing was changed" in await kitchen.say(said)
    (confirm,) = re.findall(r"/(confirm \w+)", plan)
    await kitchen.say(confirm)
    assert (await kitchen.say("/list")).startswith("3 products")


async def test_a_plan_holds_what_the_group_was_when_it_was_shown(kitchen: Stage):
    await kitchen.say("/untrack 3")
    (confirm,) = re.findall(r"/(confirm \w+)", await kitchen.say("untrack everything"))
    await kitchen.say(f"/track {KETTLE.asin}", person=BEN)
    await kitchen.say(confirm)
    assert (await kitchen.say("/list")).startswith("1 product tracked")


@pytest.mark.parametrize("answer", ["2", "the second", "the mini", "mini please", MINI.asin, "the second one", "last"])
async def test_two_that_fit_are_one_short_question_and_its_answer_completes_it(kitchen: Stage, answer):
    card = await kitchen.answer("mute the blender for 4 hours")
    assert card is not None
    assert card.title == "Mute which one?"
    (row,) = [block.row for block in card.blocks if isinstance(block, Buttons)]
    assert [(one.label, one.says) for one in row] == [
        ("1 Vortex Blender Pro 1.5 L", "mute 1 4h"),
        ("2 Vortex Blender Mini", "mute 2 4h"),
        ("Both", "mute 1 2 4h"),
    ]
    assert (await kitchen.say(answer)).startswith("Muted until 16:00: 2 · Vortex Blender Mini")


async def test_a_question_is_answered_by_its_asker_only_and_here_only(kitchen: Stage):
    await kitchen.say("mute the blender for 4 hours")
    assert "Muted" not in await kitchen.say("2", person=BEN)
    assert "Muted" not in await kitchen.say("2", chat=ChatId("console", "", "elsewhere"))
    assert "Muted until" in await kitchen.say("2")


async def test_a_question_that_was_let_be_is_no_trap(kitchen: Stage):
    await kitchen.say("mute the blender for 4 hours")
    await kitchen.say("how is the kettle?")
    assert "Muted" not in await kitchen.say("2")
    await kitchen.say("mute the blender for 4 hours")
    kitchen.clock.turn(minutes=11)
    assert "Muted" not in await kitchen.say("2")


@pytest.mark.parametrize(
    "conversation",
    [
        [("mute the blender for 4h", "Mute which one?"), ("both", "Muted until 16:00: 2 products")],
        [("mute the blender for 4h", "Mute which one?"), ("yes", "Mute which one?"), ("1", "1 · Vortex Blender Pro")],
        [("mute the blender for 4h", "Mute which one?"), ("the toaster", ""), ("1", "1 · Vortex Blender Pro")],
        [("mute the blender for 4h", "Mute which one?"), ("none", "nothing was changed"), ("1", "not understand")],
        [
            ("untrack the blender", "Untrack which one?"),
            ("both", "/untrack 2 products?"),
            ("yes", "tracking 2"),
        ],
        [("tell me when the kettle gets below", "At what value?"), ("$20", "price below $20.00")],
        [("set up quiet hours", "Quiet from when to when?"), ("22 to 7", "Quiet from 22:00 to 07:00")],
        [("mute it", "Mute which one?"), ("the kettle", "Muted until you unmute: 3")],
        [("the kettle", "What shall I do with it?"), ("chart it", "3 · Brew Kettle")],
        [("B0TESTNE99", "Shall I watch this product?"), ("no", "nothing was changed")],
        [("B0TESTMI02", "2 · Vortex Blender Mini"), ("chart it", "2 · Vortex Blender Mini")],
        [("yes", "not waiting for an answer")],
        [("thanks!", "You're welcome")],
        [("hello", "I watch Amazon products")],
    ],
    ids=lambda conversation: " / ".join(said for said, _ in conversation),
)
async def test_questions_are_asked_once_and_answered_in_a_word(kitchen: Stage, conversation: Lines):
    await held(kitchen, conversation)


@pytest.mark.parametrize(
    "conversation",
    [
        [("show the kettle", "3 ·"), ("and the mini?", "2 · Vortex"), ("chart it", "2 · Vortex Blender Mini, 90 days")],
        [("chart the kettle for 30 days", "30 days"), ("what about the mini?", "2 · Vortex Blender Mini, 30 days")],
        [("chart the kettle for 30 days", "30 days"), ("make it 7 days", "3 · Brew Kettle 1.7 L, 7 days")],
        [("mute the kettle for 4h", "until 16:00: 3"), ("same for the mini", "until 16:00: 2"), ("undo", "Undone")],
        [("mute the kettle for 4h", "until 16:00: 3"), ("make it 8 hours", "until 20:00: 3")],
        [("tell me when the kettle drops 10%", "price −10 %"), ("make it 5 %", "price −5 %")],
        [("/alert 3 below 20", "below $20.00"), ("make it 25", "below $25.00"), ("no, 22.50", "below $22.50")],
        [("/alert 3 below 20", "below $20.00"), ("better 5 %", "price −5 %"), ("/alerts 3", "price −5 %")],
        [("daily digest at 8:30", "daily 08:30"), ("make it 9:00", "Digest daily 09:00")],
        [("mute the blender for 4h", "which one?"), ("2", "2 ·"), ("and the other one?", "/mute 1 4h"), ("yes", "1 ·")],
        [("show the blender", "which one?"), ("2", "2 ·"), ("the other one", "1 · Vortex Blender Pro")],
        [("untrack the kettle", "No longer tracking 3"), ("no, the mini", "No longer tracking 2"), ("/list", "3 | ")],
        [("untrack the kettle", "No longer tracking 3"), ("the mini?", ""), ("/list", "2 products tracked")],
        [("show the kettle", "3 ·"), ("mute the toaster", "Which product?"), ("/list muted", "Nothing fits")],
        [("show the kettle", "3 ·"), ("and mute the mini", "Muted until you unmute: 2 ·")],
        [("zeig den kettle", "3 ·"), ("und den mini?", "2 ·")],
    ],
    ids=lambda conversation: " / ".join(said for said, _ in conversation),
)
async def test_what_follows_is_understood_by_what_came_before(kitchen: Stage, conversation: Lines):
    await held(kitchen, conversation)


async def test_a_correction_takes_back_what_was_done_first(kitchen: Stage):
    await kitchen.say("mute the kettle for 4 hours")
    corrected = await kitchen.say("no, the mini")
    assert "Muted until 16:00: 2 · Vortex Blender Mini" in corrected
    assert (await kitchen.say("/list muted")).startswith("1 product tracked")


async def test_a_better_value_of_another_kind_takes_the_place_of_the_one_before(kitchen: Stage):
    await held(kitchen, [("/alert 3 below 20", "below $20.00"), ("make it 5 %", "price −5 %")])
    assert "below $20.00" not in await kitchen.say("/alerts 3")


async def test_a_conversation_is_one_person_s_in_one_chat_and_over_after_an_hour(kitchen: Stage):
    await kitchen.say("show the kettle")
    assert "Mute which one?" in await kitchen.say("mute it", person=BEN)
    await kitchen.say("show the kettle")
    kitchen.clock.turn(minutes=61)
    assert "Which product" in await kitchen.say("/mute")


async def test_a_conversation_goes_on_after_a_restart(kitchen: Stage):
    await kitchen.say("mute the blender for 4 hours")
    reborn = Stage(kitchen.storage)
    assert (await reborn.say("2")).startswith("Muted until 16:00: 2 · Vortex Blender Mini")
    assert "4h" in await reborn.say("and the pro?")


async def test_where_only_one_product_can_be_meant_it_is_shown_and_asked_about_before_it_is_changed(stage: Stage):
    stage.shelf.put(KETTLE)
    await stage.say(f"/track {KETTLE.asin}")
    stage.clock.turn(hours=2)
    assert (await stage.say("show it")).startswith("1 · ")
    stage.clock.turn(hours=2)
    await held(stage, [("mute it", f"Mute 1 Product {KETTLE.asin}?"), ("yes", "Muted until you unmute: 1 ·")])


async def test_several_requests_are_one_answer(kitchen: Stage):
    card = await kitchen.answer("show the kettle and mute the mini for 2 hours")
    assert card is not None
    assert card.title == "3 · Brew Kettle 1.7 L · Muted until 14:00: 2 · Vortex Blender Mini"
    assert buttons(card) == ["undo"]


async def test_one_request_that_is_refused_keeps_the_others_from_nothing(kitchen: Stage):
    answer = await kitchen.say("mute the mini for 2 hours and tell me when the kettle drops below 20 euros")
    assert "Muted until 14:00: 2" in answer
    assert "amazon.com charges in USD, not in EUR" in answer


async def test_where_only_admins_may_change_things_a_sentence_changes_nothing_either(kitchen: Stage):
    await kitchen.say("/settings changes admins")
    refused = await kitchen.answer("mute the kettle", admin=False)
    assert refused is not None
    assert refused.whisper
    assert "Nothing fits" in await kitchen.say("/list muted")
