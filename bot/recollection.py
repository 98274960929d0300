"""What was talked about: read when it is first needed, written while the answer is already on its way."""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from core.errors import Outage
from core.messages import ChatId
from core.ports.storage import Storage
from core.ports.world import Clock
from core.talk import FORGOTTEN, Talk

_Key = tuple[ChatId, str]
_NOTHING: Final = Talk()
_PATIENCE_S: Final = 2.0  # with writes under way when the process is told to stop

log = structlog.get_logger()


class Recollection:
    """Each person's conversation in each chat, in the database; forgotten an hour after its last turn.

    Nobody waits for its writing but who reads the same conversation next: a turn is read after those before it.
    """

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._writing: dict[_Key, asyncio.Task[None]] = {}

    async def of(self, chat: ChatId, person: str) -> Talk:
        """The conversation so far; an empty one where there is none. Raises `Outage`."""
        if writing := self._writing.get((chat, person)):
            await asyncio.wait({writing})
        async with self._storage.begin() as work:
            return await work.talks.get(chat, person, self._clock.now()) or _NOTHING

    def turn(self, chat: ChatId, person: str, change: Callable[[Talk], Talk]) -> None:
        """Have a conversation go on, in the background; that it cannot be written is only logged."""
        key = (chat, person)
        task = asyncio.create_task(self._write(key, change, self._writing.get(key)))
        self._writing[key] = task
        task.add_done_callback(lambda done: self._written(key, done))

    async def open(self) -> None:
        """Nothing needs to be begun."""

    async def close(self) -> None:
        """Wait for what is being written."""
        if writing := set(self._writing.values()):
            await asyncio.wait(writing, timeout=_PATIENCE_S)

    async def _write(self, key: _Key, change: Callable[[Talk], Talk], before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait({before})
        now = self._clock.now()
        try:
            async with self._storage.begin() as work:
                await work.talks.put(*key, change(await work.talks.get(*key, now) or _NOTHING), now + FORGOTTEN)
                await work.commit()
        except Outage as outage:
            log.warning("a turn is not remembered", reason=str(outage))

    def _written(self, key: _Key, task: "asyncio.Task[None]") -> None:
        if self._writing.get(key) is task:
            del self._writing[key]
        if not task.cancelled() and (error := task.exception()):
            log.error("a turn is not remembered", exc_info=error)
