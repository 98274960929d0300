"""When two looks saw the same in different spellings, and what a look that did not see everything leaves known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from core.catalog.snapshot import Availability, Listing, Offer, Snapshot

LISTING_PARTS: Final = tuple(one.name for one in fields(Listing))
# Amazon names a picture once and appends how it is to be shown: 71abc._AC_SL1500_.jpg, 71abc._SX300_SY300_.jpg.
_PICTURE: Final = re.compile(r"/([^/.]+)\.[^/]*$")


def completed(accepted: Snapshot, seen: Snapshot) -> Snapshot:
    """What was seen, with what is known where it said nothing, and as it was spelled where it said the same.

    Sources tell unequally much: an empty list or None of one look does not unmake what another has read.
    """
    return replace(
        seen,
        listing=_listing(accepted.listing, seen.listing),
        offer=_offer(accepted.offer, seen.offer),
        rating=accepted.rating if seen.rating is None else seen.rating,
        reviews=accepted.reviews if seen.reviews is None else seen.reviews,
    )


def essence(part: str, value: Any) -> object:
    """A part of the listing without what differs from look to look: spaces, sizes of pictures, order of variations."""
    return _ESSENCES.get(part, _plain)(value)


def _listing(accepted: Listing, seen: Listing) -> Listing:
    if accepted == seen:
        return accepted
    kept = {
        part: was
        for part in LISTING_PARTS
        if (now := getattr(seen, part)) != (was := getattr(accepted, part))
        and (now in (None, "", ()) or essence(part, was) == essence(part, now))
    }
    return replace(seen, **kept)


def _offer(accepted: Offer, seen: Offer) -> Offer:
    if (accepted.seller, accepted.ships_from) == (seen.seller, seen.ships_from):
        return seen
    # Where nobody has the featured offer, no seller is a fact; elsewhere it was not read.
    is_fact = seen.availability is Availability.NO_FEATURED_OFFER
    return replace(
        seen,
        seller=_name(accepted.seller, seen.seller, is_fact=is_fact),
        ships_from=_name(accepted.ships_from, seen.ships_from, is_fact=is_fact),
    )


def _name(was: str | None, now: str | None, *, is_fact: bool) -> str | None:
    if now is None:
        return None if is_fact else was
    return was if _folded(was) == _folded(now) else now


def _plain(value: Any) -> object:
    match value:
        case str():
            return " ".join(value.split())
        case tuple():
            return tuple(_plain(one) for one in value)
        case _:
            return value


def _pictures(value: Any) -> object:
    return tuple(_picture(getattr(one, "url", one)) for one in value)


def _picture(url: str) -> str:
    name = _PICTURE.search(url.partition("?")[0])
    return name[1] if name else url


def _unordered(value: Any) -> object:
    return frozenset((one.asin, _plain(one.label)) for one in value)


def _folded(name: str | None) -> str:
    """A seller's name however it is spaced and capitalised."""
    return " ".join((name or "").split()).casefold()


_ESSENCES: Final[Mapping[str, Callable[[Any], object]]] = {"images": _pictures, "variations": _unordered}
