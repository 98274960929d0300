"""Stars and the number of ratings of the page's own product."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.numbers import count, stars
from adapters.storefronts.amazon_page.page import Page, attribute, own, words

_BOXES: Final = ("averageCustomerReviews", "averageCustomerReviews_feature_div", "cmrsSummary_feature_div")
_TOLD: Final = ".reviewCountTextLinkedHistogram, .a-icon-alt, [title]"
_OLD: Final = ".crAvgStars"


def rating_of(page: Page) -> Decimal | None:
    """Stars of five, 0.1 to 5.0."""
    return next(filter(None, map(_stars, _phrases(page))), None)


def reviews_of(page: Page) -> int | None:
    """How many ratings there are."""
    for node in own(page.all("acrCustomerReviewText", "acrCustomerReviewLink")):
        number = count(attribute(node, "aria-label")) or count(words(node))
        if number is not None:
            return number
    for node in own(page.all(*_BOXES)):
        number = next(
            filter(None, (count(words(link)) for link in node.css('a[href*="product-reviews"], a[href*="Reviews"]'))),
            None,
        )
        if number is not None:
            return number
    return count(_old(page)[1])


def _phrases(page: Page) -> Iterator[str]:
    """What the page says of the stars, the surest place first."""
    for node in own(page.all("acrPopover")):
        yield attribute(node, "title") or words(node)
    for box in own(page.all(*_BOXES)):
        told = box.css_first(_TOLD)
        yield attribute(told, "title") or words(told)
    for node in own(page.tree.css('[data-hook="rating-out-of-text"]')):
        yield words(node)
    yield _old(page)[0]


def _stars(text: str) -> Decimal | None:
    said = text.casefold()
    return stars(text, last=any(marker in said for marker in markers.FIVE_FIRST)) if text else None


def _old(page: Page) -> tuple[str, str]:
    """The phrase and the count of 2014's layout, where each product on the page has one and names its ASIN."""
    for node in page.tree.css(_OLD):
        popover = node.css_first(".asinReviewsSummary")
        if "acr-popover" in attribute(popover, "class"):
            links = node.css('a[href*="product-reviews"]')
            return attribute(node.css_first("[title]"), "title"), words(links[-1]) if links else ""
    return "", ""
