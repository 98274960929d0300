"""A storefront whose shelf a test fills by hand."""

from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.catalog.asin import Product
from core.catalog.marketplace import marketplace
from core.catalog.snapshot import Availability, Listing, Look, Offer, Outcome, Rank, Seen, Snapshot, Unseen

BLENDER = Product("B0TESTBL01", "com")
CABLE = Product("B0TESTCA01", "com")
LAMP = Product("B0TESTLA01", "de")
TITLES = {BLENDER: "Vortex Blender 1.5 L, 900 W", CABLE: "Braided USB-C Cable, 2 m", LAMP: "Schreibtischlampe LED"}


def snapshot(product: Product, at: datetime, price: str | None = "49.99", rank: int | None = 1200) -> Snapshot:
    """An ordinary look at a product in stock."""
    store = marketplace(product.market)
    assert store is not None
    return Snapshot(
        product=product,
        at=at,
        offer=Offer(
            price=None if price is None else Decimal(price),
            currency=store.currency,
            availability=Availability.IN_STOCK,
            seller="Testwell Ltd",
        ),
        listing=Listing(title=TITLES.get(product, f"Product {product.asin}")),
        ranks=() if rank is None else (Rank(rank, "Kitchen & Dining"),),
        rating=Decimal("4.6"),
        reviews=812,
    )


class Shelf:
    """Answers looks with what a test has put there; unknown products are not found."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._goods: dict[Product, Snapshot] = {}
        self._broken: dict[Product, tuple[Outcome, str]] = {}
        self.looked: list[Product] = []
        self.doubted: list[Product] = []

    def put(self, product: Product, price: str | None = "49.99", rank: int | None = 1200) -> None:
        self._broken.pop(product, None)
        self._goods[product] = snapshot(product, self._now(), price, rank)

    def stock(self, product: Product, availability: Availability, left: int | None = None) -> None:
        shown = self._goods[product]
        offer = replace(shown.offer, availability=availability, stock_left=left)
        self._goods[product] = replace(shown, offer=offer)

    def offer(self, product: Product, **parts: Any) -> None:
        shown = self._goods[product]
        self._goods[product] = replace(shown, offer=replace(shown.offer, **parts))

    def edit(self, product: Product, **parts: Any) -> None:
        shown = self._goods[product]
        self._goods[product] = replace(shown, listing=replace(shown.listing, **parts))

    def take_away(self, product: Product) -> None:
        self.fail(product, Outcome.NOT_FOUND, "no such page (404)")

    def lead(self, product: Product, to: str) -> None:
        self.fail(product, Outcome.ERROR, f"page of another product, {to}")

    def mend(self, product: Product) -> None:
        self._broken.pop(product, None)

    def fail(self, product: Product, why: Outcome, detail: str) -> None:
        self._broken[product] = (why, detail)

    async def look(
        self, products: Sequence[Product], *, doubted: Collection[Product] = (), in_haste: bool = False
    ) -> AsyncGenerator[Look, None]:
        self.doubted.extend(doubted)
        for product in products:
            self.looked.append(product)
            yield self._look(product)

    async def close(self) -> None:
        pass

    def _look(self, product: Product) -> Look:
        if product in self._broken:
            why, detail = self._broken[product]
            return Unseen(product=product, at=self._now(), why=why, detail=detail)
        if product not in self._goods:
            return Unseen(product=product, at=self._now(), why=Outcome.NOT_FOUND, detail="no such page (404)")
        return Seen(replace(self._goods[product], at=self._now()))
