"""Socket Mode when connections drop, are asked to move, or are refused."""

import asyncio
import json

import pytest

from core.errors import ChatUnreachable
from core.messages import ChatId
from tests.adapters.chats.slack.conftest import listened, opened
from tests.adapters.chats.slack.payloads import message, slash
from tests.servers.slack import TEAM, Failure

NO_OBJECT = '{"envelope_id": "E-list", "type": "events_api", "payload": [1]}'


class Pauses:
    """Stands for sleeping: notes how long, and lets others go on."""

    def __init__(self):
        self.waits = []

    async def __call__(self, seconds):
        self.waits.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def pauses():
    return Pauses()


@pytest.fixture
async def at_work(slack, company, pauses):
    async with opened(slack, sleep=pauses) as account, listened(account, company) as task:
        await slack.until(lambda: slack.sockets)
        yield task


async def test_a_dropped_connection_comes_back_and_no_command_is_lost_or_doubled(slack, company, at_work):
    payload = slash(slack, "/list")
    await slack.acked(await slack.tell("slash_commands", payload, envelope="E-first"))
    await slack.sockets[0].close()
    await slack.until(lambda: len(slack.sockets) == 2)
    await slack.tell("slash_commands", payload, envelope="E-first")  # its acknowledgement was lost
    await slack.until(lambda: sum(ack["envelope_id"] == "E-first" for ack in slack.acks) == 2)
    await slack.acked(await slack.tell("slash_commands", slash(slack, "/help")))
    await slack.until(lambda: len(slack.messages) == 2)
    assert [heard.text for heard in company.heard] == ["/list", "/help"]


async def test_an_envelope_that_comes_again_is_heard_once_whatever_it_holds(slack, company, at_work):
    payload = slash(slack, "/list") | {"trigger_id": None}
    for _ in range(2):
        await slack.tell("slash_commands", payload, envelope="E-again")
    await slack.until(lambda: sum(ack["envelope_id"] == "E-again" for ack in slack.acks) == 2)
    await slack.acked(await slack.tell("slash_commands", slash(slack, "/help")))
    await slack.until(lambda: any(heard.text == "/help" for heard in company.heard))
    assert [heard.text for heard in company.heard] == ["/list", "/help"]


async def test_the_same_event_in_another_envelope_is_heard_once(slack, company, at_work):
    payload = message("list")
    await slack.acked(await slack.tell("events_api", payload, retry_attempt=0))
    await slack.acked(await slack.tell("events_api", payload, retry_attempt=1, retry_reason="timeout"))
    await slack.acked(await slack.tell("events_api", message("help")))
    await slack.until(lambda: len(slack.messages) == 2)
    assert [heard.text for heard in company.heard] == ["list", "help"]


async def test_when_slack_asks_to_move_the_next_connection_is_there_before_the_old_one_closes(
    slack, company, at_work, pauses
):
    await slack.sockets[0].send_str(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
    await slack.until(lambda: len(slack.sockets) == 2)
    await slack.acked(await slack.tell("slash_commands", slash(slack, "/list"), socket=0))
    await slack.acked(await slack.tell("slash_commands", slash(slack, "/help", user="U2"), socket=1))
    await slack.until(lambda: len(slack.messages) == 2)
    assert pauses.waits == []


async def test_waits_grow_while_connections_keep_dropping_and_shrink_when_one_holds(slack, company, pauses):
    slack.drops = 4
    async with opened(slack, sleep=pauses) as account, listened(account, company):
        await slack.until(lambda: slack.sockets)
        assert pauses.waits == [1, 2, 4, 8]
        await slack.sockets[0].close()
        await slack.until(lambda: len(slack.sockets) == 2)
    assert pauses.waits[4:] == [1]


@pytest.mark.parametrize(
    ("failure", "wait"),
    [
        (Failure("", 500), 1),
        (Failure("internal_error"), 1),
        (Failure("ratelimited", 429, {"Retry-After": "30"}), 30),
    ],
)
async def test_a_slack_that_gives_no_address_is_asked_again_later(slack, company, pauses, failure, wait):
    slack.fail("apps.connections.open", failure)
    async with opened(slack, sleep=pauses) as account, listened(account, company):
        await slack.until(lambda: slack.sockets)
    assert pauses.waits == [wait]


async def test_waits_end_at_a_minute(slack, company, pauses):
    slack.drops = 9
    async with opened(slack, sleep=pauses) as account, listened(account, company):
        await slack.until(lambda: slack.sockets)
    assert pauses.waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_an_app_token_that_is_revoked_later_ends_the_inbox_and_the_workspaces_are_lost(slack, company, code):
    async with opened(slack) as account, listened(account, company) as listening:
        await account.greet()
        await slack.until(lambda: slack.sockets)
        slack.fail("apps.connections.open", Failure(code))
        await slack.sockets[0].close()
        with pytest.raises(ChatUnreachable, match=f"SLACK_APP_TOKEN: Slack answered {code}"):
            await listening
    reason = f"SLACK_APP_TOKEN: Slack answered {code}; set a valid one and start again"
    assert company.gone_chats == [(ChatId("slack", TEAM, ""), reason)]


async def test_socket_mode_switched_off_is_not_asked_for_in_a_hurry(slack, at_work, pauses):
    await slack.sockets[0].send_str(json.dumps({"type": "disconnect", "reason": "link_disabled"}))
    await slack.until(lambda: len(slack.sockets) == 2)
    assert pauses.waits == [1]


async def test_what_is_no_envelope_is_overheard(slack, company, at_work):
    for noise in ("[]", "{broken", "{}", '{"type": "hello"}', '{"envelope_id": "E0", "type": "unknown"}', NO_OBJECT):
        await slack.sockets[0].send_str(noise)
    await slack.acked(await slack.tell("slash_commands", slash(slack, "/list")))
    await slack.until(lambda: company.heard)
    assert len(company.heard) == 1


async def test_who_stops_listening_leaves_nothing_behind(slack, company):
    forever = asyncio.Event()

    async def slow(heard):
        await forever.wait()

    company.answer = slow
    before = asyncio.all_tasks()
    async with opened(slack) as account, listened(account, company):
        await slack.acked(await slack.tell("slash_commands", slash(slack, "/list")))
        await slack.until(lambda: company.heard)
    left = {task for task in asyncio.all_tasks() - before if "adapters/chats/slack" in repr(task)}
    assert left == set()
