"""From how products are pointed at to the products themselves, where a context is all that is known of a chat."""

from collections.abc import Iterator, Sequence

from bot.grammar.meaning import Missing, Products
from bot.grammar.sentences.context import Context, Entry
from bot.pointing import titled
from bot.refs import ByAsin, ByName, ByNumber, ByProduct, ByShortLink, Group, It, Ref

_LIST = "list:"


class Unclear(Exception):
    """What is meant is not clear; `missing` is what must be asked for."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(missing)
        self.missing = missing


def watched_of(refs: Sequence[Ref], context: Context) -> Products:
    """What refs mean among the products that are watched. Raises `Unclear` where one means none of them, or several."""
    found = products_of(refs, context)
    if not isinstance(found, str) and not all("/" in one or context.knows(one) for one in found):
        raise Unclear("product")
    return found


def products_of(refs: Sequence[Ref], context: Context, store: str | None = None) -> Products:
    """The products that refs name, watched or not; `store` is that of bare ASINs. Raises `Unclear` as `watched_of`.

    A group that stands alone is a word; beside others, or narrowed, it is written out.
    """
    match refs:
        case (Group(name, None),):
            return _known(name, context)
        case _:
            return tuple(dict.fromkeys(one for ref in refs for one in _products(ref, context, store)))


def _products(ref: Ref, context: Context, store: str | None) -> Iterator[str]:
    match ref:
        case ByProduct(product):
            yield str(product)
        case ByShortLink(url):
            yield url
        case ByAsin(asin):
            yield f"{asin}@{store}" if store else _of_asin(asin, context)
        case ByNumber(number):
            yield _one([one.product for one in context.entries if one.number == number])
        case ByName(words):
            yield _one([one.product for one in titled(words, context.entries)])
        case It():
            yield _one([context.focus] if context.focus else [])
        case Group():
            members = [one.product for one in context.entries if _is_of(one, ref)]
            if not members:
                raise Unclear("product")
            yield from members


def _of_asin(asin: str, context: Context) -> str:
    """The product that is watched under an ASIN, that of the chat's own store first; else the one in that store."""
    same = [one.product for one in context.entries if one.product.partition("@")[0] == asin]
    home = f"{asin}@{context.market}"
    return home if home in same or not same else _one(same)


def _one(found: Sequence[str]) -> str:
    """The one product that was found. Raises `Unclear`."""
    if len(set(found)) != 1:
        raise Unclear("which" if found else "product")
    return found[0]


def _known(name: str, context: Context) -> str:
    """A group by its name; a list as it is written here, where it is known what there is. Raises `Unclear`."""
    if context.watchlist is None or not name.startswith(_LIST):
        return name
    wanted = name.removeprefix(_LIST).casefold()
    found = next((one.list for one in context.entries if one.list and one.list.casefold() == wanted), None)
    if found is None:
        raise Unclear("product")
    return f"{_LIST}{found}"


def _is_of(entry: Entry, group: Group) -> bool:
    mine = {"all", entry.role, f"{_LIST}{(entry.list or '').casefold()}"}
    name = group.name.casefold() if group.name.startswith(_LIST) else group.name
    return name in mine and group.role in {None, entry.role}
