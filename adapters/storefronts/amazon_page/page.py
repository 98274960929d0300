"""A parsed page: its elements by id, collected in one pass, and the words that a reader of it would see."""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from adapters.storefronts.amazon_page.numbers import tidy
from core.catalog.marketplace import Marketplace

_UNREAD: Final = frozenset({"script", "style", "template"})
_BREAKS: Final = frozenset({"li", "br", "ul", "ol", "tr", "p", "div", "table", "tbody", "th", "td", "h1", "h2", "h3"})
_HIDDEN: Final = re.compile(r"(?:^|\s)(?:aok-hidden|a-hidden|hidden|template|a-popover-preload)(?:\s|$)")
_UNDISPLAYED: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_REMEMBERED: Final = 4_096  # Amazon's pages share their names and styles; what was judged once need not be again
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
# The product's own parts of the page: where one of them stands in another product's, only an end tag is missing.
OWN_FRAMES: Final = frozenset(
    {
        "dp", "dp-container", "ppd", "leftCol", "centerCol", "rightCol", "prodDetails", "detail-bullets",
        "detailBulletsWrapper_feature_div", "detailBullets_feature_div", "productDetails_feature_div",
    }
)  # fmt: skip


class Page:
    """One page: elements by id, in document order; `store` writes its numbers.

    `source` is the page's bytes in UTF-8 before anything was cut out of them; without it, what was parsed.
    """

    def __init__(self, tree: LexborHTMLParser, store: Marketplace | None, source: bytes | None = None) -> None:
        self.tree = tree
        self.store = store
        self.source = source if source is not None else tree.raw_html or b""
        self.standings: dict[int, Any] = {}  # element → which buying option it stands in, kept by `buying_options`

    @cached_property
    def _by_id(self) -> dict[str, list[LexborNode]]:
        found: dict[str, list[LexborNode]] = {}
        for node in self.tree.css("[id]"):
            name = node.id or ""
            same = found.get(name)
            if same is None:
                found[name] = [node]
            elif len(same) < _MOST_REPEATS:
                same.append(node)
        return found

    @cached_property
    def _names(self) -> list[str]:
        return sorted(self._by_id)

    def _names_from(self, start: str) -> Iterator[str]:
        names = self._names
        return takewhile(lambda name: name.startswith(start), islice(names, bisect_left(names, start), None))

    def all(self, *ids: str) -> list[LexborNode]:
        """Elements with one of these ids: by id first, then in document order (Amazon repeats ids)."""
        return [node for name in ids for node in self._by_id.get(name, ())]

    def first(self, *ids: str) -> LexborNode | None:
        """The first element that has the earliest of these ids."""
        return next(iter(self.all(*ids)), None)

    def beginning(self, *starts: str) -> list[LexborNode]:
        """Elements whose id begins with one of these words."""
        names = (name for start in starts for name in self._names_from(start))
        return list(islice((node for name in names for node in self._by_id[name]), _MOST_REPEATS))

    def said(self, *ids: str) -> str:
        """The words of the first of these elements that has any."""
        return next(filter(None, map(words, self.all(*ids))), "")


def words(node: LexborNode | None) -> str:
    """The visible words below `node` on one line, as they are written; scripts, styles and hidden elements left out."""
    return tidy("".join(_pieces(node))) if node is not None else ""


def opening(node: LexborNode | None, most: int) -> str:
    """The first visible words below `node`, as `words` gives them, of at most so many pieces of text."""
    return tidy("".join(_pieces(node, most))) if node is not None else ""


def lines(node: LexborNode) -> list[str]:
    """The visible words below `node`, one string for each list item, cell or line."""
    joined = "".join(_pieces(node)).split("\n")
    return [line for line in map(tidy, joined) if line]


def attribute(node: LexborNode | None, name: str) -> str:
    """An attribute's value, empty where there is none."""
    return (node.attrs.get(name) or "") if node is not None else ""


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
    return hides(node.attributes)


def hides(attributes: Mapping[str, str | None]) -> bool:
    """Whether these are the attributes of an element that is not shown."""
    styles, style = attributes.get("class"), attributes.get("style")
    return _is_unseen(styles or "", style or "") if styles or style else False


@lru_cache(maxsize=_REMEMBERED)
def _is_unseen(styles: str, style: str) -> bool:
    return bool(_HIDDEN.search(styles) or _UNDISPLAYED.search(style))


@lru_cache(maxsize=_REMEMBERED)
def names_foreign(name: str) -> bool:
    """Whether an id is that of advertising, a comparison or an accessory."""
    return bool(name) and _FOREIGN.match(name) is not None


def is_foreign(node: LexborNode) -> bool:
    """Whether this stands among advertising, comparisons or accessories: another product's values."""
    names = takewhile(lambda name: name not in OWN_FRAMES, (outer.id or "" for outer in above(node)))
    return any(map(names_foreign, names))


def own(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """Those of `nodes` that speak of the page's own product."""
    return [node for node in nodes if not is_foreign(node)]


def _pieces(node: LexborNode, most: int = sys.maxsize) -> list[str]:
    """The text below `node` with a line feed at each break; what is nested beyond any layout is left out."""
    pieces: list[str] = []
    _gather(node, pieces, most, 0)
    return pieces


def _gather(node: LexborNode, pieces: list[str], most: int, depth: int) -> None:
    child = node.first_child
    while child is not None and len(pieces) < most:
        if child.is_text_node:
            pieces.append((child.text_content or "").replace("\n", " "))
        elif child.is_element_node and depth < _DEEPEST and (tag := child.tag) not in _UNREAD:
            if tag in _BREAKS:
                pieces.append("\n")
            if not hides(child.attributes):
                _gather(child, pieces, most, depth + 1)
            if tag in _BREAKS:
                pieces.append("\n")
        child = child.next
