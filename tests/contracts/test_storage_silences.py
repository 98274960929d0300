"""Silences that are over, in every storage: of a watch, of one of its rules, and of a chat that slept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from core.ports.storage import Storage
from core.watching.watch import FOREVER, Watching
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, NOON, ended, muted, product, products, track


def with_muted_rule(watched: Watching, until: datetime) -> Watching:
    first, *others = watched.rules
    return replace(watched, rules=(replace(first, muted_until=until), *others))


def with_both(watched: Watching, until: datetime) -> Watching:
    return with_muted_rule(muted(watched, until), until)


SILENCED = [muted, with_muted_rule, with_both]


@pytest.mark.parametrize("silenced", SILENCED)
@pytest.mark.parametrize(
    ("until", "is_over"), [(NOON - HOUR, True), (NOON, True), (NOON.replace(second=1), False), (FOREVER, False)]
)
async def test_a_silence_is_over_from_its_moment_on(
    storage: Storage, silenced: Callable[[Watching, datetime], Watching], until: datetime, *, is_over: bool
) -> None:
    async with storage.begin() as work:
        watched, _ = await track(work, *products(2))
        await work.watches.put([silenced(watched, until)])
        assert await work.watches.silences_over(NOON, 10) == ({watched.watch.id: product(0)} if is_over else {})


@pytest.mark.parametrize("silenced", SILENCED)
async def test_it_stays_over_until_that_is_taken_note_of_and_what_goes_on_goes_on(
    storage: Storage, silenced: Callable[[Watching, datetime], Watching]
) -> None:
    async with storage.begin() as work:
        over, going_on = await track(work, *products(2))
        await work.watches.put([silenced(over, NOON), silenced(going_on, NOON + HOUR)])
        ids = [over.watch.id, going_on.watch.id]
        await work.watches.end_silences(ids, NOON)
        assert await work.watches.silences_over(NOON, 10) == {}
        assert await work.watches.in_chat(CHAT) == [over, silenced(going_on, NOON + HOUR)]
        assert await work.watches.silences_over(NOON + HOUR, 10) == {going_on.watch.id: product(1)}


async def test_an_event_that_was_waited_for_is_forgotten_with_its_silence(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        waiting = muted(watched, NOON)
        await work.watches.put([replace(waiting, watch=replace(waiting.watch, wake=watched.rules[0]))])
        await work.watches.end_silences([watched.watch.id], NOON)
        assert await work.watches.in_chat(CHAT) == [watched]


async def test_ended_watches_have_no_silence_and_no_more_come_than_asked_for(storage: Storage) -> None:
    async with storage.begin() as work:
        first, *others = await track(work, *products(4))
        await work.watches.put([ended(with_both(first, NOON)), *(with_both(one, NOON) for one in others)])
        found = await work.watches.silences_over(NOON, 10)
        assert set(found) == {one.watch.id for one in others}
        assert len(await work.watches.silences_over(NOON, 2)) == 2


async def test_a_chat_that_wakes_up_ends_the_silence_in_which_nobody_heard_its_lists(storage: Storage) -> None:
    async with storage.begin() as work:
        here, silent = await track(work, *products(2))
        await track(work, product(2), chat=ELSEWHERE)
        await work.watches.put([muted(silent, FOREVER)])
        await work.chats.put_to_sleep(CHAT, NOON)
        assert await work.watches.silences_over(NOON, 10) == {}
        await work.chats.settle(CHAT, NOON + HOUR)
        assert await work.watches.silences_over(NOON + HOUR, 10) == {here.watch.id: product(0)}
        await work.watches.end_silences([here.watch.id], NOON + HOUR)
        await work.chats.settle(CHAT, NOON + 2 * HOUR)
        assert await work.watches.silences_over(NOON + 3 * HOUR, 10) == {}
