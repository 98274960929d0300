"""What looks have taught in all, in SQL."""

from typing import Final

from sqlalchemy import select

from adapters.storage.sql.session import Session
from adapters.storage.sql.tables import lessons as table
from adapters.storage.sql.upserts import replacing
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
        newer = replacing(table, on_postgres=self._session.on_postgres)
        await self._session.run(newer, [{"id": _ALL, "body": lessons}])
