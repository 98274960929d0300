"""Whether anything waits to be told, asked in one breath."""

from datetime import datetime
from typing import Protocol


class Agenda(Protocol):
    """Over all outboxes: alerts, notices and edits of what was said."""

    async def anything_to_say(self, now: datetime) -> bool:
        """Whether any of them may hold something due; that may yet be claimed, or be for somebody who cannot hear."""
