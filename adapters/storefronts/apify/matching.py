"""The items of a run matched to the products it was asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.storefronts.apify.actor import Item
from adapters.storefronts.apify.identity import fetched_for
from core.catalog.asin import Product
from core.catalog.marketplace import marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Outcome, Pending, Seen, Snapshot, Unseen

SOURCE: Final = "apify"
_ENDED: Final = {
    "SUCCEEDED": "Apify delivered nothing for it",
    "FAILED": "Apify's run failed before it came to this one",
    "TIMED-OUT": "Apify's run timed out before it came to this one",
    "ABORTED": "Apify's run was aborted before it came to this one",
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a run has delivered by its end: its items, how it ended, and when."""

    items: Sequence[Item]
    status: str
    at: datetime


def looks_of(products: Iterable[Product], delivery: Delivery, read: Callable[[Item], Reading]) -> list[Seen | Unseen]:
    """One look for each product: the first complete item about it, else the first that could be read, else why not.

    Items about what was not asked for are dropped.
    """
    wanted = dict.fromkeys(products)
    found: dict[Product, Seen | Unseen] = {}
    for item in delivery.items:
        if not isinstance(item, Mapping):
            continue
        for look in _looks(item, wanted, delivery.at, read):
            if _worth(look) > _worth(found.get(look.product)):
                found[look.product] = look
    nothing = _ENDED.get(delivery.status, f"Apify's run ended as {delivery.status}")
    return [found.get(product) or unseen(product, delivery.at, Outcome.ERROR, nothing) for product in wanted]


def pending(product: Product, at: datetime, detail: str) -> Pending:
    """A look at Apify that is under way."""
    return Pending(product=product, at=at, detail=detail, source=SOURCE)


def unseen(product: Product, at: datetime, why: Outcome, detail: str) -> Unseen:
    """A look at Apify that saw nothing."""
    return Unseen(product=product, at=at, why=why, detail=detail, source=SOURCE)


def _looks(
    item: Item, wanted: Iterable[Product], at: datetime, read: Callable[[Item], Reading]
) -> Iterable[Seen | Unseen]:
    reading = read(item)
    asins = fetched_for(item)
    for product in wanted:
        if product.asin in asins and reading.market in {None, product.market}:
            yield _judged(product, reading, at)


def _worth(look: Seen | Unseen | None) -> int:
    """How much a look tells: nothing, why there is nothing, something, a price as well."""
    match look:
        case None:
            return 0
        case Unseen():
            return 1
        case Seen(snapshot):
            return 2 if snapshot.offer.price is None else 3


def _judged(product: Product, reading: Reading, at: datetime) -> Seen | Unseen:
    if reading.outcome is not Outcome.OK or reading.listing is None:
        return unseen(product, at, reading.outcome, reading.detail)
    if reading.asin != product.asin:
        return unseen(product, at, Outcome.ERROR, f"page of another product, {reading.asin}")
    store = marketplace(product.market)
    currency = reading.offer.currency
    if store is None or currency not in {None, store.currency}:
        return unseen(product, at, Outcome.ERROR, f"prices in another currency ({currency})")
    return Seen(
        Snapshot(
            product=product,
            at=at,
            offer=reading.offer,
            listing=reading.listing,
            ranks=reading.ranks,
            rating=reading.rating,
            reviews=reading.reviews,
            source=SOURCE,
        )
    )
