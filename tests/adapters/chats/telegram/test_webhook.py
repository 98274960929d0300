"""Hearing by webhook."""

import asyncio
import json
import logging

import pytest

from tests.adapters.chats.telegram.conftest import ANA, BEN
from tests.servers.telegram import Fault

SECRET = "s3cret_-"
URL = "https://bot.example/telegram/abc"


@pytest.fixture
async def webhook(town):
    made = town.account.webhook(SECRET, URL)
    async with town.listening(made):
        await town.server.until(lambda: town.server.webhook["url"])
        yield made


async def test_the_webhook_is_set_with_its_secret(town, webhook):
    (call,) = town.server.called("setWebhook")
    assert (call["url"], call["secret_token"]) == (URL, SECRET)
    assert json.loads(call["allowed_updates"]) == [
        "message",
        "channel_post",
        "callback_query",
        "inline_query",
        "my_chat_member",
    ]


async def test_a_signed_update_is_answered_200_after_it_was_handled(town, webhook):
    assert await webhook.take(SECRET, body(town, 1, "/list")) == 200
    assert [one.seen for one in town.server.messages] == ["🔹 heard /list"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET.upper(), "s3crét", SECRET + "x"])
async def test_a_foreign_request_is_refused_unread_and_nothing_of_it_is_logged(town, webhook, secret, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    assert await webhook.take(secret, body(town, 1, "/hush-hush")) == 401
    logged = caplog.text + "".join(capsys.readouterr())
    assert (town.parrot.heard, "hush" in logged) == ([], False)


@pytest.mark.parametrize("junk", [b"", b"{", b"[]", b'{"update_id": "1"}', b"\xff", b"[" * 100_000])
async def test_what_is_no_update_is_refused(webhook, junk):
    assert await webhook.take(SECRET, junk) == 400


async def test_an_update_of_a_kind_from_the_future_is_taken_so_that_it_does_not_come_for_ever(town, webhook):
    assert await webhook.take(SECRET, b'{"update_id": 5, "hologram": {}}') == 200
    assert await webhook.take(SECRET, b'{"update_id": 6, "message": {"nothing": 1}}') == 200
    assert town.parrot.heard == []


async def test_a_replayed_update_is_not_carried_out_twice_even_while_it_is_under_way(town, webhook):
    door = town.parrot.doors["/slow"] = asyncio.Event()
    again = body(town, 1, "/slow")
    first, second = (asyncio.create_task(webhook.take(SECRET, again)) for _ in range(2))
    await town.server.until(lambda: town.server.called("sendChatAction"))
    assert (first.done(), second.done()) == (False, False)
    door.set()
    assert (await first, await second, await webhook.take(SECRET, again)) == (200, 200, 200)
    assert town.parrot.texts == ["/slow"]


async def test_many_at_once_are_all_answered(town, webhook):
    bodies = [body(town, number, f"/list {number}", 6000 + number % 7) for number in range(100)]
    assert set(await asyncio.gather(*(webhook.take(SECRET, one) for one in bodies))) == {200}
    assert len(town.server.messages) == 100


async def test_nobody_listens_before_the_start_and_after_the_end(town):
    webhook = town.account.webhook(SECRET, URL)
    assert await webhook.take(SECRET, body(town, 1, "/list")) == 503
    async with town.listening(webhook):
        await town.server.until(lambda: town.server.webhook["url"])
        assert await webhook.take(SECRET, body(town, 1, "/list")) == 200
    assert await webhook.take(SECRET, body(town, 2, "/list")) == 503


async def test_a_webhook_that_cannot_be_set_is_tried_again(town):
    town.server.faults["setWebhook"] = [Fault(status=502)] * 2
    async with town.listening(town.account.webhook(SECRET, URL)):
        await town.server.until(lambda: town.server.webhook["url"])
    assert town.pauses == [1, 2]


async def test_polling_takes_a_webhook_away_that_was_left_set(town):
    town.server.webhook["url"] = URL
    async with town.listening():
        await town.says("/list", BEN)
        await town.sees(1)
    assert town.server.webhook["url"] == ""


def body(town, number: int, text: str, who: int = ANA) -> bytes:
    return json.dumps({"update_id": number, "message": town.message(text, who)}).encode()
