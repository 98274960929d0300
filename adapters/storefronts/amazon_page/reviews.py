"""Stars and the number of ratings of the page's own product."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page.numbers import count, stars
from adapters.storefronts.amazon_page.page import Page, attribute, own, words

_BOXES: Final = (
    "averageCustomerReviews", "averageCustomerReviews_feature_div", "acrPopoverContainer", "cmrsSummary_feature_div",
    "reviewFeatureGroup",
)  # fmt: skip
_TOLD: Final = ".reviewCountTextLinkedHistogram, .a-icon-alt, [title]"
_LINKS: Final = 'a[href*="product-reviews"], a[href*="Reviews"]'
_OLD: Final = ".crAvgStars"
_SUMMARY: Final = '[data-hook="rating-out-of-text"], [data-hook="total-review-count"]'


def rating_of(page: Page) -> Decimal | None:
    """Stars of five, 0.1 to 5.0."""
    return next(filter(None, (stars(said) for said in _phrases(page) if said)), None)


def reviews_of(page: Page) -> int | None:
    """How many ratings there are."""
    return next((number for said in _counts(page) if (number := count(said)) is not None), None)


def _phrases(page: Page) -> Iterator[str]:
    """What the page says of the stars, the surest place first."""
    for node in own(page.all("acrPopover")):
        yield attribute(node, "title")
        yield words(node)
    for box in own(page.all(*_BOXES)):
        for told in own(box.css(_TOLD)[:1]):
            yield attribute(told, "title")
            yield words(told)
    for node in _summary(page, "rating-out-of-text"):
        yield words(node)
    yield _old(page)[0]


def _counts(page: Page) -> Iterator[str]:
    """What the page says of the number of ratings, the surest place first."""
    for node in own(page.all("acrCustomerReviewText", "acrCustomerReviewLink")):
        yield attribute(node, "aria-label")
        yield words(node).strip("()")
    for box in own(page.all(*_BOXES)):
        for link in own(box.css(_LINKS)):
            yield words(link)
    for node in _summary(page, "total-review-count"):
        yield words(node)
    yield _old(page)[1]


def _summary(page: Page, hook: str) -> Iterator[LexborNode]:
    """The summary above the opinions, which speaks of all of them."""
    for node in page.tree.css(_SUMMARY):
        if attribute(node, "data-hook") == hook and not attribute(node, "data-asin"):
            yield node


def _old(page: Page) -> tuple[str, str]:
    """The phrase and the count of 2014's layout, where each product on the page has one and names its ASIN."""
    for node in page.tree.css(_OLD):
        popover = node.css_first(".asinReviewsSummary")
        if "acr-popover" in attribute(popover, "class"):
            links = node.css('a[href*="product-reviews"]')
            return attribute(node.css_first("[title]"), "title"), words(links[-1]) if links else ""
    return "", ""
