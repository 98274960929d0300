"""Whether the featured offer can be bought, by a flag and a text that do not always agree."""

import re
from typing import Final

from adapters.storefronts.apify.actor import Phrases
from core.catalog.snapshot import Availability

_BUYABLE: Final = frozenset({Availability.IN_STOCK, Availability.LOW_STOCK, Availability.PREORDER})
_PIECES: Final = re.compile(r"\s{2,}|\n")
_LONGEST: Final = 500
Stock = tuple[Availability, int | None]
_UNKNOWN: Final[Stock] = (Availability.UNKNOWN, None)


def stock(told: object, flag: bool | None, phrases: Phrases) -> Stock:
    """How the offer can be bought and how many are left, as far as nothing contradicts it.

    The flag alone says that something can be bought, never that it cannot: actors set it to false where they have only
    found no price, beside a text that says “In Stock”. A text put together from several offers' lines
    (``In Stock  Only 1 left in stock``) tells nobody's number.
    """
    said = _meaning(told, phrases)
    if said is None or said[0] is Availability.UNKNOWN:
        return (Availability.IN_STOCK, None) if flag else _UNKNOWN
    if flag is not None and flag is not (said[0] in _BUYABLE):
        return _UNKNOWN
    return said


def _meaning(told: object, phrases: Phrases) -> Stock | None:
    text = told[:_LONGEST] if isinstance(told, str) else ""
    pieces = dict.fromkeys(piece.strip(" .").casefold() for piece in _PIECES.split(text))
    found = [phrases.stock(piece) for piece in pieces if piece]
    if len(found) < 2:
        return found[0] if found else None
    states = {state for state, _ in found}
    if len(states) == 1:
        return states.pop(), None
    return (Availability.IN_STOCK, None) if states <= _BUYABLE else _UNKNOWN
