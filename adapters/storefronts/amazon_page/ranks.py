"""Best Sellers Ranks, from any of the places and phrasings in which Amazon has put them."""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.numbers import count
from adapters.storefronts.amazon_page.page import Page, attribute, is_foreign, lines, words
from core.catalog.snapshot import Rank

_PLACES: Final = (
    "SalesRank", "prodDetails", "productDetails_feature_div", "detailBulletsWrapper_feature_div",
    "detailBullets_feature_div", "productDetailsTable", "detail-bullets", "product-details-grid_feature_div",
    "productDetails_expanderTables_depthRightSections", "audibleProductDetails", "detailsListWrapper",
    "tech-specs-desktop",
)  # fmt: skip
_SIGN: Final = r"(?:#|№|n\.?\s*[º°o]\.?|nr\.?|no\.?|n\.|第)?\s*"
_NUMBER: Final = r"(\d{1,3}(?:[.,'\s]\d{2,3})+|\d+)"
_LINK: Final = "|".join(
    rf"{re.escape(word)}(?=\W|$)" if word[-1].isalpha() else re.escape(word) for word in markers.RANK_LINKS
)
_FIRST: Final = re.compile(rf"^{_SIGN}{_NUMBER}\s*(?:{_LINK})\s*(\S.*)$", re.IGNORECASE)
_UNIT: Final = "|".join(map(re.escape, markers.RANK_UNITS))
_FOLLOW: Final = "|".join(map(re.escape, markers.RANK_FOLLOWS))
_LAST: Final = re.compile(rf"^(\S.*?)\s*(?:{_FOLLOW})\s*{_SIGN}{_NUMBER}\s*(?:{_UNIT})?$", re.IGNORECASE)
_UNIT_FIRST: Final = re.compile(rf"^\W*{_NUMBER}\s*(?:{_UNIT})\s*[-–—─:]*\s*(\S.*)$", re.IGNORECASE)
# "(See Top 100 in Books)" in any language; a category's own brackets, "Kites (Books)", stay.
_SEE_TOP: Final = re.compile(r"\s*[(（](?=[^\n]*(?:100|見る|查看))[^\n]*$")
_LADDER: Final = "zg_hrsr_ladder"


def ranks_of(page: Page) -> tuple[Rank, ...]:
    """The page's ranks, main category first."""
    for place in page.all(*_PLACES):
        if is_foreign(place):
            continue
        for row in _labelled_rows(place):
            found = tuple(dict.fromkeys(filter(None, map(rank_in, _told(row)))))
            if found:
                return found
    return ()


def rank_in(line: str) -> Rank | None:
    """One rank in one line: ``#5 in Poker Sets``, ``Nº 582 em …``, ``929,084 in Books``, ``おもちゃ - 1,234位``."""
    text = _SEE_TOP.sub("", line).strip(" \u00a0:·•")
    for pattern, number, category in ((_UNIT_FIRST, 1, 2), (_FIRST, 1, 2), (_LAST, 2, 1)):
        found = pattern.match(text)
        rank = count(found[number]) if found else None
        if found and rank:
            return Rank(rank, found[category].strip(" -–—─:"))
    return None


def _labelled_rows(place: LexborNode) -> Iterator[LexborNode]:
    """Rows whose label is the Best Sellers Rank's, innermost first in tables and lists."""
    if place.id == "SalesRank":
        yield place
    for label in place.css("th, b, .a-text-bold, .prodDetSectionEntry, dt"):
        said = words(label).casefold()
        if said and any(marker in said for marker in markers.RANK_LABELS) and label.parent is not None:
            yield label.parent


def _told(row: LexborNode) -> list[str]:
    """The row's lines without its label.

    Where a page of 2014 shows several category ladders, they are ways to browse to one product and not its ranks.
    """
    ladders = [node for node in row.css("span") if _LADDER in attribute(node, "class")]
    told = [_without_label(line) for line in lines(row)]
    if len(ladders) > 1:
        shown = {words(node.parent) for node in ladders if node.parent is not None}
        told = [line for line in told if line not in shown]
    return [line for line in told if line]


def _without_label(line: str) -> str:
    line = _SEE_TOP.sub("", line)  # its words may be the label's own: 売れ筋ランキングを見る
    said = line.casefold()
    for marker in markers.RANK_LABELS:
        at = said.find(marker)
        if at >= 0 and len(said) == len(line):
            rest = line[at + len(marker) :]
            return rest.split(":", 1)[-1].strip() if ":" in rest.split("#")[0][:40] else rest.strip(" :")
    return line
