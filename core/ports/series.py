"""What Amazcope asks of its database about the past of products."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.catalog.asin import Product
from core.catalog.series import Extreme, ListingVersion, OfferPoint, RankPoint


class Series(Protocol):
    """The history of products."""

    async def add_offers(self, points: Mapping[Product, OfferPoint]) -> None:
        """Append change points."""

    async def add_ranks(self, points: Mapping[Product, RankPoint]) -> None:
        """Append readings."""

    async def ranks_since(self, products: Iterable[Product], since: datetime) -> Mapping[Product, Sequence[RankPoint]]:
        """The rank readings after `since`, oldest first."""

    async def ranks_before(
        self, points: Mapping[Product, RankPoint], span: timedelta
    ) -> Mapping[Product, Sequence[int]]:
        """The ranks read less than `span` before each of these, in the same category, oldest first.

        Products without any are absent. This is read at every look that finds something new, so it is numbers alone.
        """

    async def offers_since(
        self, products: Iterable[Product], since: datetime
    ) -> Mapping[Product, Sequence[OfferPoint]]:
        """The offers from `since` on, oldest first; the one that held at `since` leads them, if any was known then."""

    async def listings_since(
        self, products: Iterable[Product], since: datetime
    ) -> Mapping[Product, Sequence[ListingVersion]]:
        """The listing's versions from `since` on, oldest first, led by the one that held at `since`."""

    async def lowest(self, products: Iterable[Product]) -> Mapping[Product, Extreme]:
        """The lowest price ever seen of each product that ever had one."""
