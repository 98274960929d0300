"""Rules of whole lists in SQL."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import list_rules
from core.watching.list_rule import ListRule
from core.watching.watch import Role


class SqlListRules:
    """`core.ports.storage.ListRules` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, lists: Iterable[UUID]) -> Sequence[ListRule]:
        """See the port."""
        found: list[ListRule] = []
        for portion in portions(lists):
            in_force = (list_rules.c.list_id.in_(portion), list_rules.c.ended_in.is_(None))
            rows = await self._session.all(select(list_rules).where(*in_force))
            found += [ListRule(**row._asdict() | {"role": row.role and Role(row.role)}) for row in rows]
        return sorted(found, key=lambda one: (one.set_at, one.id))

    async def add(self, rules: Sequence[ListRule]) -> None:
        """See the port."""
        names = ListRule.__dataclass_fields__
        rows = [{name: getattr(one, name) for name in names} | {"role": one.role and one.role.value} for one in rules]
        if rows:
            await self._session.run(insert(list_rules), rows)

    async def end(self, ids: Iterable[UUID], deed: UUID) -> None:
        """See the port."""
        for portion in portions(ids):
            await self._session.run(update(list_rules).where(list_rules.c.id.in_(portion)).values(ended_in=deed))

    async def undo(self, deed: UUID) -> None:
        """See the port."""
        await self._session.run(delete(list_rules).where(list_rules.c.set_in == deed))
        await self._session.run(update(list_rules).where(list_rules.c.ended_in == deed).values(ended_in=None))
