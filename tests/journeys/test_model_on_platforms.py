"""A model reads what is said in Slack and in Telegram: through the real SDKs, and the buttons that people press."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

from tests.adapters.chats.slack.payloads import message, press, says
from tests.journeys.transports import service
from tests.servers.amazon_shop import AmazonShop, Good, amazon_shop
from tests.servers.openai import MODEL, OpenAiServer, chooses, openai_server
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, slack_server
from tests.servers.telegram import TOKEN, TelegramServer, telegram_server
from tests.servers.telegram_messages import Shown, chat, user

KETTLE = "B0TESTKE01"
ODD = "hmm zxqv, kuckstu ma wegen dem dingens da"
PLAN = "hmm zxqv, psst psst halbzeit"
# The first fault is tried again, and the last one lasts.
ANSWERS = [500, chooses(("show", {"refs": ["1"]})), chooses(("mute", {"refs": ["1"], "until": "4h"})), 500]


@asynccontextmanager
async def kettle_shop() -> AsyncIterator[AmazonShop]:
    async with amazon_shop() as shop:
        shop.goods[KETTLE] = Good(Decimal("42.00"))
        yield shop


def model_of(server: OpenAiServer) -> dict[str, Any]:
    server.answers = list(ANSWERS)
    return {"openai_api_key": server.key, "openai_base_url": server.url, "openai_model": MODEL, "openai_timeout": "5s"}


async def test_in_telegram_what_shows_is_shown_and_what_changes_waits_for_the_button(tmp_path):
    async with (
        kettle_shop() as shop,
        openai_server() as model,
        telegram_server() as town,
        service(tmp_path, shop, telegram_bot_token=TOKEN, telegram_base_url=town.base_url, **model_of(model)),
    ):
        await say_in_telegram(town, f"/track {KETTLE}")
        await town.until(lambda: "$42.00" in seen(town))
        await say_in_telegram(town, ODD)
        await town.until(lambda: seen(town).count("$42.00") == 2)
        await say_in_telegram(town, PLAN)
        await town.until(lambda: "Shall I? /mute 1 4h" in seen(town))
        (plan,) = (shown for shown in town.messages if "Shall I?" in shown.seen)
        assert "Muted until" not in seen(town)
        await press_in_telegram(town, plan, "Confirm")
        await town.until(lambda: "Muted until" in seen(town))
        await say_in_telegram(town, "hmm zxqv, wurks")
        await town.until(lambda: "I did not understand that." in seen(town))
    assert town.refusals == []


async def test_in_slack_what_shows_is_shown_and_what_changes_waits_for_the_button(tmp_path):
    async with (
        kettle_shop() as shop,
        openai_server() as model,
        slack_server() as slack,
        service(
            tmp_path,
            shop,
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_base_url=slack.base_url,
            **model_of(model),
        ),
    ):
        slack.people["U1"] = {"id": "U1", "is_admin": True, "profile": {"display_name": "Ada"}}
        await slack.tell("events_api", message(f"track {KETTLE}"))
        await slack.until(lambda: "$42.00" in slack.seen("D1"))
        await slack.tell("events_api", message(ODD))
        await slack.until(lambda: slack.seen("D1").count("$42.00") == 2)
        await slack.tell("events_api", message(PLAN))
        await slack.until(lambda: "Shall I? /mute 1 4h" in slack.seen("D1"))
        (ts, plan), *_ = ((at, str(said)) for (_, at), said in slack.messages.items() if "confirm" in str(said))
        (line,) = set(re.findall(r"confirm [0-9a-f]{12}", plan))
        await slack.tell("interactive", press(slack, ts, says(line), channel="D1"))
        await slack.until(lambda: "Muted until" in slack.seen("D1"))
        await slack.tell("events_api", message("hmm zxqv, wurks"))
        await slack.until(
            lambda: "I did not understand that." in slack.seen("D1") + str(slack.of("chat.postEphemeral"))
        )
    assert len(model.requests) >= 3
    assert slack.refusals == []


def seen(town: TelegramServer) -> str:
    return "\n".join(shown.seen for shown in town.messages)


async def say_in_telegram(town: TelegramServer, text: str) -> None:
    number = town.next_message_id()
    await town.happens(message={"message_id": number, "date": 1, "chat": chat(5001), "from": user(5001), "text": text})


async def press_in_telegram(town: TelegramServer, shown: Shown, label: str) -> None:
    there = {"message_id": shown.id, "date": 1, "chat": chat(5001), "text": shown.seen}
    query = {"id": "q1", "from": user(5001), "message": there, "chat_instance": "1", "data": shown.data(label)}
    await town.happens(callback_query=query)
