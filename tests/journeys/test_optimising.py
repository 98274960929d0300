"""From a weak listing to text that is live, and what happened since: as people live through it."""

import re
from collections.abc import AsyncIterator

import pytest

from adapters.chats.slack import render as slack
from adapters.chats.telegram import render as telegram
from adapters.language.openai_copywriter import OpenAiCopywriter
from bot.commands import MENU
from bot.grammar.line import read
from core.catalog.snapshot import Availability, Outcome
from core.messages import Button, Buttons, Diff, Form, Tone, in_words
from tests import databases
from tests.listings import ALL, HOSTILE
from tests.listings import BLENDER as WEAK
from tests.servers.openai import MODEL, OpenAiServer, openai_server, part
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, Stage

GOOD = "Vortex Blender with Glass Jar, 900 W, 1.5 L"


@pytest.fixture
async def server() -> AsyncIterator[OpenAiServer]:
    async with openai_server() as opened:
        yield opened


@pytest.fixture
async def stage(server) -> AsyncIterator[Stage]:
    storage = await databases.in_memory()
    writer = OpenAiCopywriter(server.key, MODEL, server.url, timeout_s=5, retries=0)
    opened = Stage(storage, copywriter=writer)
    opened.clock.turn(days=203)  # November 2026: short titles are the rule
    yield opened
    await writer.close()
    await storage.close()


async def weak(stage: Stage, listing=WEAK) -> None:
    """A tracked product with this listing, as number 1."""
    stage.shelf.put(BLENDER)
    stage.shelf.edit(
        BLENDER,
        title=listing.title,
        brand=listing.brand,
        bullets=listing.bullets,
        description=listing.description,
        category_path=listing.category or (),
    )
    await stage.say(f"/track {BLENDER.asin}")


def buttons(card) -> dict[str, str]:
    rows = [block.row for block in card.blocks if isinstance(block, Buttons)]
    return {button.label: button.says for row in rows for button in row if isinstance(button, Button)}


def threads(stage: Stage, words: str) -> list[str | None]:
    """Where the messages with these words in their titles were posted."""
    return [
        how["thread"] for (_, card), how in zip(stage.chat.cards, stage.chat.how, strict=True) if words in card.title
    ]


async def test_the_report_says_what_is_wrong_by_which_rule_since_when_and_what_to_do(stage):
    await weak(stage)
    card = await stage.answer("/audit 1")
    said = await stage.say("/audit 1")
    assert re.search(r"Listing audit 1 · .*/100 [A-F]  WARN   coverage \d+ %", card.title)
    assert "ERROR  T06 Title promotes" in said
    assert "since 27 Jul 2026" in said
    assert "Biggest gains: T02 +10" in said
    assert buttons(card) == {
        "Optimize text": "optimize 1",
        "Audit: why?": "audit 1 why",
        "Alert when it falls": "alert 1 audit",
        "Audit again": "audit 1 now",
    }
    await stage.say("/alert 1 audit")
    assert "Alert when it falls" not in buttons(await stage.answer("/audit 1"))
    assert "The rule: 75 characters" in await stage.say("/audit 1 why")
    looked = len(stage.shelf.looked)
    await stage.say("/audit 1 now")
    assert len(stage.shelf.looked) == looked + 1


async def test_a_title_is_suggested_edited_approved_seen_live_and_followed_for_two_weeks(stage, server):
    server.answers = [[part("title", GOOD, reason="Says what it is first", facts=["Glass Jar 1.5 L"])]]
    await weak(stage)
    card = await stage.answer("/optimize 1 title", thread="t1")
    said = "\n".join(map(str, card.blocks))
    assert card.title.endswith(f"1 suggestion by {MODEL}")
    assert "Title 160/75 → 43/75" in said
    (diff,) = (block for block in card.blocks if isinstance(block, Diff))
    assert "[−AMAZING] [+Vortex] Blender" in in_words(diff)
    (form,) = (block for block in card.blocks if isinstance(block, Form))
    assert form.fields[0].value == GOOD
    assert form.fields[0].label == "Title, at most 75 characters"

    edited = "Vortex Blender, “Pulse” with Glass Jar, 1.5 L"
    approved = await stage.say(form.line((edited,)), person=BEN)
    assert approved.split("\n")[:2] == ["Title approved, ready to be copied", edited]
    assert "Approved by Ben." in approved

    assert await stage.later(hours=6) == []
    stage.shelf.edit(BLENDER, title=edited)
    told = [*await stage.later(hours=6), *await stage.later(minutes=3)]
    (live,) = (one for one in told if "is live since" in one)
    assert live.startswith("The approved title of B0TESTBL01 is live since")
    assert threads(stage, "is live since") == ["t1"]

    stage.shelf.put(BLENDER, price="44.99", rank=900)
    stage.shelf.edit(BLENDER, title=edited)
    for _ in range(13):
        await stage.later(days=1)
    stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    told = [one for _ in range(2) for one in await stage.later(hours=20)]
    assert threads(stage, "two weeks with") == ["t1"]
    (effect,) = (one for one in told if "two weeks with the approved title" in one)
    assert "Median rank: #1,200 → #900" in effect
    assert "Price: $49.99 → $44.99" in effect
    assert "Rating: 4.6 → 4.6" in effect
    assert "It says nothing of the cause" in effect
    assert [one for one in await stage.later(days=20) if "two weeks with" in one] == []

    past = await stage.say("/history 1")
    assert "live since" in past
    assert "approved by Ben" in past


async def test_an_edit_that_was_approved_here_is_told_without_alarm_and_any_other_with_it(stage, server):
    server.answers = [[part("title", GOOD)]]
    await weak(stage)
    await stage.say(buttons(await stage.answer("/optimize 1 title"))["Approve title"], person=BEN)
    stage.shelf.edit(BLENDER, title=GOOD)
    told = [*await stage.later(hours=6), *await stage.later(minutes=3)]
    (alert,) = (one for one in told if one.startswith("Title edited"))
    assert "Approved here: title by Ben" in alert
    assert next(card for _, card in stage.chat.cards if card.title.startswith("Title edited")).tone is Tone.INFO
    stage.shelf.edit(BLENDER, title="Somebody's Blender")
    told = [*await stage.later(hours=6), *await stage.later(minutes=3)]
    assert "Approved here" not in "".join(told)
    assert stage.chat.cards[-1][1].tone is Tone.CRITICAL


async def test_every_button_and_form_says_a_line_that_can_be_read(stage, server):
    await weak(stage)
    cards = [await stage.answer(line) for line in ("/audit 1", "/optimize 1", "/optimize 1 title again", "/voice")]
    said = [says for card in cards for says in buttons(card).values()]
    forms = [block for card in cards for block in card.blocks if isinstance(block, Form)]
    said += [form.line(tuple(field.value or "x" for field in form.fields)) for form in forms]
    cards.append(await stage.answer(next(one for one in said if one.startswith("reject"))))
    said += buttons(cards[-1]).values()
    assert len(said) > 10
    assert all(read(one, MENU) for one in said)


@pytest.mark.parametrize("name", ALL)
async def test_the_cards_fit_into_one_message_of_each_platform_with_all_their_buttons(stage, server, name):
    server.answers = [500]
    await weak(stage, ALL[name])
    for line in ("/audit 1", "/optimize 1"):
        card = await stage.answer(line)
        assert telegram.draw(card).whole
        assert slack.draw(card).files == ()


async def test_claims_that_the_listing_does_not_make_are_marked_and_confirmed_by_whoever_approves(stage, server):
    server.answers = [[part("title", "Vortex Blender of Titanium, 900 W")]]
    await weak(stage)
    card = await stage.answer("/optimize 1 title")
    said = "\n".join(map(str, card.blocks))
    assert "Titanium [please confirm]" in said
    says = buttons(card)["Approve title, claims confirmed"]
    approved = await stage.say(says)
    assert "[please confirm]" not in approved
    assert "Confirmed with it: “Titanium”" in approved


async def test_rejected_text_is_not_offered_again(stage, server):
    server.answers = [[part("title", GOOD)], [part("title", "Vortex Blender, 900 W")]]
    await weak(stage)
    card = await stage.answer("/optimize 1 title")
    assert (await stage.say(buttons(card)["Reject title"])).startswith("Title rejected")
    assert "Vortex Blender, 900 W" in await stage.say("/optimize 1 title")
    assert server.data()["unwanted"] == [GOOD]
    assert "has rejected the title already" in await stage.say(buttons(card)["Approve title"])


async def test_an_edit_against_the_rules_is_refused_with_the_rule(stage, server):
    server.answers = [[part("title", GOOD)]]
    await weak(stage)
    says = buttons(await stage.answer("/optimize 1 title"))["Approve title"]
    said = await stage.say(f"{says} := {GOOD}, Best Seller!")
    assert said.startswith("Nothing was kept: T03")
    assert "T06" in said
    assert "Title approved" in await stage.say(says)


async def test_bullets_are_edited_line_by_line(stage, server):
    lines = ("Crushes ice, in seconds", "The glass jar holds 1.5 L", 'Two speeds; "pulse" for smoothies')
    server.answers = [[part("bullets", *lines)]]
    await weak(stage)
    card = await stage.answer("/optimize 1 bullets")
    (form,) = (block for block in card.blocks if isinstance(block, Form))
    assert [field.value for field in form.fields] == [*lines, "", ""]
    said = await stage.say(form.line((*lines[:2], "A lid that locks, and pulse", "", "")))
    assert said.split("\n")[1:4] == [f"- {line}" for line in (*lines[:2], "A lid that locks, and pulse")]


async def test_when_the_model_fails_the_audit_and_what_rules_can_do_come_all_the_same(stage, server):
    server.answers = [500]
    await weak(stage)
    said = await stage.say("/optimize 1")
    assert "suggestions by the rules" in said
    assert "Now: " in said
    assert "The language model cannot be reached (HTTP 500)." in said
    assert "Vortex Blender, 900 W Motor with Glass Jar 1.5 L for Smoothies" in said


async def test_the_progress_is_told_while_the_model_writes(stage, server):
    server.answers = [[part("title", f"{GOOD} Sale")], [part("title", GOOD)]]
    await weak(stage)
    told = []

    async def progress(words):
        told.append(words)

    await stage.answer("/optimize 1 title", progress=progress)
    assert told == ["Writing title…", "Repairing title…"]


async def test_what_it_cost_is_shown_in_the_budget(stage, server):
    server.answers = [[part("title", GOOD)]]
    await weak(stage)
    assert "language model" not in await stage.say("/budget")
    await stage.say("/optimize 1 title")
    said = await stage.say("/budget")
    assert "1 request to the language model, 1,500 tokens, $0.00" in said
    assert "at most 100 a day in each workspace" in said


async def test_competitors_of_the_list_and_the_workspace_s_voice_are_told_to_the_model(stage, server):
    server.answers = [[part("title", GOOD)]]
    await weak(stage)
    stage.shelf.put(CABLE)
    await stage.say(f"/track {CABLE.asin} as competitor")
    said = await stage.say('/voice sounds "calm and plain" avoid "luxury, cheap"')
    assert "Avoids: luxury, cheap" in said
    await stage.say("/optimize 1 title")
    assert server.data()["competitors"] == ["Braided USB-C Cable, 2 m"]
    assert (server.data()["voice"], server.data()["avoid"]) == ("calm and plain", ["luxury", "cheap"])
    assert "as the listing does" in await stage.say("/voice off")


async def test_a_product_never_read_is_said_to_be_so(stage, server):
    stage.shelf.fail(BLENDER, Outcome.BLOCKED, "robot check")
    await stage.say(f"/track {BLENDER.asin}")
    for line in ("/audit 1", "/optimize 1"):
        assert (await stage.say(line)).startswith("B0TESTBL01 has not been read yet, so there is nothing to audit.")
    assert server.requests == []


async def test_hostile_words_come_out_as_words(stage, server):
    server.answers = ["malformed"]
    await weak(stage, HOSTILE)
    said = await stage.say("/optimize 1")
    assert "cannot be used" in said
    assert all(not request.get("tools") for request in server.requests)


async def test_several_listings_are_audited_as_a_table_worst_first(stage):
    await weak(stage)
    stage.shelf.put(CABLE)
    await stage.say(f"/track {CABLE.asin}")
    said = await stage.say("/audit all")
    assert said.startswith("Listing audit of 2 products")
    assert "optimize" not in said
    assert "fits more than one" in await stage.say("/optimize all")
