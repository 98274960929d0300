"""Slack as a service: commands without arguments open modals, and what is wrong is shown in them."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest

from bot.settings import load_settings
from bot.wiring import Terminal, assemble
from tests.adapters.chats.slack.conftest import SocketDoor
from tests.adapters.chats.slack.payloads import slash, submission
from tests.servers.amazon_shop import Good, amazon_shop
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, Slack, slack_server
from tests.servers.slack_rules import shown

ASINS = ("B0TESTBL01", "B0TESTCA01")


@asynccontextmanager
async def service(folder) -> AsyncIterator[Slack]:
    async with amazon_shop() as shop, slack_server() as slack:
        shop.goods |= {asin: Good(Decimal("50.00")) for asin in ASINS}
        settings = load_settings(
            database_url=f"sqlite+aiosqlite:///{folder / 'forms.db'}",
            amazon_base_url=shop.base_url,
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_base_url=slack.base_url,
        )
        running = asyncio.create_task(assemble(settings, Terminal(), http=False, platforms=True).run(stay=True))
        yield slack
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)


@pytest.fixture
async def slack(tmp_path, monkeypatch) -> AsyncIterator[Slack]:
    monkeypatch.chdir(tmp_path)
    async with service(tmp_path) as slack:
        yield slack


async def opened(slack: Slack, command: str, text: str = "") -> dict:
    """The modal that a command opens."""
    before = len(slack.views)
    await SocketDoor(slack).send("slash_commands", slash(slack, command, text))
    await slack.until(lambda: len(slack.views) > before)
    return slack.views[-1]


def filled(view: dict, **answers: str) -> dict:
    """The modal sent, with answers by the beginnings of their labels."""
    labels = [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]
    given = [next((said for name, said in answers.items() if label.startswith(name)), "") for label in labels]
    return submission(view, tuple(given))


async def complaint(slack: Slack, sent: dict) -> str:
    """What is said to be wrong in the modal: at once, or a moment later where the machine is slow."""
    before = len(slack.views)
    answer = await SocketDoor(slack).send("interactive", sent)
    if answer.get("response_action") != "update":
        return " ".join(answer.get("errors", {}).values())
    await slack.until(lambda: len(slack.views) > before)
    return shown(slack.views[-1]["blocks"])


async def test_track_and_its_rules_are_said_in_modals_and_what_is_wrong_stands_at_its_question(slack):
    modal = await opened(slack, "/track")
    assert "“every soon”" in await complaint(slack, filled(modal, Products="B0TESTBL01", Look="soon"))
    assert "is not an ASIN" in await complaint(slack, filled(modal, Products="B0TESTBL0"))
    assert slack.messages == {}
    await SocketDoor(slack).send("interactive", filled(modal, Products="B0TESTBL01", Tell="45"))
    await slack.until(lambda: "$50.00" in slack.seen())
    assert "price below $45.00" in slack.seen()

    rules = await opened(slack, "/alert")
    assert "“7” is not on a list" in await complaint(slack, filled(rules, Product="7", BSR="20%"))
    assert "needs" in await complaint(slack, filled(rules, Product="1"))
    await SocketDoor(slack).send("interactive", filled(rules, Product="1", BSR="20%"))
    await slack.until(lambda: "Rules set" in slack.seen())


async def test_a_product_is_edited_by_the_form_on_its_card(slack):
    await SocketDoor(slack).send("slash_commands", slash(slack, "/track", "B0TESTBL01"))
    await slack.until(lambda: "$50.00" in slack.seen())
    await SocketDoor(slack).send("slash_commands", slash(slack, "/show", "1"))
    await slack.until(lambda: "[Edit]" in slack.seen())


async def test_an_import_is_asked_for_as_a_file(slack):
    modal = await opened(slack, "/import")
    (question,) = [block for block in modal["blocks"] if block["type"] == "input"]
    assert question["element"]["type"] == "file_input"
    assert "asin" in shown(modal["blocks"])
    assert slack.messages == {}


async def test_several_products_at_once_are_one_answer(slack):
    await SocketDoor(slack).send("slash_commands", slash(slack, "/track", " ".join(ASINS)))
    await slack.until(lambda: slack.seen().count("$50.00") == 2)
    assert len(slack.messages) == 1
