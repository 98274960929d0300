"""`axesso_data/amazon-product-details-scraper`.

https://apify.com/axesso_data/amazon-product-details-scraper/input-schema; its items are those of Axesso's product
lookup, with `statusCode`, `statusMessage` and `url`. Where a number was not found it may stand as 0.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from adapters.storefronts.apify import fields
from adapters.storefronts.apify.actor import Item, Phrases
from adapters.storefronts.apify.identity import identity_of
from adapters.storefronts.apify.prices import Amount, amount, amount_range
from adapters.storefronts.apify.stock import stock
from adapters.storefronts.apify.troubles import status_trouble, told_trouble
from core.catalog.marketplace import Marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Listing, Offer, Outcome, Rank, Variation

NAME: Final = "axesso_data/amazon-product-details-scraper"
_MARKS: Final = frozenset(
    {"statusCode", "productRating", "countReview", "warehouseAvailability", "imageUrlList", "retailPrice"}
)


class Axesso:
    """The actor `axesso_data/amazon-product-details-scraper`."""

    name = NAME

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def asked_for(self, addresses: Sequence[str]) -> dict[str, Any]:
        """See the protocol."""
        return {"urls": list(addresses)}

    def addresses(self, run_input: object) -> frozenset[str]:
        """See the protocol."""
        return frozenset(fields.texts(fields.inner(run_input).get("urls")))

    def knows(self, item: Item) -> bool:
        """See the protocol."""
        return bool(_MARKS & item.keys())

    def read(self, item: Item) -> Reading:
        """See the protocol."""
        who = identity_of(item)
        if trouble := told_trouble(item, who) or status_trouble(item, who):
            return trouble
        title = fields.text(item.get("title")) or fields.text(item.get("productTitle"))
        if title is None:
            return Reading(outcome=Outcome.ERROR, detail="item without a title", asin=who.asin, market=who.market)
        return Reading(
            outcome=Outcome.OK,
            asin=who.asin,
            market=who.market,
            offer=self._offer(item, who.store),
            listing=self._listing(item, title),
            ranks=tuple(dict.fromkeys(self._ranks(item))),
            rating=self._rating(item),
            reviews=fields.whole(item.get("countReview")) or None,
        )

    def _offer(self, item: Item, store: Marketplace | None) -> Offer:
        sign = self._sign(item)
        low, high = self._price(item, sign, store)
        struck = self._amount(item.get("retailPrice"), sign, store)
        used = self._amount(fields.inner(item.get("buyBoxUsed")).get("price"), sign, store)
        # `used` says that a used offer has the Buy Box; where no other price stands beside it, `price` is that offer's.
        is_used = item.get("used") is True and (used is None or used == low)
        availability, left = stock(item.get("warehouseAvailability"), None, self._phrases)
        told = [found.currency for found in (low, struck, used) if found]
        return Offer(
            price=low.value if low and not is_used else None,
            price_max=high.value if high and not is_used else None,
            list_price=struck.value if struck else None,
            used_price=used.value if used else low.value if low and is_used else None,
            currency=told[0] if told else None,
            availability=Availability.NO_FEATURED_OFFER if is_used and low else availability,
            stock_left=None if is_used else left,
            seller=None if is_used else fields.text(item.get("soldBy")),
            ships_from=None if is_used else fields.text(item.get("fulfilledBy")),
            deal="Deal" if item.get("deal") is True and low and not is_used else None,
            prime=fields.yes_or_no(item.get("prime")) if low and not is_used else None,
        )

    def _price(self, item: Item, sign: str | None, store: Marketplace | None) -> tuple[Amount | None, Amount | None]:
        if single := self._amount(item.get("price"), sign, store):
            return single, None
        return amount_range(item.get("priceRange"), store, self._phrases) or (None, None)

    def _amount(self, told: object, sign: str | None, store: Marketplace | None) -> Amount | None:
        if sign is None or isinstance(told, str | dict):
            return amount(told, store, self._phrases)
        return amount({"value": told, "currency": sign}, store, self._phrases)

    def _sign(self, item: Item) -> str | None:
        told = item.get("currency")
        return (
            fields.text(told)
            or fields.text(fields.inner(told).get("code"))
            or fields.text(fields.inner(told).get("symbol"))
        )

    def _rating(self, item: Item) -> Decimal | None:
        told = item.get("productRating")
        said = fields.text(told)
        found = self._phrases.stars(said) if said else fields.positive(told)
        return found if found is not None and found <= 5 else None

    def _listing(self, item: Item, title: str) -> Listing:
        byline = fields.text(item.get("manufacturer")) or fields.text(item.get("brand"))
        videos = fields.texts(item.get("videoeUrlList")) or fields.texts(item.get("videoUrlList"))
        return Listing(
            title=title,
            brand=self._phrases.brand(byline) if byline else None,
            bullets=fields.texts(item.get("features")),
            description=fields.paragraphs(item.get("productDescription")),
            images=fields.texts(item.get("imageUrlList")),
            has_video=True if videos else None,
            category_path=_path(item),
            variations=_variations(item),
        )

    def _ranks(self, item: Item) -> Iterator[Rank]:
        """The ranks in their own field, as text, list or objects, else those in the tables of details."""
        told = item.get("bestSellersRank")
        found = [rank for line in _lines(told) for rank in self._phrases.ranks(line)]
        for each in fields.objects(told):
            number, category = fields.whole(each.get("rank")), fields.text(each.get("category") or each.get("name"))
            found += [Rank(number, category)] if number and category else []
        if not found:
            found = [rank for line in self._rank_lines(item) for rank in self._phrases.ranks(line)]
        yield from found

    def _rank_lines(self, item: Item) -> Iterator[str]:
        for table in ("productDetails", "productSpecification", "aboutProduct"):
            for row in fields.objects(item.get(table)):
                label = fields.text(row.get("name"))
                if label and self._phrases.is_rank_label(label):
                    yield from _lines(row.get("value"))


def _lines(told: object) -> tuple[str, ...]:
    said = fields.paragraphs(told)
    return tuple(said.split("\n")) if said else fields.texts(told)


def _path(item: Item) -> tuple[str, ...]:
    named = (fields.text(each.get("name")) for each in fields.objects(item.get("categoriesExtended")))
    return tuple(name for name in named if name) or fields.texts(item.get("categories"))


def _variations(item: Item) -> tuple[Variation, ...]:
    """The children: one that differs in several ways is told once for each way, and its label is all of them."""
    labels: dict[str, str] = {}
    for way in fields.objects(item.get("variations")):
        for each in fields.objects(way.get("values")):
            asin = fields.asin(each.get("asin")) or fields.linked_asin(each.get("dpUrl"))
            said = fields.text(each.get("value")) or ""
            if asin:
                labels[asin] = ", ".join(filter(None, (labels.get(asin), said)))
    return tuple(Variation(asin, label) for asin, label in labels.items())
