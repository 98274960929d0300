"""Which message began the talk about a watch in a chat, in every storage."""

from dataclasses import replace

from core.messages import ChatId
from core.ports.storage import Storage
from core.watching.workspace import Threads
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, LEASE, NOON, alert, delivery, product, track

SEND = NOON + 9 * HOUR


async def test_the_newest_message_that_followed_no_other_is_the_one_that_began(storage: Storage) -> None:
    async with storage.begin() as work:
        watched, other = await track(work, product(1), product(2))
        await work.chats.settle(ELSEWHERE, NOON)
        told = [alert(watched, NOON + hour * HOUR) for hour in range(4)]
        sent = [delivery(one) for one in told]
        elsewhere, waiting = delivery(told[3], ELSEWHERE), delivery(alert(other))
        await work.alerts.add([*told, waiting.alert], [*sent, elsewhere, waiting])
        await work.alerts.claim_deliveries(SEND, LEASE, 10)
        await work.alerts.delivered([sent[0]], "a", SEND)
        await work.alerts.delivered([sent[1]], "b", SEND)
        await work.alerts.delivered([sent[2]], "c", SEND, below="b")
        await work.alerts.drop([sent[3].id], "refused", SEND)
        await work.alerts.delivered([elsewhere], "there", SEND)
        await work.commit()
    ids = [watched.watch.id, other.watch.id]
    async with storage.begin() as work:
        assert await work.alerts.begun(CHAT, ids, NOON) == {watched.watch.id: "b"}
        assert await work.alerts.begun(ELSEWHERE, ids, NOON) == {watched.watch.id: "there"}
        assert await work.alerts.begun(CHAT, ids, NOON + 2 * HOUR) == {}
        assert await work.alerts.begun(CHAT, [], NOON) == {}


async def test_a_chats_custom_for_threads_is_kept(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        assert room.threads is Threads.OFF
        await work.chats.adopt(replace(room, threads=Threads.WORSE))
        await work.commit()
    async with storage.begin() as work:
        assert await work.chats.room(CHAT) == replace(room, threads=Threads.WORSE)


async def test_falling_asleep_names_those_that_were_awake(storage: Storage) -> None:
    rooms = [ChatId("slack", "T1", f"C{number}") for number in range(3)]
    async with storage.begin() as work:
        for room in rooms:
            await work.chats.settle(room, NOON)
        assert list(await work.chats.put_to_sleep(rooms[0], NOON)) == rooms[:1]
        assert sorted(await work.chats.put_to_sleep(ChatId("slack", "T1", ""), NOON), key=str) == rooms[1:]
        assert list(await work.chats.put_to_sleep(ChatId("slack", "T1", ""), NOON)) == []
