"""The customs of a chat."""

from dataclasses import replace

from core.messages import Heard
from tests.shop import LAMP
from tests.stage import BEN, HERE, Stage, words


async def test_a_chats_own_store_is_what_a_bare_asin_means(stage: Stage):
    stage.shelf.put(LAMP)
    assert "Store: amazon.com" in await stage.say("/settings")
    assert (await stage.say("/settings store de")).startswith("Settings changed\nStore: amazon.de")
    assert "49,99 €" in await stage.say("/track B0TESTLA01")


async def test_times_are_said_in_the_chats_own_zone(stage: Stage):
    stage.shelf.put(LAMP)
    await stage.say("/track B0TESTLA01 on de")
    assert "Europe/Berlin, where it is 14:00" in await stage.say("/settings zone europe/berlin")
    assert "until Mon 09:00" in await stage.say("/mute 1 until mon 9:00")
    assert "for example Europe/Berlin" in await stage.say("/settings zone Europe/Berlim")
    assert "There is no Amazon store" in await stage.say("/settings store xx")


async def test_where_the_chat_says_so_only_admins_change_things(stage: Stage):
    stage.shelf.put(LAMP)
    assert "Changes by: admins only" in await stage.say("/settings changes admins")

    async def said(text: str) -> str:
        heard = Heard(chat=HERE, person=BEN, text=text, at=stage.clock.now(), private=False, admin=False)
        card = await stage.conversation(heard)
        assert card is not None
        return words(card)

    assert (await said("/track B0TESTLA01 on de")).startswith("Only the admins of this chat may change things here")
    assert (await said("/settings changes everyone")).startswith("Only the admins")
    assert "Nothing is tracked" in await said("/list")
    assert (await said("/settings")).startswith("Settings of this chat")
    assert replace(await stage.archive.room(HERE), admins_only=True) == await stage.archive.room(HERE)
    assert "Tracking 1" in await stage.say("/track B0TESTLA01 on de")


async def test_links_that_people_paste_to_each_other_are_offered_unless_the_chat_says_otherwise(stage: Stage):
    async def pasted() -> str:
        text = "look: https://www.amazon.com/dp/B0TESTBL01"
        heard = Heard(chat=HERE, person=BEN, text=text, at=stage.clock.now(), private=False, addressed=False)
        card = await stage.conversation(heard)
        return words(card) if card else ""

    assert (await pasted()).startswith("Shall I watch this product?")
    assert "Pasted links: left alone" in await stage.say("/settings links off")
    assert await pasted() == ""
    assert (await stage.say("https://www.amazon.com/dp/B0TESTBL01")).startswith("Shall I watch")
