"""Installations in many accounts, in every storage."""

import pytest

from core.messages import ChatId
from core.ports.storage import Storage
from tests.contracts.storage_examples import CHAT, HOUR, NOON, alert, delivery, product, track


async def test_what_is_kept_for_an_account_is_found_and_replaced_by_what_is_newer(storage: Storage) -> None:
    for secret in ("gAAA-sealed", '{"sealed": "Zürich 茶"}'):
        async with storage.begin() as work:
            await work.installations.save("slack", "T1", secret)
            await work.commit()
        async with storage.begin() as work:
            assert await work.installations.find("slack", "T1") == secret


@pytest.mark.parametrize(("platform", "account"), [("slack", "T2"), ("slack", "t1"), ("slack", ""), ("other", "T1")])
async def test_one_account_knows_nothing_of_another(storage: Storage, platform: str, account: str) -> None:
    async with storage.begin() as work:
        await work.installations.save("slack", "T1", "sealed")
        assert await work.installations.find(platform, account) is None
        await work.installations.forget(platform, account)
        assert await work.installations.find("slack", "T1") == "sealed"


async def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.installations.save("slack", "T1", "sealed")
        await work.installations.save("slack", "T2", "sealed too")
        await work.installations.forget("slack", "T1")
        await work.installations.forget("slack", "T1")
        assert await work.installations.find("slack", "T1") is None
        assert await work.installations.find("slack", "T2") == "sealed too"


async def test_a_whole_account_falls_asleep_and_no_other_chat_does(storage: Storage) -> None:
    theirs = [ChatId("slack", "T1", "C1"), ChatId("slack", "T1", "C2")]
    others = [ChatId("slack", account, "C1") for account in ("t1", "T11", "T", "T2")] + [CHAT]
    async with storage.begin() as work:
        (watched,) = await track(work, product(), chat=theirs[0])
        for chat in (*theirs, *others):
            await work.chats.settle(chat, NOON)
        news = alert(watched)
        await work.alerts.add([news], [delivery(news, chat) for chat in (*theirs, *others)])
        await work.chats.put_to_sleep(ChatId("slack", "T1", ""), NOON + HOUR)
        rooms = {chat: await work.chats.room(chat) for chat in (*theirs, *others)}
        waiting = [await work.alerts.waiting(chat) for chat in (*theirs, *others)]
    asleep = [chat for chat, room in rooms.items() if room is not None and room.asleep_since == NOON + HOUR]
    assert asleep == theirs
    assert waiting == [0, 0, 1, 1, 1, 1, 1]


async def test_where_a_platform_has_no_accounts_an_empty_channel_means_no_chat(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.chats.settle(CHAT, NOON)
        await work.chats.put_to_sleep(ChatId(CHAT.platform, "", ""), NOON)
        room = await work.chats.room(CHAT)
    assert room is not None
    assert room.asleep_since is None
