"""Messages that follow an earlier one, in its thread and perhaps in the channel too."""

import pytest

from bot.gallery import EVERYTHING
from core.errors import AccountGone, ChatGone, ChatUnreachable
from core.messages import Card, ChatId
from tests.servers.slack import TEAM, Failure

ROOM = ChatId("slack", TEAM, "C1")
ALONE = ChatId("slack", TEAM, "D1")
LATER = Card("Price dropped again")


@pytest.mark.parametrize(("aloud", "broadcast"), [(False, None), (True, True)])
async def test_what_follows_a_message_goes_into_its_thread_and_aloud_into_the_channel_too(
    slack, account, aloud, broadcast
):
    first = await account.chat.post(ROOM, Card("Price dropped"), aloud=True)
    await account.chat.post(ROOM, LATER, below=first, aloud=aloud)
    begun, followed = slack.of("chat.postMessage")
    assert "reply_broadcast" not in begun
    assert (followed["thread_ts"], followed.get("reply_broadcast")) == (first, broadcast)


async def test_what_was_asked_for_in_a_thread_is_told_there_and_seen_in_the_channel(slack, account):
    await account.chat.post(ROOM, LATER, thread="1500.1", aloud=True)
    await account.chat.post(ROOM, LATER, thread="1500.1", below="1600.2")
    assert [(said["thread_ts"], said.get("reply_broadcast")) for said in slack.of("chat.postMessage")] == [
        ("1500.1", True),
        ("1500.1", None),
    ]


async def test_in_a_direct_chat_the_thread_is_enough(slack, account):
    await account.chat.post(ALONE, LATER, thread="1500.1", aloud=True)
    assert "reply_broadcast" not in slack.of("chat.postMessage")[0]


@pytest.mark.parametrize("code", ["thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"])
async def test_where_the_thread_is_gone_it_is_said_in_the_channel_with_its_files(slack, account, code):
    slack.fail("chat.postMessage", Failure(code))
    assert await account.chat.post(ROOM, EVERYTHING, below="1600.1")
    assert [said.get("thread_ts") for said in slack.of("chat.postMessage")] == ["1600.1", None]
    assert {file["thread"] for file in slack.shared} == {None}


async def test_without_a_thread_such_an_answer_is_an_outage(slack, account):
    slack.fail("chat.postMessage", Failure("thread_not_found"))
    with pytest.raises(ChatUnreachable):
        await account.chat.post(ROOM, LATER)
    assert len(slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize("code", ["is_inactive", "restricted_action_read_only_channel", "messages_tab_disabled"])
async def test_what_no_repeating_mends_is_a_chat_that_is_gone_and_not_its_account(slack, account, code):
    slack.fail("chat.postMessage", Failure(code))
    with pytest.raises(ChatGone, match=code) as gone:
        await account.chat.post(ROOM, LATER)
    assert not isinstance(gone.value, AccountGone)


@pytest.mark.parametrize("code", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_token_that_is_refused_is_an_account_that_is_gone(slack, account, code):
    slack.fail("chat.postMessage", Failure(code))
    with pytest.raises(AccountGone, match=code):
        await account.chat.post(ROOM, LATER)
