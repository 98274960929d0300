"""Whose brand a product is, by the table beside it or by the line below its title."""

import re
from typing import Final
from urllib.parse import unquote_plus

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.page import Page, attribute, words

_OVERVIEWS: Final = ("productOverview_feature_div", "poExpander")
_CELL: Final = ".po-brand .po-break-word, .po-brand td:last-child"
_BYLINES: Final = ("bylineInfo", "brand", "bylineInfo_feature_div")
_MAKERS: Final = ".author, .contribution, .contributorNameID"
# /stores/ACME/page/…, field-lbr_brands_browse-bin=ACME: what a picture of the brand's name leads to.
_IN_LINK: Final = re.compile(r"/stores/([^/?&]{1,80})/page/|lbr_brands_browse-bin=([^&]{1,80})")
_LONGEST: Final = 120


def brand_of(page: Page) -> str | None:
    """The brand's name; None where there is none, as with most books."""
    for overview in page.all(*_OVERVIEWS):
        if said := words(overview.css_first(_CELL)):
            return said[:_LONGEST]
    for node in page.all(*_BYLINES):
        if node.css_first(_MAKERS) is None and (name := _in_byline(node)):
            return name[:_LONGEST]
    return None


def _in_byline(node: LexborNode) -> str | None:
    said = words(node)
    named = unframed(said)
    if named != said:
        return named
    linked = _in_link(node)
    if linked and (not said or linked.casefold() in said.casefold()):
        at = said.casefold().find(linked.casefold())
        return said[at : at + len(linked)] if said else linked
    return None if said.casefold().startswith(markers.BYLINE_OTHERS) else said or None


def unframed(byline: str) -> str:
    """The name in “Visit the X Store”, in any language; the line itself where nothing known is around it."""
    said = byline.casefold()
    best = byline
    for before, after in markers.BRAND_FRAMES:
        fits = said.startswith(before) and said.endswith(after) and len(said) == len(byline) > len(before) + len(after)
        inner = byline[len(before) : len(byline) - len(after)].strip()
        if fits and len(inner) < len(best):
            best = inner
    return best


def _in_link(node: LexborNode) -> str:
    link = node if node.tag == "a" else node.css_first("a")
    found = _IN_LINK.search(attribute(link, "href"))
    return unquote_plus(found[1] or found[2]).strip() if found else ""
