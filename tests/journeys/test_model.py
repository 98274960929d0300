"""What people say in their own words and no grammar reads, with a model behind: whole conversations on the terminal."""

import re
from collections.abc import AsyncIterator

import pytest

from tests.model import ModelStage, model_stage
from tests.servers.openai import chooses
from tests.stage import BEN

ODD = "hmm zxqv, kuckstu ma wegen blender da"  # no word of any grammar


@pytest.fixture
async def stage() -> AsyncIterator[ModelStage]:
    async with model_stage() as opened:
        yield opened


async def test_a_conversation_in_words_that_only_the_model_reads(stage):
    stage.server.answers = [
        chooses(("show", {"refs": ["1"]})),
        chooses(("mute", {"refs": ["it"], "until": "4h"})),
        chooses(("lows", {"refs": ["1"], "over": "this quarter"})),
    ]
    assert (await stage.say(ODD)).startswith("1 · Vortex Blender 1.5 L, 900 W\nPrice: $49.99")
    plan = await stage.say("hmm zxqv, psst psst halbzeit")
    assert plan.startswith("Shall I? /mute 1 4h\n- /mute 1 4h — 1 · Vortex Blender")
    assert stage.server.told()["earlier"][-1]["message"] == ODD
    assert stage.server.told()["it"] == 1
    assert "Muted" not in await stage.say("/show 1")
    assert "Muted" not in await stage.say("yes", person=BEN)
    (confirm,) = re.findall(r"/(confirm \w+)", plan)
    assert (await stage.say(confirm)).startswith("Muted until")
    lows = await stage.say("hmm zxqv, allzeitgünstigst quartalsmäßig")
    assert lows.startswith("Lowest $49.99: 1 · Vortex Blender")
    assert "Looked through: since today 12:00; not tracked before" in lows


async def test_yes_confirms_the_asker_s_plan_and_undo_takes_it_back(stage):
    stage.server.answers = [chooses(("untrack", {"refs": ["2"]}))]
    assert "Shall I? /untrack 2" in await stage.say("hmm zxqv, kabelsalat")
    assert (await stage.say("yes")).startswith("No longer tracking 2")
    assert "Braided" not in await stage.say("/list")
    await stage.say("undo")
    assert "Braided" in await stage.say("/list")


async def test_a_question_back_and_its_answer(stage):
    stage.server.answers = [
        chooses(("ask", {"question": "Which of the two?"})),
        chooses(("show", {"refs": ["2"]})),
    ]
    assert (await stage.say("hmm zxqv, wattn damit")).startswith("Which of the two?")
    assert (await stage.say("hmm zxqv, nu dat kabel")).startswith("2 · Braided USB-C Cable")
    assert stage.server.told()["asked"] == {"message": "hmm zxqv, wattn damit", "question": "Which of the two?"}


async def test_what_the_grammar_reads_never_reaches_the_model(stage):
    for line in (
        "/list",
        "show the blender",
        "mute the blender for 4 hours",
        "undo",
        "thanks",
        "B0TESTBL01",
        "/sohw 1",
    ):
        assert await stage.say(line)
    assert stage.server.requests == []


async def test_what_is_not_said_to_us_never_reaches_the_model(stage):
    assert await stage.answer(ODD, private=False, addressed=False) is None
    assert stage.server.requests == []


@pytest.mark.parametrize("fault", ["hang", "refuse", "malformed", 429, 500, chooses(("nothing", {}))])
async def test_when_the_model_makes_nothing_of_it_the_nearest_command_is_suggested(stage, fault):
    stage.server.answers = [fault]
    said = await stage.say("hmm zxqv, wurks")
    assert len(stage.server.requests) == 1
    assert said.startswith("I did not understand that.")
    assert "/help" in said


async def test_when_the_share_is_used_up_the_nearest_command_is_suggested():
    async with model_stage(share=1) as stage:
        stage.server.answers = [chooses(("show", {"refs": ["1"]}))]
        assert (await stage.say(ODD)).startswith("1 · Vortex")
        assert (await stage.say("hmm zxqv, wurks")).startswith("I did not understand that.")
        assert (await stage.say("/list")).startswith("2 products")
