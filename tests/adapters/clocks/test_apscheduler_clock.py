"""The clock that APScheduler drives."""

import asyncio
from datetime import UTC, timedelta
from itertools import pairwise

from adapters.clocks.apscheduler_clock import ApschedulerClock

SOON = timedelta(milliseconds=10)
LONG = timedelta(seconds=30)


async def test_what_recurs_begins_at_once_and_goes_on():
    clock, rounds = ApschedulerClock(), asyncio.Semaphore(0)

    async def job():
        rounds.release()

    clock.every(SOON, job, "job")
    clock.start()
    async with asyncio.timeout(30):
        for _ in range(3):
            await rounds.acquire()
    await clock.stop(LONG)


def test_jobs_of_one_period_never_come_together():
    clock = ApschedulerClock()

    async def job(): ...

    for name in ("first", "second", "third"):
        clock.every(LONG, job, name)
    due = [one.next_run_time for one in clock._scheduler.get_jobs()]  # by the wall clock alone it could not be told
    assert all(later - earlier >= timedelta(milliseconds=50) for earlier, later in pairwise(due))


async def test_a_round_that_outlasts_its_period_is_never_doubled():
    clock, go_on, running, most = ApschedulerClock(), asyncio.Event(), 0, 0
    others = asyncio.Semaphore(0)

    async def slow():
        nonlocal running, most
        running += 1
        most = max(most, running)
        await go_on.wait()
        running -= 1

    async def other():
        others.release()

    clock.every(SOON, slow, "slow")
    clock.every(SOON, other, "other")
    clock.start()
    async with asyncio.timeout(30):
        for _ in range(5):
            await others.acquire()
    go_on.set()
    await clock.stop(LONG)
    assert most == 1


async def test_stopping_waits_for_what_runs_and_cancels_what_outlasts_patience():
    clock, begun, ended = ApschedulerClock(), asyncio.Event(), []

    async def endless():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cleaned up")

    clock.every(LONG, endless, "endless")
    clock.start()
    await begun.wait()
    await clock.stop(SOON)
    assert ended == ["cleaned up"]


async def test_a_round_that_raises_does_not_end_the_others(caplog):
    clock, rounds = ApschedulerClock(), asyncio.Semaphore(0)

    async def failing():
        rounds.release()
        raise RuntimeError("a bug")

    clock.every(SOON, failing, "failing")
    clock.start()
    async with asyncio.timeout(30):
        for _ in range(3):
            await rounds.acquire()
    await clock.stop(LONG)
    assert "a bug" in caplog.text


def test_now_is_aware_and_in_utc():
    assert ApschedulerClock().now().tzinfo is UTC
