"""However slow the store is, both platforms show at once that they have heard."""

import asyncio
import os
import signal
from decimal import Decimal

from bot.settings import load_settings
from bot.wiring import Terminal, assemble
from tests.adapters.chats.slack.payloads import slash
from tests.servers.amazon_shop import Gate, Good, amazon_shop
from tests.servers.slack import APP_TOKEN, BOT_TOKEN, slack_server
from tests.servers.telegram import TOKEN, telegram_server
from tests.servers.telegram_messages import chat, user

ASIN, OTHER = "B0TESTBL01", "B0TESTCA01"


async def test_a_command_is_acknowledged_before_the_store_has_answered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with amazon_shop() as shop, slack_server() as slack, telegram_server() as telegram:
        shop.goods |= dict.fromkeys((ASIN, OTHER), Good(Decimal("50.00")))
        gate = Gate()
        shop.manners |= dict.fromkeys((ASIN, OTHER), gate)
        settings = load_settings(
            database_url=f"sqlite+aiosqlite:///{tmp_path / 'slow.db'}",
            amazon_base_url=shop.base_url,
            slack_bot_token=BOT_TOKEN,
            slack_app_token=APP_TOKEN,
            slack_base_url=slack.base_url,
            telegram_bot_token=TOKEN,
            telegram_base_url=telegram.base_url,
        )
        running = asyncio.create_task(assemble(settings, Terminal(), http=False, platforms=True).run(stay=True))
        envelope = await slack.tell("slash_commands", slash(slack, "/track", ASIN))
        await slack.acked(envelope)
        number = telegram.next_message_id()
        sender = {"chat": chat(5001), "from": user(5001), "date": 1_800_000_000}
        await telegram.happens(message={"message_id": number, "text": f"/track {OTHER}", **sender})
        await telegram.until(lambda: telegram.called("sendChatAction"))
        assert "$50.00" not in slack.seen() + str(slack.responses)
        assert telegram.messages == []
        gate.open()
        await slack.until(lambda: "$50.00" in slack.seen() + str(slack.responses))
        await telegram.until(lambda: any("$50.00" in shown.seen for shown in telegram.messages))
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)
