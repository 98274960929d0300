"""Forms: a button opens a modal, and what is wrong with what was sent is shown in it."""

import asyncio

import pytest

from adapters.chats.slack.forms import Origin, form_value, modal, read_form, read_modal
from core.messages import Card, ChatId, Document, Field, Form, Paragraph, Tone
from tests.adapters.chats.slack.conftest import SocketDoor, listened, opened
from tests.adapters.chats.slack.payloads import press, slash, submission
from tests.servers.slack import TEAM
from tests.servers.slack_rules import shown, wrong_view

ROOM = ChatId("slack", TEAM, "C1")
TRACK = Form(
    "Track a product on this channel's list",
    "track",
    (
        Field(label="Product", required=True, hint="B0CYT4LN7Q"),
        Field(label="Below", before="below", hint="24.99"),
        Field(label="Role", before="as", choices=(("Ours", "own"), ("Theirs", "competitor"))),
    ),
)
ASKING = Card("Track", (TRACK,))
ORIGIN = Origin(channel="C1", thread="1600.1")


def test_a_form_is_kept_whole_in_its_button_and_in_its_modal():
    value = form_value(TRACK)
    assert read_form(value) == TRACK
    filled = read_modal(submission(modal(TRACK, ORIGIN), ("B0CYT4LN7Q", "", "own"))["view"])
    assert (filled.form, filled.origin) == (TRACK, ORIGIN)
    assert filled.line == "track B0CYT4LN7Q as own"


@pytest.mark.parametrize("value", ["", "{}", "[]", "null", '{"label": 1}', "x"])
def test_what_is_no_form_is_none(value):
    assert read_form(value) is None


@pytest.mark.parametrize("metadata", ["", "{}", "[]", '{"form": "{}", "origin": {}}', '{"form": null, "origin": null}'])
def test_a_modal_that_is_not_ours_is_none(metadata):
    assert read_modal({"private_metadata": metadata}) is None


@pytest.mark.parametrize(
    "form",
    [
        TRACK,
        Form("", "track", ()),
        Form("x" * 100, "track", (Field(label="y" * 500, hint="z" * 500),)),
        Form("x", "track", (Field(label="", choices=(("", "said"), ("w" * 200, "v" * 149))),)),
        Form("x", "track", (Field(label="l", choices=(("shown", "v" * 151),)),)),
        Form('"' * 20, "track", (Field(label='"' * 700, hint='"' * 100),)),
        Form("<!channel>\u202e", "track", (Field(label="*x*\u200b"),)),
    ],
    ids=lambda form: form.label[:10],
)
def test_slack_takes_the_modal_of_any_form(form):
    assert not wrong_view(modal(form, ORIGIN, above="Wrong: " * 100))


def test_an_answer_with_lines_is_one_line():
    view = submission(modal(TRACK, ORIGIN), ("B0CYT4LN7Q\n/untrack all", "", ""))["view"]
    assert read_modal(view).line == "track B0CYT4LN7Q /untrack all"


async def test_the_button_of_a_form_opens_its_modal(slack, account, door):
    card = await account.chat.post(ROOM, ASKING)
    button = slack.messages["C1", card]["blocks"][-1]["elements"][0]
    await door.send("interactive", press(slack, card, button))
    await slack.until(lambda: slack.views)
    assert shown(slack.views[0]["blocks"]) == "Product\nBelow\nRole"
    assert len(slack.views[0]["title"]["text"]) <= 24


async def test_a_form_opened_at_home_is_answered_in_the_direct_chat(slack, company, door):
    pressed = press(slack, "", {"action_id": "ask:0", "value": form_value(TRACK)}) | {"channel": None, "message": None}
    await door.send("interactive", pressed | {"container": {"type": "view", "view_id": "V1"}})
    await slack.until(lambda: slack.views)
    await door.send("interactive", submission(slack.views[0], ("B0CYT4LN7Q", "", "")))
    await slack.until(lambda: slack.messages)
    assert (company.heard[0].chat.channel, company.heard[0].private) == ("DU1", True)


async def test_a_trigger_that_has_expired_is_explained_to_the_one_who_pressed(slack, account, door):
    card = await account.chat.post(ROOM, ASKING)
    pressed = press(slack, card, slack.messages["C1", card]["blocks"][-1]["elements"][0])
    slack.expired.add(pressed["trigger_id"])
    await door.send("interactive", pressed)
    await slack.until(lambda: slack.responses)
    assert "Press the button once more" in str(slack.responses[0]["blocks"])
    assert slack.responses[0]["response_type"] == "ephemeral"


async def test_a_command_that_asks_for_its_argument_opens_the_modal_at_once(slack, company, door):
    async def ask(heard):
        return Card("Which product?", (TRACK,), whisper=True)

    company.answer = ask
    await door.send("slash_commands", slash(slack, "/track"))
    await slack.until(lambda: slack.views)
    assert slack.responses == []


async def test_where_the_modal_comes_too_late_the_button_is_shown(slack, company, door):
    async def ask(heard):
        return Card("Which product?", (TRACK,), whisper=True)

    company.answer = ask
    command = slash(slack, "/track")
    slack.expired.add(command["trigger_id"])
    await door.send("slash_commands", command)
    await slack.until(lambda: slack.responses)
    assert "Which product?" in str(slack.responses[0]["blocks"])


async def test_a_form_that_is_right_closes_and_is_answered_where_it_was_opened(slack, company, door):
    sent = submission(modal(TRACK, ORIGIN), ("B0CYT4LN7Q", "24.99", "competitor"))
    assert await door.send("interactive", sent) == {}
    await slack.until(lambda: slack.messages)
    (heard,) = company.heard
    assert heard.text == "/track B0CYT4LN7Q below 24.99 as competitor"
    assert (heard.chat, heard.thread) == (ROOM, "1600.1")
    assert slack.of("chat.postMessage")[0]["thread_ts"] == "1600.1"


async def wrong(heard):
    return Card("“x” is not an ASIN.", (Paragraph("For example: /track B0CYT4LN7Q"),), tone=Tone.WARNING, whisper=True)


async def test_what_is_wrong_with_a_form_is_shown_in_it(slack, company, door):
    company.answer = wrong
    answer = await door.send("interactive", submission(modal(TRACK, ORIGIN), ("x", "", "")))
    assert answer["response_action"] == "errors"
    assert answer["errors"] == {"field_0": "“x” is not an ASIN. For example: /track B0CYT4LN7Q"}
    assert slack.messages == {}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("I can't place “soon” in /track.", "field_1"),
        ("“B0” is not an ASIN.", "field_0"),
        ("“as own” is not an ASIN.", "field_2"),
        ("Only the admins of this chat may change things here.", "field_0"),
    ],
)
async def test_what_is_wrong_stands_at_the_answer_that_it_quotes(slack, company, door, words, field):
    async def refuse(heard):
        return Card(words, tone=Tone.WARNING, whisper=True)

    company.answer = refuse
    answer = await door.send("interactive", submission(modal(TRACK, ORIGIN), ("B0", "20 soon", "own")))
    assert list(answer["errors"]) == [field]


async def test_a_command_without_its_argument_has_what_it_is_about_above_the_questions(slack, company, door):
    async def ask(heard):
        return Card("/track needs a product.", (Paragraph("For example: /track B0CYT4LN7Q"), TRACK), whisper=True)

    company.answer = ask
    await door.send("slash_commands", slash(slack, "/track"))
    await slack.until(lambda: slack.views)
    assert shown(slack.views[0]["blocks"]).startswith(
        "/track needs a product.\nFor example: /track B0CYT4LN7Q\nProduct"
    )
    assert slack.responses == []


IMPORT = Form("Import products", "import", (Field(label="CSV or XLSX file", required=True, file=True),))


def imported(slack, name, data):
    slack.stored[name] = data
    file = {
        "id": "F1",
        "name": name,
        "size": len(data),
        "url_private": slack.base_url.replace("/api/", f"/files/{name}"),
    }
    sent = submission(modal(IMPORT, ORIGIN), ("",))
    sent["view"]["state"]["values"]["field_0"]["answer"] = {"type": "file_input", "files": [file]}
    return sent


async def test_a_file_sent_in_a_form_comes_with_its_line(slack, company, door):
    assert not wrong_view(modal(IMPORT, ORIGIN))
    await door.send("interactive", imported(slack, "list.csv", b"asin\r\nB0CYT4LN7Q\r\n"))
    await slack.until(lambda: slack.messages)
    (heard,) = company.heard
    assert (heard.text, heard.documents) == ("/import", (Document("list.csv", b"asin\r\nB0CYT4LN7Q\r\n"),))


async def test_a_file_that_cannot_be_an_import_is_refused_in_the_form(slack, company, door):
    company.answer = wrong
    answer = await door.send("interactive", imported(slack, "broken.csv", b"x"))
    assert answer["response_action"] == "errors"
    assert slack.messages == {}


async def test_a_form_sent_twice_by_slack_is_one_form(slack, company, door):
    sent = submission(modal(TRACK, ORIGIN), ("B0CYT4LN7Q", "", ""))
    await door.send("interactive", sent)
    await door.send("interactive", sent)
    await slack.until(lambda: slack.messages)
    assert len(company.heard) == 1


@pytest.mark.parametrize("answer_is_right", [True, False])
async def test_a_form_whose_answer_takes_long_says_so_and_then_how_it_ended(slack, company, answer_is_right):
    free = asyncio.Event()

    async def slow(heard):
        await free.wait()
        return Card("Tracking") if answer_is_right else await wrong(heard)

    company.answer = slow
    async with opened(slack, patience=0) as account, listened(account, company):
        sent = submission(modal(TRACK, ORIGIN), ("B0CYT4LN7Q", "24.99", ""))
        acknowledged = await SocketDoor(slack).send("interactive", sent)
        assert acknowledged["response_action"] == "update"
        assert not wrong_view(acknowledged["view"])
        free.set()
        await slack.until(lambda: slack.views and (slack.messages or not answer_is_right))
    if answer_is_right:
        assert shown(slack.views[0]["blocks"]) == "Done."
        assert "Tracking" in slack.seen()
    else:
        assert "is not an ASIN" in shown(slack.views[0]["blocks"])
        assert read_modal(submission(slack.views[0], ("B0", "1", ""))["view"]).form == TRACK
        assert [block["element"].get("initial_value") for block in slack.views[0]["blocks"][1:3]] == [
            "B0CYT4LN7Q",
            "24.99",
        ]
        assert slack.messages == {}
