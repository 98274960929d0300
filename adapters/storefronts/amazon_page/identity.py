"""Which product of which store a page says it is about."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.page import Page, attribute
from adapters.storefronts.amazon_page.variations import chosen_of
from core.catalog.asin import Product, read_asin, read_link
from core.catalog.marketplace import Marketplace, marketplace, marketplace_of_host
from core.errors import NotAProductLink

_OWN: Final = (
    "ASIN",
    "asin",
    "ftSelectAsin",
    "deliveryBlockSelectAsin",
    "attach-baseAsin",
    "all-offers-display-params",
)
_OWN_NAMES: Final = 'input[name="ASIN"], input[name="ASIN.0"], input[name="a"]'
_HELD: Final = ("averageCustomerReviews", "title_feature_div", "centerCol", "dp")
_ADDRESSES: Final = 'link[rel="canonical"], meta[property="og:url"]'
# What Amazon's own measuring scripts call the server: ue_sn = 'www.amazon.de'.
_SERVER: Final = b"ue_sn"
_NAME: Final = re.compile(rb"""\s{0,40}=\s{0,40}["']([a-z0-9.-]{4,40})["']""")


def asin_of(page: Page) -> str | None:
    """The page's ASIN. The buying form's beats the canonical link, which names the variation family's main child."""
    for node in page.all(*_OWN):
        if asin := read_asin(attribute(node, "value")):
            return asin
    for node in page.tree.css(_OWN_NAMES):
        if asin := read_asin(attribute(node, "value")):
            return asin
    if asin := chosen_of(page):
        return asin
    for node in page.all(*_HELD):
        if asin := read_asin(attribute(node, "data-asin") or attribute(node, "data-csa-c-asin")):
            return asin
    linked = _linked(page)
    return linked.asin if linked else None


def store_of(page: Page) -> Marketplace | None:
    """The store whose page this is, by the address it gives for itself."""
    linked = _linked(page)
    if linked:
        return marketplace(linked.market)
    hosts = (
        (attribute(node, "href") or attribute(node, "content")).split("//")[-1].split("/")[0]
        for node in _addresses(page)
    )
    return next(filter(None, map(marketplace_of_host, (*hosts, _server(page)))), None)


def named_by(url: str | None) -> tuple[str | None, Marketplace | None]:
    """The ASIN and store that a web address names, where it names them."""
    if not url:
        return None, None
    try:
        link = read_link(url)
    except NotAProductLink:
        return None, None
    return getattr(link, "asin", None), marketplace(link.market) if isinstance(link, Product) else None


def _linked(page: Page) -> Product | None:
    for node in _addresses(page):
        try:
            link = read_link(attribute(node, "href") or attribute(node, "content"))
        except NotAProductLink:
            continue
        if isinstance(link, Product):
            return link
    return None


def _addresses(page: Page) -> list[LexborNode]:
    head = page.tree.head
    return (head.css(_ADDRESSES) if head is not None else []) or page.tree.css(_ADDRESSES)


def _server(page: Page) -> str:
    at = page.source.find(_SERVER)
    found = _NAME.match(page.source, at + len(_SERVER)) if at >= 0 else None
    return found[1].decode("ascii") if found else ""
