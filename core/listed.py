"""What is known of a tracked product's listing, as the rules read it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from core.audit.listing import AuditedListing, ListedPicture
from core.audit.media import is_media
from core.audit.title import STORES_WITH_LONG_TITLES, is_short_title_due
from core.catalog.snapshot import Listing, Snapshot
from core.suggestion import Measure, Part, essence, text_of

_WITHOUT_HIGHLIGHTS: Final = STORES_WITH_LONG_TITLES | {"it"}


def listing_of(
    snapshot: Snapshot, as_of: date, search_terms: str | None = None, pictures: Sequence[ListedPicture] = ()
) -> AuditedListing:
    """The listing that a look has read; `pictures` is what was seen of its images, where anybody looked.

    Search terms are seen by their owner alone: they are those that were approved here, if any.
    """
    shown = listing_shown(snapshot.listing, snapshot.product.asin, snapshot.product.market, as_of)
    return replace(shown, search_terms=search_terms, pictures=tuple(pictures) or shown.pictures)


def listing_shown(seen: Listing, asin: str | None, market: str, as_of: date) -> AuditedListing:
    """What a page shows; what a page of media never has is unknown, and so are highlights that are not seen."""
    # Only books have ASINs that begin with a digit: their ISBN-10.
    category = seen.category_path or (("Books",) if (asin or "B")[0].isdigit() else None)
    nothing = is_media(category)
    return AuditedListing(
        as_of=as_of,
        market=market,
        category=category,
        brand=seen.brand,
        title=seen.title,
        highlights=", ".join(seen.highlights) or None,
        bullets=seen.bullets or (None if nothing else ()),
        description=seen.description or (None if nothing else ""),
        pictures=tuple(ListedPicture() for _ in seen.images) or None,
        has_aplus=seen.has_aplus,
        has_video=seen.has_video,
    )


def possible_parts(listing: AuditedListing) -> tuple[Part, ...]:
    """The parts that the listing's store and category have."""
    without = not is_short_title_due(listing) or listing.market in _WITHOUT_HIGHLIGHTS
    return tuple(part for part in Part if not (part is Part.HIGHLIGHTS and without))


def shows(snapshot: Snapshot, part: Part, text: str) -> bool:
    """Whether a look has read this very text, spaces and entities aside; search terms can be seen by nobody."""
    live = text_of(listing_of(snapshot, snapshot.at.date()), part)
    if part is Part.KEYWORDS or not live:
        return False
    lines = (live, text) if part is not Part.BULLETS else (live.replace("\n", " "), text.replace("\n", " "))
    return essence(lines[0]) == essence(lines[1])


def measure_of(snapshot: Snapshot) -> Measure:
    """How the product stood when it was looked at."""
    main = snapshot.ranks[0] if snapshot.ranks else None
    offer = snapshot.offer
    return Measure(
        at=snapshot.at,
        rank=main.rank if main else None,
        category=main.category if main else None,
        price=offer.price,
        rating=snapshot.rating,
        reviews=snapshot.reviews,
        availability=offer.availability,
    )
