"""Slack and Telegram at once, through their real SDKs, as one service: a list that both share."""

import asyncio
import os
import re
import signal
from decimal import Decimal

from bot.settings import load_settings
from bot.wiring import Terminal, assemble
from core.catalog.asin import Product
from tests.adapters.chats.slack.payloads import slash
from tests.servers.amazon_shop import Good, amazon_shop
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, slack_server
from tests.servers.telegram import TOKEN, telegram_server
from tests.servers.telegram_messages import chat, user

BLENDER = Product("B0TESTBL01", "com")
GROUP = -100200


def seen(telegram) -> str:
    return "\n".join(shown.seen for shown in telegram.messages)


async def test_track_in_slack_alert_in_both_acknowledge_in_telegram(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with amazon_shop() as shop, slack_server() as slack, telegram_server() as telegram:
        shop.goods[BLENDER.asin] = Good(Decimal("50.00"))
        settings = load_settings(
            database_url=f"sqlite+aiosqlite:///{tmp_path / 'shared.db'}",
            amazon_base_url=shop.base_url,
            amazcope_check_every="1s",
            amazcope_pace=50,
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_base_url=slack.base_url,
            telegram_bot_token=TOKEN,
            telegram_base_url=telegram.base_url,
        )
        running = asyncio.create_task(assemble(settings, Terminal(), http=False, platforms=True).run(stay=True))

        async def say_in_telegram(text: str) -> None:
            number = telegram.next_message_id()
            sender = {"chat": chat(GROUP), "from": user(5002, "Ben"), "date": 1_800_000_000}
            entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            await telegram.happens(message={"message_id": number, "text": text, "entities": [entity], **sender})

        await slack.tell("slash_commands", slash(slack, "/amazcope", "share"))
        await slack.until(lambda: "A code for" in slack.seen() + str(slack.responses))
        (code, *_) = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", slack.seen() + str(slack.responses))
        await say_in_telegram(f"/join {code}")
        await telegram.until(lambda: "is mounted here" in seen(telegram))

        await slack.tell("slash_commands", slash(slack, "/track", BLENDER.asin))
        await slack.until(lambda: "$50.00" in slack.seen() + str(slack.responses))
        shop.goods[BLENDER.asin] = Good(Decimal("40.00"))
        await slack.until(lambda: "Price dropped 20 %: $50.00 → $40.00" in slack.seen())
        await telegram.until(lambda: "Price dropped 20 %: $50.00 → $40.00" in seen(telegram))

        await say_in_telegram("/ack 1")
        await telegram.until(lambda: "Taken in hand: by Ben" in seen(telegram))
        await slack.until(lambda: "by Ben" in slack.seen())
        assert seen(telegram).count("Price dropped 20 %: $50.00 → $40.00") == 1
        await slack.until(lambda: "Open: Price dropped 20 %" in slack.seen())
        await say_in_telegram("/show 1")
        await telegram.until(lambda: "Open: Price dropped 20 %" in seen(telegram))

        shop.goods[BLENDER.asin] = Good(Decimal("49.00"))
        for platform in (slack, telegram):
            look = slack.seen if platform is slack else lambda: seen(telegram)
            await platform.until(lambda look=look: look().count("Resolved: ") >= 2)  # the alert, and the live card
            assert "Resolved after" in look()

        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)
