"""A parsed page: its elements by id, collected in one pass, and the words that a reader of it would see."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from adapters.storefronts.amazon_page.numbers import plain
from core.catalog.marketplace import Marketplace

_UNREAD: Final = frozenset({"script", "style", "template"})
_BREAKS: Final = frozenset({"li", "br", "ul", "ol", "tr", "p", "div", "table", "tbody", "th", "td", "h1", "h2", "h3"})
_HIDDEN: Final = re.compile(r"(?:^|\s)(?:aok-hidden|a-hidden|hidden|template|a-popover-preload)(?:\s|$)")
_UNDISPLAYED: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HIGHEST: Final = 40
_DEEPEST: Final = 100
_MOST_REPEATS: Final = 24  # Amazon repeats an id up to a dozen times
# Ids of what stands on a product's page without being the product: advertising, comparisons, bundles, accessories.
_FOREIGN: Final = re.compile(
    r"^(?:sp_|sims|similar|ape_|fbt|HLCX|nav|rhf|percolate|day0|p13n|anonCarousel|cardInstance|CardInstance|attach|tmmSwatch"
    r"|mbb|abb|warranty|tradeIn|purchase|compar|bundle|newerVersion|aplus|reviews|customerReviews|cm_cr|va-|vse-|olp"
    r"|dynamic-aod|aod|moreBuyingChoices|mbc|more-buying|session-sims|sponsored|desktop-dp-sims|DetailPage_sims"
    r"|lowestPriceDevices|twister$|twister-plus-inline|twister_|tp-|ask-|quickPromo|hero-quick)",
)


class Page:
    """One page: elements by id, in document order; `store` writes its numbers."""

    def __init__(self, tree: LexborHTMLParser, store: Marketplace | None) -> None:
        self.tree = tree
        self.store = store
        self.standings: dict[int, Any] = {}  # element → which buying option it stands in, kept by `buying_options`

    @cached_property
    def _by_id(self) -> dict[str, list[LexborNode]]:
        found: dict[str, list[LexborNode]] = {}
        for node in self.tree.css("[id]"):
            same = found.setdefault(node.id or "", [])
            if len(same) < _MOST_REPEATS:
                same.append(node)
        return found

    def all(self, *ids: str) -> list[LexborNode]:
        """Elements with one of these ids: by id first, then in document order (Amazon repeats ids)."""
        return [node for name in ids for node in self._by_id.get(name, ())]

    def first(self, *ids: str) -> LexborNode | None:
        """The first element that has the earliest of these ids."""
        return next(iter(self.all(*ids)), None)

    def beginning(self, *starts: str) -> list[LexborNode]:
        """Elements whose id begins with one of these words."""
        found = (node for name, nodes in self._by_id.items() if name.startswith(starts) for node in nodes)
        return list(islice(found, _MOST_REPEATS))

    def said(self, *ids: str) -> str:
        """The words of the first of these elements that has any."""
        return next(filter(None, map(words, self.all(*ids))), "")


def words(node: LexborNode | None) -> str:
    """The visible words below `node` on one line, in plain digits; scripts, styles and hidden elements left out."""
    return plain("".join(_pieces(node))) if node is not None else ""


def lines(node: LexborNode) -> list[str]:
    """The visible words below `node`, one string for each list item, cell or line."""
    joined = "".join(_pieces(node)).split("\n")
    return [line for line in map(plain, joined) if line]


def attribute(node: LexborNode | None, name: str) -> str:
    """An attribute's value, empty where there is none."""
    return (node.attributes.get(name) or "") if node is not None else ""


def above(node: LexborNode) -> Iterator[LexborNode]:
    """`node` and what it stands in, inside out, as far up as layouts go."""
    current: LexborNode | None = node
    for _ in range(_HIGHEST):
        if current is None or current.tag in {"body", "html", "-undef"}:
            return
        yield current
        current = current.parent


def is_hidden(node: LexborNode) -> bool:
    """Whether the page hides this element itself."""
    attributes = node.attributes
    if _HIDDEN.search(attributes.get("class") or ""):
        return True
    return bool(_UNDISPLAYED.search(attributes.get("style") or ""))


def names_foreign(name: str) -> bool:
    """Whether an id is that of advertising, a comparison or an accessory."""
    return bool(name) and _FOREIGN.match(name) is not None


def is_foreign(node: LexborNode) -> bool:
    """Whether this stands among advertising, comparisons or accessories: another product's values."""
    return any(names_foreign(outer.id or "") for outer in above(node))


def own(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that speak of the page's own product."""
    return [node for node in nodes if not is_foreign(node)]


def _pieces(node: LexborNode, depth: int = 0) -> Iterator[str]:
    """The text below `node` with a line feed at each break; what is nested beyond any layout is left out."""
    child = node.first_child
    while child is not None:
        if child.is_text_node:
            yield (child.text_content or "").replace("\n", " ")
        elif child.is_element_node and depth < _DEEPEST and child.tag not in _UNREAD:
            broken = child.tag in _BREAKS
            if broken:
                yield "\n"
            if not (child.attributes.get("class") or child.attributes.get("style")) or not is_hidden(child):
                yield from _pieces(child, depth + 1)
            if broken:
                yield "\n"
        child = child.next
