"""What a page or item says about a product, before anyone knows whether it is the product that was asked for."""

from dataclasses import dataclass, field
from decimal import Decimal

from core.catalog.snapshot import Listing, Offer, Outcome, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page read: `outcome` says whether it is a product's page at all; all other values only when it is OK.

    `detail` says in a few plain words why it is not (``robot check``, ``search results``); `asin` and `market` are what
    the page says of itself, None where it does not.
    """

    outcome: Outcome
    detail: str = ""
    asin: str | None = None
    market: str | None = None
    offer: Offer = field(default_factory=Offer)
    listing: Listing | None = None
    ranks: tuple[Rank, ...] = ()
    rating: Decimal | None = None
    reviews: int | None = None
