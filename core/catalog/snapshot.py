"""What one look at a product saw, or why it saw nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from core.catalog.asin import Product


class Availability(StrEnum):
    """Whether, and how, the featured offer can be bought."""

    IN_STOCK = "in_stock"
    LOW_STOCK = "low_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    NO_FEATURED_OFFER = "no_featured_offer"
    NOT_DELIVERABLE = "not_deliverable"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How a look ended; every one but OK carries no values at all."""

    OK = "ok"
    BLOCKED = "blocked"
    ERROR = "error"
    NOT_FOUND = "not_found"
    NOT_A_PRODUCT = "not_a_product"


@dataclass(frozen=True, slots=True)
class Rank:
    """A Best Sellers Rank: 1 is best; `category` as the page names it."""

    rank: int
    category: str


@dataclass(frozen=True, slots=True)
class Witness:
    """One way of reading the price, by name (``offer box``, ``cart form``), and what it read."""

    way: str
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The featured new offer and what stands beside it; None is unknown or absent, never zero.

    `price` is for one buyer and one unit of sale (never a per-unit, used or sponsored price); `price_max` closes a
    range whose low end is `price`; `list_price` is the struck-through one; all in `currency` (ISO 4217). `candidates`
    are what independent ways of reading the price found where they disagree; empty where they agree.
    """

    price: Decimal | None = None
    price_max: Decimal | None = None
    list_price: Decimal | None = None
    used_price: Decimal | None = None
    currency: str | None = None
    availability: Availability = Availability.UNKNOWN
    stock_left: int | None = None
    seller: str | None = None
    ships_from: str | None = None
    coupon: str | None = None
    deal: str | None = None
    badges: tuple[str, ...] = ()
    prime: bool | None = None
    candidates: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Variation:
    """One child of a variation family: its ASIN and what sets it apart (``Black, 64 GB``)."""

    asin: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The words and pictures of a product page: what a seller can edit; `highlights` are shown beside short titles."""

    title: str
    brand: str | None = None
    highlights: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    description: str | None = None
    images: tuple[str, ...] = ()
    has_aplus: bool | None = None
    has_video: bool | None = None
    category_path: tuple[str, ...] = ()
    variations: tuple[Variation, ...] = ()
    parent_asin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One product as one look saw it; `ranks` main category first, `rating` in stars of five, `reviews` a count.

    `source` names where it was read: ``amazon`` (its own pages) or ``apify``.
    """

    product: Product
    at: datetime
    offer: Offer
    listing: Listing
    ranks: tuple[Rank, ...] = ()
    rating: Decimal | None = None
    reviews: int | None = None
    source: str = "amazon"


@dataclass(frozen=True, slots=True)
class Seen:
    """A look that read the product."""

    snapshot: Snapshot

    @property
    def product(self) -> Product:
        """What was looked at."""
        return self.snapshot.product

    @property
    def source(self) -> str:
        """Where it was read, as in `Snapshot`."""
        return self.snapshot.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A look that read nothing: `why` is never OK, `detail` a few plain words (``robot check``, ``HTTP 503``).

    `source` names where it was tried, as in `Snapshot`.
    """

    product: Product
    at: datetime
    why: Outcome
    detail: str
    retry_after: timedelta | None = None
    source: str = "amazon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A look that is still under way at its source, and owed: neither a reading nor a failure.

    `detail` says in a few plain words what is under way; `source` names where, as in `Snapshot`.
    """

    product: Product
    at: datetime
    detail: str
    source: str = "amazon"


Look = Seen | Unseen | Pending
