"""What Amazcope asks of its database about what has grown old."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from core.catalog.asin import Product


class Attic(Protocol):
    """Old things: series become coarser, and what nobody has watched for long is thrown away."""

    async def thin(self, after: int, limit: int, begin: datetime | None, end: datetime, step: timedelta) -> int | None:
        """Keep of the points in [begin, end) one reading and two change points for each `step`, of the next products.

        Of readings that is the median one, of change points the last and the lowest. `after` is the key of the last
        product that was done, `limit` how many are done now; returns the key of the last of them, None at the end.
        """

    async def thinned_until(self, step: timedelta) -> datetime | None:
        """Up to when all series have been made so coarse; None where none ever was."""

    async def mark_thinned(self, step: timedelta, until: datetime) -> None:
        """All series have been made so coarse up to then."""

    async def pack(self, after: int, limit: int, before: datetime) -> int | None:
        """Have the rank readings from before then take less room, of the next products; every answer stays the same.

        Only `Series.ranks_before` does not see them: `before` is to be more than its span ago. `after`, `limit` and
        what is returned are as with `thin`, except that a product with very many readings comes again.
        """

    async def packed_until(self) -> datetime | None:
        """Up to when the readings of all products have been packed; None where none ever were."""

    async def mark_packed(self, until: datetime) -> None:
        """The readings of all products have been packed up to then."""

    async def forget_watches(self, ended_before: datetime, limit: int) -> int:
        """Throw away up to `limit` watches that ended before then, their rules, and the alerts that told of them."""

    async def forget_products(self, limit: int) -> int:
        """Throw away up to `limit` products that no watch names any more, with all that was seen of them."""

    async def forget_workspace(self, asleep_before: datetime) -> Collection[Product] | None:
        """Throw away one platform's own workspace that we are installed in no more, and all that was its own.

        All its chats must have been asleep since before then. Returns the products that it watched, which now are to be
        rescheduled; None where there is no such workspace.
        """

    async def undo_future(self, now: datetime) -> int:
        """Let products that were looked at after `now` be due at once: the clock was set back. Returns how many."""
