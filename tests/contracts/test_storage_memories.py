"""Small texts that expire, in every storage."""

from datetime import timedelta

from core.memory import BriefMemory, StoredMemory, forget_expired
from core.ports.storage import Storage
from tests.clock import TurnedClock
from tests.contracts.storage_examples import HOUR, NOON


async def test_what_was_put_is_found_until_it_expires_and_what_is_newer_takes_its_place(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.memories.put({"a": "Zürich 茶", "b": ""}, NOON + HOUR)
        await work.memories.put({"a": "newer"}, NOON + 2 * HOUR)
        await work.commit()
    async with storage.begin() as work:
        assert await work.memories.get("a", NOON + HOUR) == "newer"
        assert await work.memories.get("b", NOON) == ""
        assert await work.memories.get("b", NOON + HOUR) is None
        assert await work.memories.get("A", NOON) is None


async def test_what_is_dropped_is_gone_and_what_has_expired_is_forgotten(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.memories.put({}, NOON)
        await work.memories.put({"old": "1", "older": "2"}, NOON)
        await work.memories.put({"new": "3", "dropped": "4"}, NOON + HOUR)
        await work.memories.drop("dropped")
        await work.memories.drop("dropped")
        assert await work.memories.forget(NOON) == 2
        assert await work.memories.forget(NOON) == 0
        found = [await work.memories.get(key, NOON - HOUR) for key in ("old", "older", "new", "dropped")]
    assert found == [None, None, "3", None]


async def test_owners_do_not_see_one_another_s_texts_and_a_round_cleans_up_after_all(storage: Storage) -> None:
    clock = TurnedClock()
    telegram, slack = (StoredMemory(storage, clock, owner) for owner in ("telegram", "slack"))
    await telegram.put({"k": "mine", "gone": "x"}, timedelta(minutes=10))
    await slack.put({"k": "its"}, timedelta(hours=1))
    await telegram.drop("gone")
    assert [await one.get("k") for one in (telegram, slack)] == ["mine", "its"]
    assert await telegram.get("gone") is None
    clock.turn(minutes=10)
    assert [await one.get("k") for one in (telegram, slack)] == [None, "its"]
    assert await forget_expired(storage, clock.now()) == 1


async def test_without_a_database_the_newest_are_remembered_in_the_same_way() -> None:
    clock = TurnedClock()
    memory = BriefMemory(clock.now, most=2)
    await memory.put({"a": "1", "b": "2", "c": "3"}, timedelta(minutes=10))
    await memory.drop("b")
    assert [await memory.get(key) for key in "abc"] == [None, None, "3"]
    clock.turn(minutes=10)
    assert await memory.get("c") is None


async def test_all_whose_keys_begin_alike_can_be_taken_and_only_those(storage: Storage) -> None:
    mine, other = (StoredMemory(storage, TurnedClock(NOON), owner) for owner in ("mine", "other"))
    brief = BriefMemory(lambda: NOON)
    for memory in (mine, other, brief):
        await memory.put({"form:-1:7": "a", "form:-1:8": "b", "form:-12:7": "c", "FORM:-1:7": "d"}, HOUR)
    for memory in (mine, brief):
        assert await memory.take("form:-1:") == {"form:-1:7": "a", "form:-1:8": "b"}
        assert await memory.take("form:-1:") == {}
        assert await memory.get("form:-12:7") == "c"
        assert await memory.get("FORM:-1:7") == "d"
    assert await other.get("form:-1:7") == "a"
