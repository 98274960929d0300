"""The clock that APScheduler drives: few jobs, each never twice at a time, missed rounds as one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_APART: Final = timedelta(milliseconds=70)  # so that jobs with one period never keep an answer waiting together


class ApschedulerClock:
    """Wall-clock time in UTC, and an `AsyncIOScheduler` for what recurs."""

    def __init__(self) -> None:
        # A round that outlasts its period is what max_instances=1 is for, not news for the log.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = False

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return datetime.now(UTC)

    def every(self, period: timedelta, job: Callable[[], Awaitable[None]], name: str) -> None:
        """Run `job` once each `period`, the first time at once, or a moment after the jobs before it."""
        self._scheduler.add_job(
            self._run,
            "interval",
            args=[job],
            seconds=period.total_seconds(),
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=self.now() + len(self._scheduler.get_jobs()) * _APART,
        )

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()

    async def stop(self, patience: timedelta) -> None:
        """Start no more rounds, wait for the running ones, and cancel those that outlast `patience`."""
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.pause()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _run(self, job: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.current_task()
        if self._stopping or task is None:
            return
        self._running.add(task)
        try:
            await job()
        except asyncio.CancelledError:
            if not self._stopping:  # else it is `stop` that cancels, and no news for the scheduler's log
                raise
        finally:
            self._running.discard(task)
