"""What people mean when they point at products: refs into products, or into what a chat watches."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rapidfuzz import fuzz, utils

from bot.refs import ByAsin, ByName, ByNumber, ByProduct, ByShortLink, Group, It, Ref, spell_ref
from core.archive import Archive, Watched
from core.catalog.asin import Product
from core.errors import Ambiguous, NotAnAsin, NothingMeant, NotTracked
from core.messages import ChatId
from core.ports.world import Links
from core.watching.watch import Role

_FITS = 86  # partial-ratio points of rapidfuzz at which a misspelled name still means a title


class Titled(Protocol):
    """Whatever has a product's title, as far as it is known."""

    @property
    def title(self) -> str | None:
        """The title."""


T = TypeVar("T", bound=Titled)

Recalled = Callable[[], Awaitable[str | None]]
"""What a conversation was last about, as far as it is remembered."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """What refs mean in one chat: `market` is its own store, `focus` the product that “it” is (``B0…@com``).

    Where there is no focus, `recalled` gives that of the conversation; it is only asked for “it”.
    """

    chat: ChatId
    market: str
    focus: str | None
    archive: Archive
    links: Links
    recalled: Recalled

    async def products(self, refs: Sequence[Ref], on: str | None = None) -> tuple[Product, ...]:
        """The products that refs name, tracked or not, each once. Raises `NotAnAsin` for names that fit nothing."""
        found: dict[Product, None] = {}
        for ref in refs:
            for product in await self._products(ref, on):
                found[product] = None
        return tuple(found)

    async def find(self, refs: Sequence[Ref]) -> tuple[Watched, ...]:
        """What refs mean among the chat's watches, each once. Raises `NotTracked`, `Ambiguous`, `NothingMeant`."""
        watched = await self.archive.watched(self.chat)
        found: dict[int, Watched] = {}
        for ref in refs:
            for one in await self._fitting(ref, watched):
                found[one.watching.watch.number] = one
        return tuple(found.values())

    async def _products(self, ref: Ref, on: str | None) -> Sequence[Product]:
        match ref:
            case ByAsin(asin):
                return [Product(asin, on or self.market)]
            case ByProduct(product):
                return [product]
            case ByShortLink(url):
                return [await self.links.follow(url)]
            case ByName(words):
                try:
                    return [one.watching.watch.product for one in await self.find([ref])]
                except NotTracked as error:
                    raise NotAnAsin(words) from error
            case _:
                return [one.watching.watch.product for one in await self.find([ref])]

    async def _fitting(self, ref: Ref, watched: Sequence[Watched]) -> Sequence[Watched]:
        match ref:
            case ByNumber(number):
                return _some([one for one in watched if one.watching.watch.number == number], str(number))
            case ByAsin(asin):
                same = [one for one in watched if one.watching.watch.product.asin == asin]
                home = [one for one in same if one.watching.watch.product.market == self.market]
                return _one(home or _some(same, asin), asin)
            case ByProduct(product):
                return _of_product(watched, product)
            case ByShortLink(url):
                return _of_product(watched, await self.links.follow(url))
            case ByName(words):
                return _one(_some(titled(words, watched), words), words)
            case It():
                return await self._it(watched)
            case Group(name, role):
                found = await self._group(name, watched)
                theirs = [one for one in found if role is None or one.watching.watch.role.value == role]
                return _some(theirs, spell_ref(ref))

    async def _it(self, watched: Sequence[Watched]) -> Sequence[Watched]:
        focus = self.focus or await self.recalled()
        if focus is None:
            raise NothingMeant
        return _some([one for one in watched if str(one.watching.watch.product) == focus], "it")

    async def _group(self, name: str, watched: Sequence[Watched]) -> Sequence[Watched]:
        if name == "all":
            return _some(watched, "all")
        if name in {role.value for role in Role}:
            return _some([one for one in watched if one.watching.watch.role.value == name], name)
        wanted = name.removeprefix("list:").casefold()
        lists = {one.id for one in await self.archive.lists(self.chat) if one.name.casefold() == wanted}
        return _some([one for one in watched if one.watching.watch.list_id in lists], name)


def titled(words: str, watched: Sequence[T]) -> list[T]:
    """Those whose title has all the words; failing that, those it nearly has."""
    wanted = utils.default_process(words).split()
    titles = [(one, utils.default_process(one.title or "")) for one in watched]
    exact = [one for one, title in titles if wanted and all(word in title.split() for word in wanted)]
    inside = [one for one, title in titles if wanted and all(word in title for word in wanted)]
    near = [one for one, title in titles if title and fuzz.partial_ratio(" ".join(wanted), title) >= _FITS]
    return exact or inside or near


def _of_product(watched: Sequence[Watched], product: Product) -> Sequence[Watched]:
    return _some([one for one in watched if one.watching.watch.product == product], str(product))


def _some(found: Sequence[Watched], said: str) -> Sequence[Watched]:
    if not found:
        raise NotTracked(said)
    return found


def _one(found: Sequence[Watched], said: str) -> Sequence[Watched]:
    products = {one.watching.watch.product for one in found}
    if len(products) > 1:
        numbers = ", ".join(f"{one.watching.watch.number} ({(one.title or '')[:40]})" for one in found[:5])
        raise Ambiguous(said, numbers)
    return found
