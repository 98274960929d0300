"""Items of any actor we know, told apart by their shape."""

from typing import Final

from adapters.storefronts.apify.actor import Actor, Item, Phrases
from adapters.storefronts.apify.axesso import Axesso
from adapters.storefronts.apify.identity import identity_of
from adapters.storefronts.apify.junglee import Junglee
from adapters.storefronts.apify.troubles import told_trouble
from core.catalog.reading import Reading
from core.catalog.snapshot import Outcome

ACTORS: Final[tuple[type[Axesso] | type[Junglee], ...]] = (Junglee, Axesso)


def actor_named(name: str, phrases: Phrases) -> Actor:
    """The actor of this name. Raises `KeyError` for one whose items nobody here can read."""
    return {kind.name.casefold(): kind for kind in ACTORS}[name.casefold()](phrases)


class ItemReader:
    """Reads one item of a dataset, whichever of the known actors it is of."""

    def __init__(self, phrases: Phrases) -> None:
        self._usual = Junglee(phrases)
        self._actors: tuple[Actor, ...] = (Axesso(phrases), self._usual)

    def __call__(self, item: object) -> Reading:
        """What an item says. Never raises for anything that JSON can hold."""
        if not isinstance(item, dict):
            return Reading(outcome=Outcome.ERROR, detail="not an item: no JSON object")
        for actor in self._actors:
            if actor.knows(item):
                return actor.read(item)
        return self._bare(item)

    def _bare(self, item: Item) -> Reading:
        """An item with nothing in it that only one actor has: an error, or a few fields that all of them share."""
        who = identity_of(item)
        unknown = Reading(outcome=Outcome.ERROR, detail="not an item of an actor that is known")
        return told_trouble(item, who) or (self._usual.read(item) if who.asin else unknown)
