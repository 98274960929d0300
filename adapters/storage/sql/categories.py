"""The names of rank categories, which the series keep as small numbers."""

from collections.abc import Iterable

from sqlalchemy import select

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import categories


class Categories:
    """Numbers of categories: `known` ones are committed and shared by all units of work, for they never change."""

    def __init__(self, session: Session, known: dict[str, int]) -> None:
        self._session = session
        self._known = known
        self._fresh: dict[str, int] = {}

    async def met(self, names: Iterable[str]) -> dict[str, int]:
        """The number of each name that has one."""
        wanted = set(names)
        await self._read(wanted - self._known.keys() - self._fresh.keys())
        return {name: number for name in wanted if (number := self._known.get(name) or self._fresh.get(name))}

    async def names(self, numbers: Iterable[int]) -> dict[int, str]:
        """The name of each number, all of which must have been given to one."""
        met = {number: name for name, number in (self._known | self._fresh).items()}
        for portion in portions(set(numbers) - met.keys()):
            rows = await self._session.all(select(categories).where(categories.c.id.in_(portion)))
            self._fresh |= {row.name: row.id for row in rows}
            met |= {row.id: row.name for row in rows}
        return met

    async def numbers(self, names: Iterable[str]) -> dict[str, int]:
        """The number of each name; names never met before are given one."""
        wanted = set(names)
        if unmet := wanted - (await self.met(wanted)).keys():
            insert = self._session.insert(categories).on_conflict_do_nothing(index_elements=["name"])
            # In order, so that two writers on PostgreSQL wait for each other rather than deadlock.
            await self._session.run(insert, [{"name": name} for name in sorted(unmet)])
        return await self.met(wanted)

    def keep(self) -> None:
        """The unit of work is committed: what it learned holds for all."""
        self._known.update(self._fresh)

    async def _read(self, names: Iterable[str]) -> None:
        for portion in portions(names):
            rows = await self._session.all(select(categories).where(categories.c.name.in_(portion)))
            self._fresh |= {row.name: row.id for row in rows}
