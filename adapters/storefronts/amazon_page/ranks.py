"""Best Sellers Ranks, from any of the places and phrasings in which Amazon has put them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.numbers import count, plain, tidy
from adapters.storefronts.amazon_page.page import Page, above, is_foreign, lines, own, words
from core.catalog.snapshot import Rank

_PLACES: Final = (
    "SalesRank", "prodDetails", "productDetails_feature_div", "detailBulletsWrapper_feature_div",
    "detailBullets_feature_div", "productDetailsTable", "detail-bullets", "product-details-grid_feature_div",
    "productDetails_expanderTables_depthRightSections", "productDetails_expanderTables_depthLeftSections",
    "productDetailsWithModules_feature_div", "productDetails_secondary_view_div", "audibleProductDetails",
    "audibleproductdetails_feature_div", "detailsListWrapper", "tech-specs-desktop",
    "technicalSpecifications_feature_div", "bestSellerRank_feature_div",
)  # fmt: skip
_LABELS: Final = "th, td.prodDetSectionEntry, b, strong, .a-text-bold, dt"


def _either(words_: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; a word ends where it ends."""
    told = sorted(words_, key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalpha() and word.isascii() else "") for word in told)


_SIGN: Final = rf"(?:{_either(markers.RANK_SIGNS)})"
_NUMBER: Final = r"(\d{1,3}(?:[.,'\s]\d{2,3})+|\d+)"
_KIND: Final = rf"(?:\s+(?:{_either(markers.RANK_KINDS)}))?"
_LINK: Final = rf"(?:{_either(markers.RANK_LINKS)})"
_UNIT: Final = rf"(?:{_either(markers.RANK_UNITS)})"
_FIRST: Final = re.compile(rf"^{_SIGN}?\s*{_NUMBER}{_KIND}\s*{_LINK}\s*(\S.*)$", re.IGNORECASE)
_UNIT_FIRST: Final = re.compile(rf"^\W*{_NUMBER}\s*{_UNIT}\s*[-–—─:]*\s*(\S.*)$", re.IGNORECASE)
_LAST: Final = re.compile(
    rf"^(\S.*?)\s*(?:(?:{_either(markers.RANK_FOLLOWS)})\s*{_SIGN}?\s*{_NUMBER}\s*{_UNIT}?"
    rf"|[-–—─:の]\s*{_SIGN}?\s*{_NUMBER}\s*{_UNIT})$",
    re.IGNORECASE,
)
# "(See Top 100 in Kites (Books))" in any language; a category's own brackets, "Kites (Books)", stay.
_INNER: Final = r"(?:[^()（）]|[(（][^()（）]*[)）])*"
_SEE_TOP: Final = re.compile(rf"\s*[(（]{_INNER}(?:{_either(markers.RANK_TOPS)}){_INNER}(?:[)）]|$)")
_BRACKET: Final = re.compile(rf"\s*[(（]({_INNER})[)）]?$")
_NOTHING_IN: Final = re.compile(r"\s*[(（]\s*[)）]?\s*$")
# Where a further rank begins on the same line: only a sign tells, since categories have numbers in them.
_FURTHER: Final = re.compile(rf"(?<=\S)\s+(?={_SIGN}\s*\d[\d.,'\s]*{_KIND}\s+{_LINK}\s)", re.IGNORECASE)
_ROWS: Final = frozenset({"li", "tr", "td", "p"})
_HIGHEST_ROW: Final = 4
_DIGIT: Final = re.compile(r"\d")
_STEPS: Final = re.compile(r"\s[>›»]\s")
_MOST: Final = 12
_LONGEST: Final = 500


def ranks_of(page: Page) -> tuple[Rank, ...]:
    """The page's ranks, main category first: from the places that layouts have for them, else by their label alone."""
    for place in (*own(page.all(*_PLACES)), page.tree.body):
        for row in _labelled_rows(place):
            if found := _unambiguous(dict.fromkeys(rank for line in row for rank in ranks_in(line))):
                return found
    return ()


def ranks_in(line: str) -> tuple[Rank, ...]:
    """The ranks told in one line: ``#5 in Poker Sets``, ``929,084 in Books``, ``おもちゃ - 1,234位``."""
    text = _without_label(tidy(line[:_LONGEST]))
    return tuple(filter(None, map(_rank, _parted(text))))


def _rank(part: str) -> Rank | None:
    digits = plain(part)
    for pattern, number, category in ((_UNIT_FIRST, 1, 2), (_FIRST, 1, 2), (_LAST, 2, 1), (_LAST, 3, 1)):
        found = pattern.match(digits)
        rank = count(found[number]) if found and found[number] else None
        if found and rank:
            name = _named(part[slice(*found.span(category))])
            return Rank(rank, name) if name else None
    return None


def _named(category: str) -> str:
    """The category without what only links to its hundred best: a bracket that says its name again."""
    name = _NOTHING_IN.sub("", category).strip(" -–—─:")
    bracket = _BRACKET.search(name)
    if bracket and (base := name[: bracket.start()]) and base.casefold() in bracket[1].casefold():
        return base
    return name


def _parted(line: str) -> list[str]:
    """The parts of a line that tell one rank each."""
    told = []
    for part in _cut(line, _SEE_TOP):
        told += _cut(part, _FURTHER)
    return [part.strip(" :·•") for part in told if part.strip(" :·•")]


def _cut(line: str, pattern: re.Pattern[str]) -> list[str]:
    """`line` without what `pattern` finds in it, in pieces; digits count whatever script they are in."""
    start, pieces, text = 0, [], line.strip()
    for found in pattern.finditer(plain(text)):
        pieces.append(text[start : found.start()])
        start = found.end()
    return [*pieces, text[start:]]


def _unambiguous(ranks: Iterable[Rank]) -> tuple[Rank, ...]:
    """The ranks that name one place each.

    A category told as a path (``Books > Arts > Design``) is the product's place on its shelf. Where the page tells
    several paths, the shelf is ambiguous: they are ways to one product, sorted by what flatters it most; none is taken.
    """
    found = tuple(ranks)[:_MOST]
    paths = [rank for rank in found if _STEPS.search(rank.category)]
    return tuple(rank for rank in found if rank not in paths) if len(paths) > 1 else found


def _labelled_rows(place: LexborNode | None) -> Iterator[list[str]]:
    """The lines of each row whose label is the Best Sellers Rank's."""
    if place is None:
        return
    if place.id in {"SalesRank", "bestSellerRank_feature_div"}:
        yield lines(place)
    for label in place.css(_LABELS):
        said = words(label).casefold()
        if said and any(map(said.__contains__, markers.RANK_LABELS)) and not is_foreign(label):
            yield _row(label)


def _row(label: LexborNode) -> list[str]:
    """What stands in a label's row, or next to the label where that has a row of its own."""
    row = next((outer for outer in islice(above(label), 1, _HIGHEST_ROW) if outer.tag in _ROWS), label.parent)
    if row is None or label.tag == "dt":
        return _next_lines(label)
    told = lines(row)
    return told if any(map(_without_label, told)) else _next_lines(row)


def _next_lines(node: LexborNode) -> list[str]:
    following = node.next
    while following is not None and not following.is_element_node:
        following = following.next
    return [] if following is None else lines(following)


def _without_label(line: str) -> str:
    """The line behind a label that it begins with; the words may also stand in a link: 売れ筋ランキングを見る."""
    said = plain(line).casefold()
    for marker in markers.RANK_LABELS:
        at = said.find(marker)
        if 0 <= at <= len("amazon ") and len(said) == len(line) and not _DIGIT.search(said[:at]):
            rest = line[at + len(marker) :]
            first = _DIGIT.search(plain(rest))
            colon = rest.find(":", 0, first.start()) if first else -1
            return rest[colon + 1 :].strip(" :") if first else ""
    return line
