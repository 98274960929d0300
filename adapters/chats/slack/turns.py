"""Work that goes on after Slack was told “got it”: what one person asks is done in the order asked."""

import asyncio
from collections.abc import Coroutine, Hashable
from typing import Any, TypeVar

import structlog

from core.errors import Outage

log = structlog.get_logger()
Result = TypeVar("Result")


class Turns:
    """Runs work in tasks: in turn for one key, side by side for different ones."""

    def __init__(self) -> None:
        self._last: dict[Hashable, asyncio.Task[Any]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def take(self, key: Hashable, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result | None]:
        """Do this after all that was taken before for the same key."""
        task = self._start(_after(self._last.get(key), work))
        self._last[key] = task
        task.add_done_callback(lambda done: self._forget(key, done))
        return task

    def aside(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result | None]:
        """Do this at once, whatever else goes on."""
        return self._start(_after(None, work))

    async def close(self) -> None:
        """Let go of what is not done yet."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, Result | None]) -> asyncio.Task[Result | None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _forget(self, key: Hashable, done: asyncio.Task[Any]) -> None:
        if self._last.get(key) is done:
            del self._last[key]


async def _after(before: asyncio.Task[Any] | None, work: Coroutine[Any, Any, Result]) -> Result | None:
    """What the work gives; None where it fails, which is written down and stops nothing else."""
    try:
        if before is not None:
            await asyncio.wait({before})
        return await work
    except Outage as outage:
        log.warning("not answered", reason=str(outage))
    except Exception:
        log.exception("unexpected in Slack")
    finally:
        work.close()  # where it was never begun; elsewhere this does nothing
    return None
