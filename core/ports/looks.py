"""How many looks were taken, as the database keeps it."""

from datetime import datetime
from typing import Protocol

from core.tally import Tally


class Looks(Protocol):
    """The counts of looks, by hour, store, source, outcome and purpose."""

    async def count(self, looks: Tally) -> None:
        """Add these; one statement however many there are."""

    async def since(self, moment: datetime) -> Tally:
        """The looks of all hours from the one in which `moment` lies."""

    async def lock(self) -> None:
        """Until this unit of work ends, nobody else who asks for this lock goes on: for spending what is counted."""
