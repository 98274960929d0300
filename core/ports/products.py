"""Where each product stands, as the database keeps it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from core.catalog.asin import Product
from core.messages import ChatId
from core.watching.standing import Standing


class Products(Protocol):
    """Where each product stands, and whose turn it is: the timetable."""

    async def claim_due(
        self, by: UUID, now: datetime, lease: timedelta, limit: int, *, only_doubted: bool = False
    ) -> Sequence[Product]:
        """Claim up to `limit` products due at `now` that nobody holds or whose lease ran out; longest due first.

        With `only_doubted`, only those that wait for a second look.
        """

    async def claim_rested(self, by: UUID, now: datetime, lease: timedelta, limit: int) -> Sequence[Product]:
        """Claim up to `limit` products that are rested, though they are due later; soonest due first."""

    async def in_doubt(self, by: UUID) -> Collection[Product]:
        """Those that `by` holds whose next look is a second look."""

    async def claim(self, by: UUID, products: Sequence[Product], now: datetime, lease: timedelta) -> Sequence[Product]:
        """Claim these products now, due or not; those that another claim holds are left out. All must be known."""

    async def know(self, products: Sequence[Product], every: timedelta, now: datetime) -> None:
        """Make products known that are not yet; they are due when a watch is added and `reschedule` called."""

    async def stand(self, products: Iterable[Product]) -> Mapping[Product, Standing]:
        """Where these products stand; unknown ones are absent."""

    async def held_by(self, by: UUID, products: Iterable[Product]) -> Mapping[Product, Standing]:
        """Where these products stand, only those still claimed by `by`, locked until the unit of work ends."""

    async def save(self, standings: Sequence[Standing]) -> None:
        """Write standings back and let their claims go; one statement however many there are."""

    async def give_back(self, by: UUID) -> None:
        """Let go of all claims of `by`, leaving due times as they were."""

    async def give_back_all(self) -> None:
        """Let go of every claim: at the start of a process that is the only one."""

    async def reschedule(self, products: Iterable[Product], usual: timedelta, now: datetime) -> None:
        """Set the timetable anew after watches were added, changed or ended.

        `every` becomes the shortest wished (`usual` where unsaid), the next look comes no later than `every` from the
        last one (at once if there was none), and an unwatched product is never due. After failed looks the due time
        stays as patience has set it. What is at stake is to be found out anew.
        """

    async def unread(self, chat: ChatId) -> Sequence[Standing]:
        """The products watched in this chat whose last look failed."""

    async def failing(self) -> Mapping[UUID, Sequence[Standing]]:
        """The watched products whose last look failed, by the workspaces that watch them."""

    async def watched(self, workspace_id: UUID) -> int:
        """How many products a workspace watches."""

    async def planned(self) -> float:
        """How many looks a day all watched products ask for together."""

    async def held(self, now: datetime) -> int:
        """How many products are being looked at now, whoever looks."""
