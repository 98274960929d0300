"""The menu that Telegram offers, and the token that it asks for."""

import json
import traceback

import pytest

from adapters.chats.telegram.menu import register_commands
from core.errors import WrongSetting
from tests.servers.telegram import TOKEN, Fault

COMMANDS = [("track", "Watch products"), ("/list", "What is\ntracked"), ("alert off", "x"), ("Show", "x"), ("mute", "")]


async def test_commands_are_offered_in_each_scope_and_language(town):
    german = {"de": [("track", "Produkte beobachten")]}
    await register_commands(town.account.client.bot, COMMANDS, german)
    calls = town.server.called("setMyCommands")
    assert [call.get("language_code") for call in calls] == [None] * 3 + ["de"] * 3
    assert [(one["command"], one["description"]) for one in json.loads(calls[0]["commands"])] == [
        ("track", "Watch products"),
        ("list", "What is tracked"),
    ]


async def test_a_description_is_no_longer_than_telegram_takes(town):
    await register_commands(town.account.client.bot, [("track", "x" * 300)])
    (command,) = json.loads(town.server.called("setMyCommands")[0]["commands"])
    assert len(command["description"]) == 256


async def test_a_menu_that_cannot_be_set_is_no_reason_not_to_start(town):
    town.server.faults["setMyCommands"] = [Fault(status=500)] * 3
    await town.account.greet(COMMANDS)
    async with town.listening():
        await town.says("/list")
        assert await town.sees(1) == ["🔹 heard /list"]


async def test_the_token_is_not_in_what_is_said_of_it(town):
    town.server.revoked = True
    with pytest.raises(WrongSetting) as caught:
        await town.account.greet(COMMANDS)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
