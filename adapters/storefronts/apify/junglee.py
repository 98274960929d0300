"""`junglee/amazon-crawler`, and the same maker's free scraper, whose items have the same shape.

https://apify.com/junglee/amazon-crawler/input-schema; items of 2023, 2025 and 2026. Overview items carry ten fields,
nothing of rank, stock and seller, which are unknown then.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from adapters.storefronts.apify import fields
from adapters.storefronts.apify.actor import Item, Phrases
from adapters.storefronts.apify.identity import identity_of
from adapters.storefronts.apify.prices import Amount, amount, amount_range
from adapters.storefronts.apify.stock import stock
from adapters.storefronts.apify.troubles import told_trouble
from core.catalog.marketplace import Marketplace
from core.catalog.reading import Reading
from core.catalog.snapshot import Availability, Listing, Offer, Outcome, Rank, Variation

NAME: Final = "junglee/amazon-crawler"
_MARKS: Final = frozenset({"stars", "reviewsCount", "breadCrumbs", "thumbnailImage", "inStock", "starsBreakdown"})
_STEP: Final = re.compile(r"\s+[>›]\s+")
_USED: Final = ("used", "gebraucht", "occasion", "usato", "usado", "segunda mano", "begagnad", "używan", "中古")


class Junglee:
    """The actor `junglee/amazon-crawler`."""

    name = NAME

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def asked_for(self, addresses: Sequence[str]) -> dict[str, Any]:
        """See the protocol. Offers and variants beyond the page itself would be charged as further results."""
        return {
            "categoryOrProductUrls": [{"url": address} for address in addresses],
            "maxItemsPerStartUrl": 1,
            "maxProductVariantsAsSeparateResults": 0,
            "maxOffers": 0,
            "scrapeProductDetails": True,
            "proxyCountry": "AUTO_SELECT_PROXY_COUNTRY",
            "locationDeliverableRoutes": ["PRODUCT"],
        }

    def addresses(self, run_input: object) -> frozenset[str]:
        """See the protocol."""
        named = fields.objects(fields.inner(run_input).get("categoryOrProductUrls"))
        return frozenset(each["url"] for each in named if isinstance(each.get("url"), str))

    def knows(self, item: Item) -> bool:
        """See the protocol."""
        return bool(_MARKS & item.keys())

    def read(self, item: Item) -> Reading:
        """See the protocol."""
        who = identity_of(item)
        if trouble := told_trouble(item, who):
            return trouble
        title = fields.text(item.get("title"))
        if title is None:
            return Reading(outcome=Outcome.ERROR, detail="item without a title", asin=who.asin, market=who.market)
        return Reading(
            outcome=Outcome.OK,
            asin=who.asin,
            market=who.market,
            offer=self._offer(item, who.store),
            listing=_listing(item, title),
            ranks=tuple(self._ranks(item)),
            rating=_stars(item),
            reviews=fields.whole(item.get("reviewsCount")),
        )

    def _offer(self, item: Item, store: Marketplace | None) -> Offer:
        low, high = self._price(item, store)
        struck = amount(item.get("listPrice"), store, self._phrases)
        is_used = (fields.text(item.get("condition")) or "").casefold().startswith(_USED)
        availability, left = stock(item.get("inStockText"), fields.flag(item.get("inStock")), self._phrases)
        new = None if is_used else low
        return Offer(
            price=new.value if new else None,
            price_max=high.value if new and high else None,
            list_price=struck.value if struck and (low is None or low.currency == struck.currency) else None,
            used_price=low.value if low and is_used else None,
            currency=next((found.currency for found in (low, struck) if found), None),
            availability=Availability.NO_FEATURED_OFFER if is_used and low else availability,
            stock_left=None if is_used else left,
            seller=None if is_used else fields.text(fields.inner(item.get("seller")).get("name")),
            coupon=self._coupon(item),
            badges=("Amazon's Choice",) if item.get("isAmazonChoice") is True else (),
        )

    def _price(self, item: Item, store: Marketplace | None) -> tuple[Amount | None, Amount | None]:
        if single := amount(item.get("price"), store, self._phrases):
            return single, None
        return amount_range(item.get("priceRange"), store, self._phrases) or (None, None)

    def _coupon(self, item: Item) -> str | None:
        said = fields.text(item.get("saleSummary"))
        return said if said and self._phrases.is_coupon(said) else None

    def _ranks(self, item: Item) -> Iterator[Rank]:
        """The ranks in their own field, else those in the table of details, where their text stands as on the page."""
        found = list(dict.fromkeys(filter(None, map(_rank, fields.objects(item.get("bestsellerRanks"))))))
        if not found:
            for row in fields.objects(item.get("attributes")):
                label, value = fields.text(row.get("key")), fields.text(row.get("value"))
                if label and value and self._phrases.is_rank_label(label):
                    found += self._phrases.ranks(value)
        yield from dict.fromkeys(found)


def _listing(item: Item, title: str) -> Listing:
    videos = fields.whole(item.get("videosCount"))
    path = fields.text(item.get("breadCrumbs"))
    return Listing(
        title=title,
        brand=fields.text(item.get("brand")),
        bullets=fields.texts(item.get("features")),
        description=fields.paragraphs(item.get("description")) or fields.paragraphs(item.get("bookDescription")),
        images=fields.texts(item.get("highResolutionImages")),
        has_aplus=True if fields.inner(item.get("aPlusContent")) else None,
        has_video=None if videos is None else videos > 0,
        category_path=tuple(_STEP.split(path)) if path else (),
        variations=_variations(item),
    )


def _variations(item: Item) -> tuple[Variation, ...]:
    named = {
        asin: Variation(asin, fields.text(each.get("name")) or "")
        for each in fields.objects(item.get("variantDetails"))
        if (asin := fields.asin(each.get("asin")))
    }
    bare = {
        found: Variation(found, "") for told in fields.texts(item.get("variantAsins")) if (found := fields.asin(told))
    }
    return tuple((bare | named).values())


def _stars(item: Item) -> Any:
    told = fields.positive(item.get("stars"))
    return told if told is not None and told <= 5 else None


def _rank(told: Mapping[str, Any]) -> Rank | None:
    rank, category = fields.whole(told.get("rank")), fields.text(told.get("category"))
    return Rank(rank, category) if rank and category else None
