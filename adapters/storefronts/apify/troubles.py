"""Items that tell of a failure instead of a product."""

from typing import Final

from adapters.storefronts.apify import fields
from adapters.storefronts.apify.actor import Item
from adapters.storefronts.apify.identity import Identity
from core.catalog.reading import Reading
from core.catalog.snapshot import Outcome

_MISSING: Final = frozenset({"product_not_found", "not_found", "notfound"})
_BLOCKS: Final = ("captcha", "robot", "blocked")
_LONGEST: Final = 120
_OK, _GONE, _BLOCKING = 200, frozenset({404, 410}), frozenset({403, 429, 503})


def told_trouble(item: Item, who: Identity) -> Reading | None:
    """The failure in an error item (``{"error": …, "url": …}``, ``{"#error": true}``); None where it tells of none."""
    told = item.get("error") or item.get("#error") or item.get("errorMessage")
    if not told:
        return None
    said = fields.text(item.get("errorDescription")) or fields.text(item.get("errorMessage")) or fields.text(told)
    name = (fields.text(told) or "").casefold()
    if name in _MISSING:
        return _failed(Outcome.NOT_FOUND, "no such page", who)
    blocked = any(word in f"{name} {said or ''}".casefold() for word in _BLOCKS)
    words = f"the actor could not read it ({said[:_LONGEST]})" if said else "the actor could not read it"
    return _failed(Outcome.BLOCKED if blocked else Outcome.ERROR, "robot check" if blocked else words, who)


def status_trouble(item: Item, who: Identity) -> Reading | None:
    """The failure in an item's ``statusCode``; None for 200, and where there is none."""
    status = fields.whole(item.get("statusCode"))
    if status in {None, _OK}:
        return None
    if status in _GONE:
        return _failed(Outcome.NOT_FOUND, "no such page", who)
    return _failed(Outcome.BLOCKED if status in _BLOCKING else Outcome.ERROR, f"HTTP {status}", who)


def _failed(why: Outcome, detail: str, who: Identity) -> Reading:
    return Reading(outcome=why, detail=detail, asin=who.asin, market=who.market)
