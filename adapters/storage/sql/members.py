"""Members of workspaces, in SQL."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import members
from core.watching.member import Identity, Member, Right


class SqlMembers:
    """`core.ports.members.Members` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def find(self, workspace_id: UUID, identity: Identity) -> Member | None:
        """See the port."""
        row = await self._session.first(select(members).where(*_is(workspace_id, identity)))
        return _member(row) if row else None

    async def all(self, workspace_id: UUID) -> Sequence[Member]:
        """See the port."""
        theirs = select(members).where(members.c.workspace_id == workspace_id)
        return [_member(row) for row in await self._session.all(theirs.order_by(func.lower(members.c.name), *_KEY[1:]))]

    async def put(self, member: Member) -> None:
        """See the port."""
        what = {"name": member.name, "right": member.right, "seen_at": member.seen_at}
        who = member.identity
        key = {"platform": who.platform, "account": who.account, "person": who.person}
        row = {"workspace_id": member.workspace_id, **key, **what}
        kept = self._session.insert(members).values(row)
        await self._session.run(kept.on_conflict_do_update(index_elements=list(_KEY), set_=what))


_KEY = (members.c.workspace_id, members.c.platform, members.c.account, members.c.person)


def _is(workspace_id: UUID, who: Identity) -> tuple[ColumnElement[bool], ...]:
    values = (workspace_id, who.platform, who.account, who.person)
    return tuple(column == value for column, value in zip(_KEY, values, strict=True))


def _member(row: Row[Any]) -> Member:
    return Member(
        workspace_id=row.workspace_id,
        identity=Identity(row.platform, row.account, row.person),
        name=row.name,
        right=Right(row.right) if row.right else None,
        seen_at=row.seen_at,
    )
