"""Products that people paste without a word."""

from core.messages import Heard
from tests.shop import BLENDER
from tests.stage import ANA, HERE, Stage, words

LINK = "https://www.amazon.com/Vortex/dp/B0TESTBL01?th=1"


async def pasted(stage: Stage, text: str) -> str:
    heard = Heard(chat=HERE, person=ANA, text=text, at=stage.clock.now(), private=False, addressed=False)
    card = await stage.conversation(heard)
    return words(card) if card else ""


async def test_a_link_to_what_is_not_watched_is_offered_to_be_tracked(stage: Stage):
    assert (await pasted(stage, f"look: {LINK}")).startswith("Shall I watch this product?\nSay: /track https://")
    assert stage.shelf.looked == []


async def test_a_link_to_what_is_watched_here_shows_it_as_it_stands(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    shown = await pasted(stage, LINK)
    assert shown.startswith("1 · Vortex Blender")
    assert "Price: $50.00" in shown


async def test_several_links_of_which_one_is_not_watched_are_offered_together(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    assert (await pasted(stage, f"{LINK} B0TESTCA01")).startswith("Shall I watch these 2 products?")


async def test_a_chat_that_wants_links_left_alone_has_them_left_alone(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    await stage.say("/settings links off")
    assert await pasted(stage, LINK) == ""
