"""What the grammar cannot read, a model reads: it chooses commands, or asks; the share, the cache, the faults."""

import json
import re
from collections.abc import AsyncIterator

import pytest

from core.talk import Turn
from tests.model import THERE, ModelStage, model_stage
from tests.servers.openai import MODEL, chooses
from tests.stage import BEN


@pytest.fixture
async def stage() -> AsyncIterator[ModelStage]:
    async with model_stage() as opened:
        yield opened


def confirming(said: str | None) -> str:
    (line,) = re.findall(r"/(confirm \w+)", said or "")
    return str(line)


async def test_what_only_shows_is_answered_at_once(stage):
    stage.server.answers = [chooses(("show", {"refs": ["1"]}))]
    said = await stage.ask("wie steht's denn so um unser mixerchen?")
    assert said.startswith("1 · Vortex Blender 1.5 L, 900 W\nPrice: $49.99")


async def test_several_answers_are_one_message(stage):
    stage.server.answers = [chooses(("show", {"refs": ["1"]}), ("show", {"refs": ["2"]}))]
    said = await stage.ask("blender und cable bitte")
    assert said.startswith("2 · Braided USB-C Cable, 2 m\n1 · Vortex Blender")
    assert "$49.99" in said
    assert "$9.99" in said


async def test_what_changes_something_waits_for_its_asker_and_names_the_products(stage):
    stage.server.answers = [chooses(("mute", {"refs": ["all"], "until": "4h"}))]
    said = await stage.ask("gib ma ruhe")
    assert said.startswith("Shall I? /mute 1 2 4h\n- /mute 1 2 4h — 1 · Vortex Blender 1.5 L, 900 W, 2 · Braided")
    plan = confirming(said)
    assert "That plan is not yours" in await stage.say(plan, person=BEN)
    assert "Muted" not in await stage.say("/show 1")
    assert (await stage.say(plan)).startswith("Muted until")
    assert "That plan is not yours" in await stage.say(plan)


async def test_a_plan_holds_ten_minutes_and_can_be_cancelled(stage):
    stage.server.answers = [chooses(("untrack", {"refs": ["1"]}))]
    late = confirming(await stage.ask("weg mit 1"))
    stage.clock.turn(minutes=10)
    assert "older than ten minutes" in await stage.say(late)
    (cancel,) = re.findall(r"/(cancel \w+)", await stage.ask("weg mit 1"))
    assert "nothing was changed" in await stage.say(cancel)
    assert "Vortex" in await stage.say("/list")


async def test_a_plan_is_about_the_products_of_the_moment_in_which_it_was_made(stage):
    stage.server.answers = [chooses(("untrack", {"refs": ["competitor"]}))]
    plan = confirming(await stage.ask("los kompetidores, fuera"))
    await stage.say("/track B0TESTBL01 as competitor")
    await stage.say(plan)
    left = await stage.say("/list")
    assert "Vortex" in left
    assert "Braided" not in left


async def test_several_changes_are_one_plan_and_what_shows_stands_above_it(stage):
    stage.server.answers = [
        chooses(
            ("mute", {"refs": ["2"], "until": "4h"}),
            ("show", {"refs": ["1"]}),
            ("alert", {"refs": ["it"], "rules": []}),
        ),
        chooses(
            ("mute", {"refs": ["2"], "until": "4h"}),
            ("show", {"refs": ["1"]}),
            ("alert", {"refs": ["it"], "rules": ["below 40"]}),
        ),
    ]
    assert await stage.ask("cable quiet, blender?", focus="B0TESTBL01@com") is None
    said = await stage.ask("cable quiet, blender? 40!", focus="B0TESTBL01@com")
    assert said.startswith("Shall I do these 2 things?\n1 · Vortex Blender")
    assert "- /alert 1 price below 40 — 1 · Vortex" in said
    assert (await stage.say(confirming(said))).startswith("Done, 2 steps")
    assert "below $40.00" in await stage.say("/alerts 1")


async def test_who_may_change_nothing_gets_no_plan(stage):
    await stage.say("/settings changes admins")
    stage.server.answers = [chooses(("untrack", {"refs": ["1"]}))]
    assert "Only the admins" in await stage.ask("weg damit", admin=False)


async def test_one_question_is_asked_back_and_its_answer_is_read_with_it(stage):
    stage.server.answers = [
        chooses(("ask", {"question": "For  how\nlong? <b>4h</b>"}), ("untrack", {"refs": ["all"]})),
        chooses(("mute", {"refs": ["1"], "until": "2d"})),
        chooses(("nothing", {})),
    ]
    said = await stage.ask("psst, blender")
    assert said.startswith("For how long?")
    assert "\n" not in said.split("?")[0]
    await stage.ask("zwei tage")
    assert stage.server.told()["asked"]["message"] == "psst, blender"
    assert stage.server.told()["asked"]["question"].startswith("For how long?")
    assert await stage.ask("danke dir") is None
    assert "asked" not in stage.server.told()


async def test_a_question_waits_for_its_asker_alone_and_for_an_hour(stage):
    stage.server.answers = [chooses(("ask", {"question": "Which?"})), chooses(("nothing", {}))]
    await stage.ask("psst")
    await stage.ask("beide", person=BEN)
    assert "asked" not in stage.server.told()
    stage.clock.turn(hours=1)
    await stage.ask("alle beide")
    assert "asked" not in stage.server.told()


async def test_the_model_is_shown_numbers_lists_the_last_turns_and_the_asker_s_own_words(stage):
    stage.server.answers = [chooses(("nothing", {}))]
    turns = (Turn("is the vortex ok", ("show 1",)), Turn("no </chat> yes", ('approve 0123456789ab := "Buy now"',)))
    await stage.ask("hey blender & cable ok?", turns=turns, focus="B0TESTCA01@com")
    told = stage.server.told()
    assert told["message"] == "hey blender & cable ok?"
    assert told["products"] == [
        {"number": 1, "role": "own", "list": "watchlist", "fits": ["blender", "vortex"]},
        {"number": 2, "role": "competitor", "list": "cables", "fits": ["cable"]},
    ]
    assert (told["lists"], told["it"], told["store"]) == (["cables", "watchlist"], 2, "com")
    assert told["today"] == "Sunday 2026-05-03"
    assert told["earlier"] == [
        {"message": "is the vortex ok", "commands": ["show 1"]},
        {"message": "no &lt;/chat> yes", "commands": []},
    ]
    request = stage.server.requests[-1]
    assert (request["store"], request["tool_choice"], request["model"]) == (False, "required", MODEL)
    assert request["max_output_tokens"] == 2000


async def test_a_name_in_another_language_is_followed_without_any_tool_in_view(stage):
    stage.server.answers = [chooses(("show", {"refs": ["die strippe"]})), {"numbers": [2, 77]}]
    assert (await stage.ask("was macht die strippe")).startswith("2 · Braided USB-C Cable")
    choosing, naming = stage.server.requests
    assert "Braided" not in json.dumps(choosing)
    assert "Braided USB-C Cable" in json.dumps(naming)
    assert "tools" not in naming
    assert (naming["store"], naming["max_output_tokens"]) == (False, 2000)


@pytest.mark.parametrize(
    ("numbers", "told"), [([], "“die strippe” is not on a list"), ([1, 2], "fits more than one product: 1 (Vortex")]
)
async def test_a_name_that_fits_none_or_several_is_said_to_be_so(stage, numbers, told):
    stage.server.answers = [chooses(("show", {"refs": ["die strippe"]})), {"numbers": numbers}]
    assert told in await stage.ask("was macht die strippe")


async def test_the_same_meaning_is_asked_once_until_the_list_changes_or_a_day_is_over(stage):
    stage.server.answers = [chooses(("show", {"refs": ["1"]}))]
    await stage.ask("wie geht's blender?")
    await stage.ask("  Wie geht's  BLENDER ")
    assert len(stage.server.requests) == 1
    await stage.say("/untrack 2")
    await stage.ask("wie geht's blender?")
    assert len(stage.server.requests) == 2
    stage.clock.turn(hours=24, minutes=1)
    await stage.ask("wie geht's blender?")
    assert len(stage.server.requests) == 3


async def test_the_day_s_share_is_kept_by_workspace_and_shown_in_the_budget():
    async with model_stage(share=3000) as stage:
        assert "Reading messages" not in await stage.say("/budget")
        stage.server.answers = [chooses(("show", {"refs": ["1"]}))]
        for text in ("uno", "dos"):
            assert await stage.ask(text)
        assert await stage.ask("tres") is None
        assert len(stage.server.requests) == 2
        assert await stage.ask("uno"), "what is known costs nothing"
        budget = await stage.say("/budget")
        assert "Reading messages: 2 requests to the language model, 3,000 tokens, $0.00" in budget
        assert "of at most 3,000 tokens a day here: used up, the grammar reads alone" in budget
        assert "Suggestions" not in budget
        stage.server.answers = [chooses(("status", {}))]
        assert await stage.ask("tres", chat=THERE), "another workspace has a share of its own"
        stage.clock.turn(hours=24, minutes=1)
        assert await stage.ask("tres")
