"""Suggested text is edited in a modal of Slack: what is wrong stands at its question, and nothing typed is lost."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from bot.settings import load_settings
from bot.wiring import Terminal, assemble
from tests.adapters.chats.slack.conftest import SocketDoor
from tests.adapters.chats.slack.payloads import press, slash
from tests.journeys.test_optimise_everywhere import BULLETS, DRAFTED, EDITED, Listed, settings_of
from tests.journeys.test_slack_forms import complaint, filled
from tests.servers.amazon_shop import amazon_shop
from tests.servers.openai import openai_server, part
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, Slack, slack_server
from tests.servers.slack_rules import shown
from tests.shop import BLENDER

PEOPLE = {"U1": "Ada", "U2": "Grace"}


@pytest.fixture
async def slack(tmp_path, monkeypatch) -> AsyncIterator[Slack]:
    monkeypatch.chdir(tmp_path)
    async with amazon_shop() as shop, slack_server() as slack, openai_server() as model:
        title = part("title", DRAFTED, reason="Says what it is first", facts=["Glass Jar"])
        model.answers = [[title, part("bullets", *BULLETS)]]
        slack.people |= {one: {"id": one, "profile": {"display_name": name}} for one, name in PEOPLE.items()}
        shop.goods[BLENDER.asin] = Listed(Decimal("49.99"))
        settings = load_settings(
            database_url=f"sqlite+aiosqlite:///{tmp_path / 'edit.db'}",
            amazon_base_url=shop.base_url,
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_base_url=slack.base_url,
            **settings_of(model),
        )
        running = asyncio.create_task(assemble(settings, Terminal(), http=False, platforms=True).run(stay=True))
        yield slack
        assert slack.refusals == []
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)


async def said(slack: Slack, command: str, text: str, until: str) -> None:
    await SocketDoor(slack).send("slash_commands", slash(slack, command, text))
    await slack.until(lambda: until in slack.seen())


def button(slack: Slack, label: str) -> tuple[str, dict[str, str]]:
    """The newest button with this label, and the message that it stands on."""
    for (_, at), message in reversed(slack.messages.items()):
        rows = [block for block in message.get("blocks") or [] if block["type"] == "actions"]
        for element in (element for row in rows for element in row["elements"]):
            if element["text"]["text"] == label:
                return at, {name: element[name] for name in ("action_id", "value")}
    raise LookupError(label)


async def pressed(slack: Slack, label: str, user: str = "U1") -> None:
    at, found = button(slack, label)
    await SocketDoor(slack).send("interactive", press(slack, at, found, user=user))


async def form_of(slack: Slack, label: str) -> dict:
    """The modal that a button opens."""
    before = len(slack.views)
    await pressed(slack, label)
    await slack.until(lambda: len(slack.views) > before)
    return slack.views[-1]


async def sent(slack: Slack, form: dict, text: str, until: str) -> None:
    """The form is sent with this title, and answered in the channel."""
    await SocketDoor(slack).send("interactive", filled(form, Title=text))
    await slack.until(lambda: until in slack.seen())


def told_alone(slack: Slack) -> str:
    """What only those see who pressed a button."""
    return "\n".join(shown(one["blocks"]) if one.get("blocks") else one.get("text", "") for one in slack.responses)


async def suggested(slack: Slack) -> None:
    await said(slack, "/track", BLENDER.asin, "49.99")
    await said(slack, "/optimize", "1 title, bullets", "2 suggestions by")


async def test_a_suggestion_is_edited_in_a_form_that_keeps_what_was_typed(slack):
    await suggested(slack)
    form = await form_of(slack, "Edit title")
    (question,) = form["blocks"]
    assert question["label"]["text"] == "Title, at most 75 characters"
    assert (question["element"]["initial_value"], question["element"]["max_length"]) == (DRAFTED, 75)
    wrong = await complaint(slack, filled(form, Title=f"{DRAFTED}, Best Seller"))
    assert "T06" in wrong
    assert "approved" not in slack.seen()
    await sent(slack, form, EDITED, "Title approved, ready to be copied")
    assert f"{EDITED}\nApproved by Ada" in slack.seen()
    await said(slack, "/history", "1", "approved by")


async def test_a_form_that_was_open_while_somebody_else_approved_overwrites_nothing_unsaid(slack):
    await suggested(slack)
    form = await form_of(slack, "Edit title")
    await pressed(slack, "Approve title", user="U2")
    await slack.until(lambda: "Title approved" in slack.seen())
    already = "Grace has approved the title already, so nothing was changed."
    assert already in await complaint(slack, filled(form, Title=EDITED))
    await pressed(slack, "Reject title")
    await slack.until(lambda: already in told_alone(slack))
    assert EDITED not in slack.seen()


async def test_of_two_who_decide_at_once_one_is_heard_and_the_other_told_so(slack):
    await suggested(slack)
    await asyncio.gather(pressed(slack, "Approve bullets", "U2"), pressed(slack, "Reject bullets"))
    await slack.until(lambda: "already, so nothing was changed" in told_alone(slack))
    outcomes = ("Grace has approved the bullets already", "Ada has rejected the bullets already")
    assert [one in told_alone(slack) for one in outcomes].count(True) == 1
