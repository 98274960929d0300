"""Which product an item is about, and which one it was fetched for."""

from dataclasses import dataclass

from adapters.storefronts.apify import fields
from adapters.storefronts.apify.actor import Item
from core.catalog.marketplace import Marketplace

_ADDRESSES = ("url", "input", "unNormalizedProductUrl")


@dataclass(frozen=True, slots=True)
class Identity:
    """The ASIN and store that an item says it is about; None where it does not say."""

    asin: str | None
    store: Marketplace | None

    @property
    def market(self) -> str | None:
        """The store's code."""
        return self.store.code if self.store else None


def identity_of(item: Item) -> Identity:
    """By the item's own field, else by its addresses."""
    own = fields.asin(item.get("asin"))
    return Identity(own or next(iter(_addressed(item)), None), fields.store(item))


def fetched_for(item: Item) -> frozenset[str]:
    """Every ASIN that an item may have been asked for by: a page may lead to another variation than was asked for."""
    original = fields.asin(item.get("originalAsin"))
    own = fields.asin(item.get("asin"))
    return frozenset(found for found in (original, own, *_addressed(item)) if found)


def _addressed(item: Item) -> list[str]:
    return [found for name in _ADDRESSES if (found := fields.linked_asin(item.get(name)))]
