"""What is done now and then so that nothing grows for ever: tidying what has expired and what has grown old."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from core.cadence import Cadence
from core.memory import forget_expired
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock

KEPT_AFTER_THE_END: Final = timedelta(days=30)
"""For how long the history of what is watched no more is kept, and the data of workspaces that have left."""

PACKED_AFTER: Final = timedelta(days=2)
"""For how long at least readings stay as they were written, where looks read them fastest."""

_A_FEW: Final = 20  # done in one unit of work, so that nobody waits long
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
_DAY: Final = timedelta(days=1)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Coarseness:
    """Points older than `age` are kept one for each `step`."""

    age: timedelta
    step: timedelta


COARSER: Final = (
    Coarseness(timedelta(days=90), timedelta(hours=1)),
    Coarseness(timedelta(days=365), timedelta(days=1)),
)
"""Raw for 90 days, hourly for a year, daily for ever."""


class Upkeep:
    """Tidies in small units of work; whatever is interrupted goes on the next time."""

    def __init__(self, storage: Storage, clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._clock = clock
        self._cadence = cadence

    async def round(self) -> None:
        """Do all that is due. Raises like `UnitOfWork.commit`."""
        now = self._clock.now()
        await forget_expired(self._storage, now)
        await self._committed(lambda work: work.attic.undo_future(now + _CLOCKS_DIFFER))
        while await self._committed(lambda work: self._forget_workspace(work, now)):
            pass
        while await self._committed(lambda work: work.attic.forget_watches(now - KEPT_AFTER_THE_END, _A_FEW)):
            pass
        while await self._committed(lambda work: work.attic.forget_products(_A_FEW)):
            pass
        await self._pack(now)
        for one in COARSER:
            await self._make_coarser(one, now)

    async def _make_coarser(self, one: Coarseness, now: datetime) -> None:
        """Whole days only, so that most rounds find nothing to do."""
        end = (now - one.age).replace(hour=0, minute=0, second=0, microsecond=0)
        async with self._storage.begin() as work:
            begin = await work.attic.thinned_until(one.step)
        if begin is not None and end - begin < _DAY:
            return
        last: int | None = 0
        while last is not None:
            async with self._storage.begin() as work:
                last = await work.attic.thin(last, _A_FEW, begin, end, one.step)
                await work.commit()
        await self._committed(lambda work: work.attic.mark_thinned(one.step, end))

    async def _pack(self, now: datetime) -> None:
        """Whole days only, so that most rounds find nothing to do."""
        end = (now - PACKED_AFTER).replace(hour=0, minute=0, second=0, microsecond=0)
        async with self._storage.begin() as work:
            done = await work.attic.packed_until()
        if done is not None and done >= end:
            return
        last: int | None = 0
        while last is not None:
            async with self._storage.begin() as work:
                last = await work.attic.pack(last, _A_FEW, end)
                await work.commit()
        await self._committed(lambda work: work.attic.mark_packed(end))

    async def _forget_workspace(self, work: UnitOfWork, now: datetime) -> bool:
        watched = await work.attic.forget_workspace(now - KEPT_AFTER_THE_END)
        if watched is None:
            return False
        await work.products.reschedule(watched, self._cadence.usual, now)
        return True

    async def _committed(self, do: Callable[[UnitOfWork], Awaitable[_T]]) -> _T:
        async with self._storage.begin() as work:
            done = await do(work)
            await work.commit()
        return done
