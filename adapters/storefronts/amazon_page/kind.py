"""What sort of page came: a product's, a robot check, an error, nothing, or something else of Amazon's."""

import re
from typing import Final

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.page import Page, attribute, words
from core.catalog.snapshot import Outcome

# Amazon's own link references; the same in every language.
_MISSING_LINK: Final = re.compile(r"cs_404|ref=nosim_404|/404_")
_BROKEN_LINK: Final = re.compile(r"cs_50\d|dogsofamazon")
_CHECK_FORM: Final = re.compile(r"validateCaptcha|/errors/captcha|opfcaptcha", re.IGNORECASE)
_TITLES: Final = ("productTitle", "ebooksProductTitle", "btAsinTitle", "gc-asin-title", "title", "titleSection")
_PRODUCT_FRAMES: Final = (
    "ASIN", "dp", "dp-container", "ppd", "buybox", "desktop_buybox", "handleBuy", "prodDetails",
    "detailBullets_feature_div",
)  # fmt: skip
_SHORT: Final = 600


def title_of(page: Page) -> str:
    """The product's title as the page shows it, empty where there is none."""
    return page.said(*_TITLES)


def kind_of(page: Page) -> tuple[Outcome, str]:
    """How the page is to be taken, and why in a few plain words where it is no product's page."""
    heading = words(page.tree.css_first("title")).casefold()
    if _is_product(page):
        return (Outcome.OK, "") if title_of(page) else (Outcome.ERROR, "page without a title")
    if _is_robot_check(page):
        return Outcome.BLOCKED, "robot check"
    refs = " ".join(attribute(link, "href") for link in page.tree.css("a")[:60])
    is_titled = not _has_results(page)
    if _MISSING_LINK.search(refs) or (is_titled and any(word in heading for word in markers.NOT_FOUND)):
        return Outcome.NOT_FOUND, "no such page"
    if _BROKEN_LINK.search(refs) or (is_titled and any(word in heading for word in markers.ERROR)):
        return Outcome.ERROR, "Amazon's error page"
    return _something_else(page, heading)


def _is_product(page: Page) -> bool:
    if page.first("productTitle", "ebooksProductTitle", "btAsinTitle", "gc-asin-title") is not None:
        return True
    return page.first(*_PRODUCT_FRAMES) is not None and not _has_results(page)


def _is_robot_check(page: Page) -> bool:
    forms = " ".join(attribute(form, "action") for form in page.tree.css("form"))
    if _CHECK_FORM.search(forms) or page.first("captchacharacters", "captcha-container", "aws-waf-captcha") is not None:
        return True
    scripts = " ".join(attribute(script, "src") for script in page.tree.css("script"))
    return "awswaf" in scripts or "challenge.js" in scripts or "csm-captcha" in scripts


def _has_results(page: Page) -> bool:
    return page.tree.css_first('[data-component-type="s-search-result"], #s-results-list-atf, #search') is not None


def _something_else(page: Page, heading: str) -> tuple[Outcome, str]:
    if _has_results(page):
        return Outcome.NOT_A_PRODUCT, "search results"
    if page.first("ap_email", "ap_signin_form", "authportal-main-section") is not None:
        return Outcome.NOT_A_PRODUCT, "sign-in page"
    body = page.tree.body
    if not heading and (body is None or not words(body)[:_SHORT]):
        return Outcome.ERROR, "empty page"
    return Outcome.NOT_A_PRODUCT, "no product on the page"
