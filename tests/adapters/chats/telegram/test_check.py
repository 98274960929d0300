"""What the doctor says of the Telegram account."""

import pytest

from adapters.chats.telegram.check import examine
from tests.servers.telegram import TOKEN, Fault

URL = "https://bot.example/telegram/abc"


async def found(town, ours=None) -> dict:
    return dict(await examine(TOKEN, town.server.base_url, ours))


async def test_a_sound_account_needs_nothing_but_an_explanation_of_privacy_mode(town):
    findings = await found(town)
    assert findings.pop("Telegram: the token is right, the bot is @AmazcopeBot.") is None
    ((what, fix),) = findings.items()
    assert ("privacy mode: on" in what, "/setprivacy" in fix) == (True, True)


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("can_read_all_group_messages", True, "privacy mode: off"),
        ("can_join_groups", False, "/setjoingroups"),
        ("supports_inline_queries", False, "/setinline"),
    ],
)
async def test_each_switch_of_the_bot_is_named_with_its_fix(town, trait, value, words):
    town.server.me[trait] = value
    assert words in str(await found(town))


@pytest.mark.parametrize(
    ("url", "ours", "words"),
    [(URL, None, "though PUBLIC_URL is not"), ("", URL, "not set to PUBLIC_URL"), (URL, URL, None), ("", None, None)],
)
async def test_a_webhook_that_does_not_fit_is_named(town, url, ours, words):
    town.server.webhook["url"] = url
    said = str(await found(town, ours))
    assert (words or "privacy mode") in said
    assert ("webhook" in said) == (words is not None)


async def test_a_webhook_that_fails_and_updates_that_wait_are_named(town):
    town.server.webhook.update(
        url=URL, last_error_date=1, last_error_message="Connection refused", pending_update_count=7
    )
    said = str(await found(town, URL))
    assert ("Connection refused" in said, "7 updates wait" in said) == (True, True)


async def test_a_wrong_token_and_a_dead_network_have_different_fixes(town):
    town.server.faults["getMe"] = [Fault(status=502)]
    ((_, network),) = await examine(TOKEN, town.server.base_url)
    ((_, token),) = await examine("1:wrong", town.server.base_url)
    assert ("TELEGRAM_BASE_URL" in network, "TELEGRAM_BOT_TOKEN" in token) == (True, True)
