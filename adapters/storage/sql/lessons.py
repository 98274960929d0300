"""What looks have taught in all, in SQL."""

from typing import Final

from sqlalchemy import select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import lessons as table
from core.foresight.lessons import Lessons

_ALL: Final = 1  # the one row


class SqlLessonBook:
    """`core.ports.lessons.LessonBook` in SQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def read(self) -> Lessons | None:
        """See the port."""
        row = await self._session.first(select(table.c.body).where(table.c.id == _ALL))
        return None if row is None else row.body

    async def write(self, lessons: Lessons) -> None:
        """See the port."""
        insert = self._session.insert(table)
        newer = insert.on_conflict_do_update(index_elements=["id"], set_={"body": insert.excluded.body})
        await self._session.run(newer, [{"id": _ALL, "body": lessons}])
