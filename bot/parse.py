"""Saved pages in, one JSON object for each out: what `amazcope parse` prints."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Protocol

from core.catalog.marketplace import Marketplace
from core.catalog.money import Money
from core.catalog.reading import Reading
from core.catalog.snapshot import Listing, Offer, Outcome
from core.errors import Refusal

_LARGEST: Final = 64 * 1024 * 1024


class PageReader(Protocol):
    """Whatever turns one body into one reading."""

    def __call__(self, body: bytes, *, market: Marketplace | None = None, url: str | None = None) -> Reading:
        """Read one page, packed or not."""


class ItemReader(Protocol):
    """Whatever turns one item of an Apify dataset into one reading."""

    def __call__(self, item: object) -> Reading:
        """Read one item, whatever JSON can hold."""


class CannotOpen(Refusal):
    """{0} cannot be opened ({1})."""


class NoItems(Refusal):
    """{0} is not a JSON array of dataset items ({1})."""


def parse_files(
    paths: Iterable[Path], *, url: str | None, market: Marketplace | None, read_page: PageReader
) -> Iterator[dict[str, Any] | CannotOpen]:
    """One object for each file, in order; a file that cannot be opened gives a `CannotOpen` in its place.

    Files are HTML, plain or gzipped, whatever their names say.
    """
    for path in paths:
        try:
            body = path.read_bytes()
        except OSError as error:
            yield CannotOpen(path, error.strerror or type(error).__name__)
            continue
        yield {"file": str(path), **as_json(read_page(body, market=market, url=url), market)}


def parse_items(paths: Iterable[Path], *, read_item: ItemReader) -> Iterator[dict[str, Any] | CannotOpen | NoItems]:
    """One object for each item of each file, in order, with `item` as its place in the file, from 0.

    A file that cannot be opened gives a `CannotOpen` in the place of its items, one that holds no array a `NoItems`.
    """
    for path in paths:
        try:
            items = _array(path)
        except (CannotOpen, NoItems) as trouble:
            yield trouble
            continue
        for place, item in enumerate(items):
            yield {"file": str(path), "item": place, **as_json(read_item(item))}


def as_json(reading: Reading, market: Marketplace | None = None) -> dict[str, Any]:
    """A reading as the object that `amazcope parse` prints, without its `file` or `item`."""
    is_ok = reading.outcome is Outcome.OK
    store = reading.market or (market.code if market and is_ok else None)
    offer, listing = reading.offer if is_ok else Offer(), reading.listing if is_ok else None
    return {
        "outcome": reading.outcome.value,
        "asin": reading.asin if is_ok else None,
        "marketplace": store if is_ok else None,
        "title": listing.title if listing else None,
        "brand": listing.brand if listing else None,
        **_offer(offer, is_ok=is_ok),
        "ranks": [{"rank": rank.rank, "category": rank.category} for rank in reading.ranks] if is_ok else [],
        "rating": _decimal(reading.rating) if is_ok else None,
        "reviews": reading.reviews if is_ok else None,
        "coupon": offer.coupon,
        "deal": offer.deal,
        "badges": list(offer.badges),
        **_listing(listing),
    }


def _array(path: Path) -> list[Any]:
    """The array in a file. Raises `CannotOpen` or `NoItems`."""
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST + 1)
    except OSError as error:
        raise CannotOpen(path, error.strerror or type(error).__name__) from error
    if len(body) > _LARGEST:
        raise NoItems(path, "it is larger than 64 MB")
    try:
        found = json.loads(body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise NoItems(path, "it is no JSON") from error
    if not isinstance(found, list):
        raise NoItems(path, "it is JSON of another kind")
    return found


def _offer(offer: Offer, *, is_ok: bool) -> dict[str, Any]:
    return {
        "price": _amount(offer.price, offer.currency),
        "price_max": _amount(offer.price_max, offer.currency),
        "list_price": _amount(offer.list_price, offer.currency),
        "used_price": _amount(offer.used_price, offer.currency),
        "currency": offer.currency,
        "availability": offer.availability.value if is_ok else None,
        "stock_left": offer.stock_left,
        "seller": offer.seller,
        "ships_from": offer.ships_from,
    }


def _listing(listing: Listing | None) -> dict[str, Any]:
    return {
        "bullets": list(listing.bullets) if listing else [],
        "description": listing.description if listing else None,
        "images": list(listing.images) if listing else [],
        "has_aplus": listing.has_aplus if listing else None,
        "has_video": listing.has_video if listing else None,
        "category_path": list(listing.category_path) if listing else [],
        "variations": [{"asin": each.asin, "label": each.label} for each in listing.variations] if listing else [],
        "parent_asin": listing.parent_asin if listing else None,
    }


def _amount(value: Decimal | None, currency: str | None) -> str | None:
    if value is None:
        return None
    return str(Money.of(value, currency).amount) if currency else _decimal(value)


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
