"""One invented product: its words, its usual price and place, and how its page is laid out."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.catalog.asin import Product
from core.catalog.snapshot import Availability, Rank, Variation


class Layout(StrEnum):
    """The families of product pages, after the years and goods in which Amazon uses them."""

    MODERN = "modern"
    ACCORDION = "accordion"
    CLASSIC = "classic"
    BOOK = "book"


class Details(StrEnum):
    """Where a page tells the rank: a table, a list of bullets, or the old item of its own."""

    TABLE = "table"
    BULLETS = "bullets"
    SALES_RANK = "sales_rank"


class Temper(StrEnum):
    """How often things happen to a product: every few shop-seconds, every few minutes, hardly ever."""

    LIVELY = "lively"
    STEADY = "steady"
    CALM = "calm"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopProduct:
    """A product as it usually is.

    `price` and `list_price` are in the store's currency, `ranks` main category first, `rival` is the seller that takes
    the featured offer at times; `edited_title` and `edited_bullet` (for the last one) are what an edit changes the
    listing to. `always` fixes the availability for good. The page of an `unlabelled_gzip` is sent compressed without
    saying so, as Amazon does at times.
    """

    asin: str
    market: str
    title: str
    brand: str
    bullets: tuple[str, ...]
    description: str
    price: Decimal
    path: tuple[str, ...]
    ranks: tuple[Rank, ...]
    rating: Decimal
    reviews: int
    seller: str
    rival: str
    edited_title: str
    edited_bullet: str
    list_price: Decimal | None = None
    layout: Layout = Layout.MODERN
    details: Details = Details.TABLE
    temper: Temper = Temper.LIVELY
    always: Availability | None = None
    pictures: int = 5
    variations: tuple[Variation, ...] = ()
    parent_asin: str | None = None
    has_aplus: bool = True
    unlabelled_gzip: bool = False

    @property
    def product(self) -> Product:
        """The product's number and store, as everything outside the shop names it."""
        return Product(self.asin, self.market)
