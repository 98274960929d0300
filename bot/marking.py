"""What was said, and could not be marked as said because the database took nothing."""

from collections.abc import Awaitable, Callable

from core.errors import Outage
from core.ports.storage import Storage, UnitOfWork

Mark = Callable[[UnitOfWork], Awaitable[object]]
"""Writes that something was said; the same however often it is done."""


class Marks:
    """Marks as said what was said; what the database did not take is owed, and made good before anything more is said.

    Without that, what a lease gives back would be said again although this process knows better.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._owed: list[Mark] = []

    @property
    def are_owed(self) -> bool:
        """Whether something was said that is not marked."""
        return bool(self._owed)

    async def make(self, mark: Mark) -> None:
        """Mark now; where that fails it is owed. Raises `Outage`."""
        try:
            await self._make((mark,))
        except Outage:
            self._owed.append(mark)
            raise

    async def make_good(self) -> None:
        """Make what is owed, all of it or none. Raises `Outage`."""
        if owed := tuple(self._owed):
            await self._make(owed)
            del self._owed[: len(owed)]

    async def _make(self, marks: tuple[Mark, ...]) -> None:
        async with self._storage.begin() as work:
            for mark in marks:
                await mark(work)
            await work.commit()
