"""Crashes, duplicates and disorder: every command is carried out, and none twice by one process."""

import asyncio

import pytest

from adapters.chats.telegram.ledger import Ledger
from tests.adapters.chats.telegram.conftest import ANA, BEN
from tests.servers.telegram import Fault


async def test_an_update_is_confirmed_only_after_it_was_handled(town):
    town.parrot.doors["/slow"] = asyncio.Event()
    async with town.listening():
        slow = await town.says("/slow", ANA)
        quick = await town.says("/quick", BEN)
        await town.sees(1)
        await town.server.until(lambda: town.server.offsets[-1] == slow)
        assert {slow, quick} & town.server.confirmed == set()
        town.parrot.doors["/slow"].set()
        await town.server.until(lambda: {slow, quick} <= town.server.confirmed)
    assert sorted(town.parrot.texts) == ["/quick", "/slow"]


async def test_what_was_under_way_in_a_crash_is_heard_again_by_the_next_process(town, another):
    town.parrot.doors["/slow"] = asyncio.Event()
    async with town.listening():
        slow = await town.says("/slow")
        await town.server.until(lambda: town.parrot.heard)
    assert slow not in town.server.confirmed
    town.parrot.doors.clear()
    again = another()
    async with town.listening(again.inbox):
        await town.sees(1)
    await again.close()
    assert (town.parrot.texts, [one.seen for one in town.server.messages]) == (["/slow", "/slow"], ["🔹 heard /slow"])


async def test_what_was_handled_is_confirmed_before_the_process_ends(town, another):
    async with town.listening():
        update = await town.says("/list")
        await town.sees(1)
    assert update in town.server.confirmed
    again = another()
    async with town.listening(again.inbox):
        await town.says("/help")
        await town.sees(2)
    await again.close()
    assert town.parrot.texts == ["/list", "/help"]


async def test_listening_anew_does_not_repeat_what_could_not_be_confirmed(town):
    async with town.listening():
        update = await town.says("/list")
        await town.sees(1)
        town.server.faults["getUpdates"] = [Fault(drop=True)] * 3
    town.server.faults.clear()
    async with town.listening():
        await town.server.until(lambda: update in town.server.confirmed)
    assert town.parrot.texts == ["/list"]


@pytest.mark.parametrize("fault", [Fault(status=502), Fault(drop=True), Fault(drop=True, late=True), Fault(status=409)])
async def test_broken_polls_lose_nothing_and_repeat_nothing(town, fault):
    town.server.faults["getUpdates"] = [fault] * 4
    async with town.listening():
        await town.says("/list")
        await town.says("/help")
        await town.sees(2)
        await town.quiet()
    assert town.parrot.texts == ["/list", "/help"]
    assert town.pauses[:4] == [1, 2, 4, 8]


async def test_a_poll_waits_as_long_as_telegram_asks(town):
    town.server.faults["getUpdates"] = [Fault(status=429, description="x", parameters={"retry_after": 7})]
    async with town.listening():
        await town.says("/list")
        await town.sees(1)
    assert town.pauses == [7]


async def test_updates_that_come_out_of_order_or_twice_are_handled_once_by_their_numbers(town):
    for number in (903, 901, 902, 901, 903):
        await town.server.happens(update_id=number, message=town.message(f"/list {number}"))
    async with town.listening():
        await town.sees(3)
        await town.quiet()
    assert town.parrot.texts == ["/list 901", "/list 902", "/list 903"]


async def test_numbers_may_start_anew_below_the_old_ones(town):
    async with town.listening():
        await town.server.happens(update_id=9_000_000, message=town.message("/old"))
        await town.sees(1)
        await town.quiet()
    ledger = town.account.ledger
    ledger.arrived([5])
    assert (ledger.begin(5), ledger.offset) == (True, 5)


def test_one_that_hangs_does_not_hold_up_a_full_window_for_ever():
    time = [0.0]
    ledger = Ledger(lambda: time[0])
    ledger.arrived(range(1, 101))
    assert all(ledger.begin(number) for number in range(1, 101))
    assert ledger.offset == 1
    time[0] = 31.0
    assert ledger.offset == 101
    for number in range(2, 101):
        ledger.end(number)
    assert ledger.offset == 1


def test_the_numbers_of_old_updates_are_forgotten():
    ledger = Ledger(lambda: 0.0)
    for number in range(20_000):
        ledger.begin(number)
        ledger.end(number)
    assert (ledger.begin(19_999), ledger.begin(1)) == (False, True)


@pytest.mark.parametrize("moments", range(5))
async def test_a_stop_in_the_moment_in_which_an_update_is_done_is_heeded(moments):
    ledger = Ledger(lambda: 0.0)
    ledger.begin(1)
    waiting = asyncio.create_task(ledger.progress(30))
    await asyncio.sleep(0)
    ledger.end(1)
    for _ in range(moments):
        await asyncio.sleep(0)
    stopped = waiting.cancel()
    await asyncio.wait({waiting})
    assert waiting.cancelled() == stopped
