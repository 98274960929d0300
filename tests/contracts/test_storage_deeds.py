"""Who changed what, in every storage."""

from dataclasses import replace
from datetime import datetime

from core.ids import new_id
from core.ports.storage import Storage
from core.watching.deed import Deed
from core.watching.watch import Watching
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, NOON, ended, product, products, track


def deed(at: datetime, *before: Watching, person: str = "U1") -> Deed:
    return Deed(id=new_id(at), chat=CHAT, person=person, at=at, summary="Stopped tracking 2 products", before=before)


async def test_the_last_deed_is_the_asker_s_own_in_this_chat_and_not_too_old(storage: Storage) -> None:
    async with storage.begin() as work:
        tracked = await track(work, *products(1))
        first, last = deed(NOON, *tracked), deed(NOON + HOUR, *tracked)
        foreign = deed(NOON + 2 * HOUR, *tracked, person="U2")
        for one in (last, first, foreign):
            await work.deeds.add(one)
        assert await work.deeds.last(CHAT, "U1", NOON) == last
        assert await work.deeds.last(CHAT, "U1", NOON + HOUR) == last
        assert await work.deeds.last(CHAT, "U1", NOON + 2 * HOUR) is None
        assert await work.deeds.last(ELSEWHERE, "U1", NOON) is None


async def test_an_undone_deed_is_passed_over(storage: Storage) -> None:
    async with storage.begin() as work:
        tracked = await track(work, *products(1))
        first, last = deed(NOON, *tracked), deed(NOON + HOUR, *tracked)
        await work.deeds.add(first)
        await work.deeds.add(last)
        await work.deeds.mark_undone(last.id, NOON + HOUR)
        assert await work.deeds.last(CHAT, "U1", NOON) == first
        await work.deeds.mark_undone(first.id, NOON + HOUR)
        assert await work.deeds.last(CHAT, "U1", NOON) is None


async def test_putting_back_the_images_of_a_deed_restores_watches_and_rules(storage: Storage) -> None:
    async with storage.begin() as work:
        before = await track(work, *products(2))
        await work.deeds.add(deed(NOON, *before))
        await work.watches.put([ended(one) for one in before])
        await work.commit()
    async with storage.begin() as work:
        done = await work.deeds.last(CHAT, "U1", NOON)
        assert done is not None
        assert done.before == tuple(before)
        await work.watches.put(done.before)
        assert await work.watches.in_chat(CHAT) == before


async def test_undoing_the_making_of_a_watch_ends_it(storage: Storage) -> None:
    async with storage.begin() as work:
        (made,) = await track(work, product())
        await work.deeds.add(deed(NOON, ended(made)))
        done = await work.deeds.last(CHAT, "U1", NOON)
        assert done is not None
        await work.watches.put(done.before)
        await work.products.reschedule([product()], HOUR, NOON)
        assert await work.watches.in_chat(CHAT) == []
        assert (await work.products.stand([product()]))[product()].due_at is None


async def test_a_deed_without_images_is_remembered_and_passed_over_by_undo(storage: Storage) -> None:
    async with storage.begin() as work:
        tracked = replace(deed(NOON, *await track(work, *products(1))), name="Ana")
        custom = replace(deed(NOON + HOUR), summary="settings of this chat", name="Ana")
        await work.deeds.add(tracked)
        await work.deeds.add(custom)
        assert await work.deeds.last(CHAT, "U1", NOON) == tracked
        recent = await work.deeds.recent(CHAT, NOON, 5)
    assert recent == [custom, replace(tracked, before=())]


async def test_what_was_done_elsewhere_or_before_is_not_recent(storage: Storage) -> None:
    async with storage.begin() as work:
        for at in (NOON, NOON + HOUR, NOON + 2 * HOUR):
            await work.deeds.add(deed(at))
        assert await work.deeds.recent(ELSEWHERE, NOON, 5) == []
        assert [one.at for one in await work.deeds.recent(CHAT, NOON + HOUR, 5)] == [NOON + 2 * HOUR, NOON + HOUR]
        assert [one.at for one in await work.deeds.recent(CHAT, NOON, 1)] == [NOON + 2 * HOUR]
