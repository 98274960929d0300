"""What looks have taught in all, as the database keeps it."""

from typing import Protocol

from core.foresight.lessons import Lessons


class LessonBook(Protocol):
    """The lessons of all products together; of two processes that write, the later one's stay."""

    async def read(self) -> Lessons | None:
        """What was written last; None where nothing was, or nothing that can still be read."""

    async def write(self, lessons: Lessons) -> None:
        """Keep these in place of what was there."""
