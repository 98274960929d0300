"""Chats, workspaces and lists, in every storage."""

from dataclasses import replace

import pytest

from core.ids import new_id
from core.messages import ChatId
from core.ports.storage import Storage
from core.watching.deed import Deed
from core.watching.watchlist import Watchlist
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, NOON, alert, delivery, product, track


async def test_a_chat_never_met_gets_a_workspace_and_a_mounted_default_list(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        lists = await work.chats.lists(CHAT)
    assert (room.chat, room.market, room.zone, room.asleep_since) == (CHAT, "com", "UTC", None)
    assert lists == [Watchlist(room.default_list_id, room.workspace_id, "watchlist")]


async def test_settling_again_changes_nothing(storage: Storage) -> None:
    async with storage.begin() as work:
        first = await work.chats.settle(CHAT, NOON)
        await work.commit()
    async with storage.begin() as work:
        assert await work.chats.settle(CHAT, NOON + HOUR) == first
        assert len(await work.chats.lists(CHAT)) == 1


async def test_channels_of_one_slack_team_share_a_workspace_but_no_list(storage: Storage) -> None:
    async with storage.begin() as work:
        one = await work.chats.settle(ChatId("slack", "T1", "C1"), NOON)
        other = await work.chats.settle(ChatId("slack", "T1", "C2"), NOON)
        stranger = await work.chats.settle(ChatId("slack", "T2", "C1"), NOON)
    assert one.workspace_id == other.workspace_id != stranger.workspace_id
    assert one.default_list_id != other.default_list_id


async def test_chats_without_an_account_are_workspaces_of_their_own(storage: Storage) -> None:
    async with storage.begin() as work:
        rooms = [await work.chats.settle(chat, NOON) for chat in (CHAT, ELSEWHERE)]
    assert rooms[0].workspace_id != rooms[1].workspace_id


async def test_the_default_list_comes_first_then_names(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        for name in ("zebras", "cables"):
            await work.chats.add_list(CHAT, Watchlist(new_id(NOON), room.workspace_id, name))
        names = [one.name for one in await work.chats.lists(CHAT)]
    assert names == ["watchlist", "cables", "zebras"]


async def test_a_room_can_be_read_without_waking_or_making_it(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.chats.room(CHAT) is None
        await work.chats.settle(CHAT, NOON)
        await work.chats.put_to_sleep(CHAT, NOON)
        room = await work.chats.room(CHAT)
    assert room is not None
    assert room.asleep_since == NOON


async def test_a_sleeping_chat_sleeps_since_the_first_refusal_until_someone_speaks(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.chats.settle(CHAT, NOON)
        await work.chats.put_to_sleep(CHAT, NOON)
        await work.chats.put_to_sleep(CHAT, NOON + HOUR)
        asleep = await work.chats.room(CHAT)
        woken = await work.chats.settle(CHAT, NOON + 2 * HOUR)
        later = await work.chats.room(CHAT)
    assert asleep is not None
    assert asleep.asleep_since == NOON
    assert woken.asleep_since is None
    assert later == woken


async def test_what_waits_for_a_chat_that_falls_asleep_is_dropped_and_stays_so(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.chats.settle(ELSEWHERE, NOON)
        news = alert(watched)
        await work.alerts.add([news], [delivery(news), delivery(news, ELSEWHERE)])
        await work.chats.put_to_sleep(CHAT, NOON)
        assert await work.alerts.waiting(CHAT) == 0
        assert await work.alerts.waiting() == 1
        await work.chats.settle(CHAT, NOON)
        assert [one.chat for one in await work.alerts.claim_deliveries(NOON, HOUR, 10)] == [ELSEWHERE]


async def test_a_chat_that_moves_takes_everything_along(storage: Storage) -> None:
    new = ChatId("telegram", "", "-100200")
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        old_room = await work.chats.settle(CHAT, NOON)
        news = alert(watched)
        await work.alerts.add([news], [delivery(news)])
        await work.deeds.add(Deed(id=new_id(NOON), chat=CHAT, person="U1", at=NOON, summary="", before=(watched,)))
        await work.chats.move(CHAT, new)
        await work.commit()
    async with storage.begin() as work:
        assert await work.chats.room(CHAT) is None
        assert await work.chats.room(new) == replace(old_room, chat=new)
        assert [one.watch.chat for one in await work.watches.in_chat(new)] == [new]
        assert await work.alerts.recent(new, 5) == [news]
        assert [one.chat for one in await work.alerts.claim_deliveries(NOON, HOUR, 5)] == [new]
        assert await work.deeds.last(new, "U1", NOON) is not None


@pytest.mark.parametrize("tracked_there", [False, True])
async def test_a_chat_that_moves_to_where_somebody_spoke_already_keeps_both_watchlists(
    storage: Storage, tracked_there: bool
) -> None:
    async with storage.begin() as work:
        (here,) = await track(work, product())
        there = await work.chats.settle(ELSEWHERE, NOON)
        others = await track(work, product(2), chat=ELSEWHERE) if tracked_there else []
        await work.chats.move(CHAT, ELSEWHERE)
        lists = [one.id for one in await work.chats.lists(ELSEWHERE)]
        watched = {one.watch.id for one in await work.watches.in_chat(ELSEWHERE)}
    assert lists == [here.watch.list_id, *([there.default_list_id] if tracked_there else [])]
    assert watched == {one.watch.id for one in (here, *others)}


async def test_moving_an_unknown_chat_does_nothing(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.chats.move(CHAT, ELSEWHERE)
        assert await work.chats.room(ELSEWHERE) is None
