"""What sort of page came: a product's, a robot check, an error, nothing, or something else of Amazon's."""

import re
from typing import Final

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.page import Page, attribute, opening, words
from core.catalog.snapshot import Outcome

# Amazon's own link references; the same in every language.
_MISSING_LINK: Final = re.compile(r"cs_404|ref=nosim_404|/404_")
_BROKEN_LINK: Final = re.compile(r"cs_50\d|dogsofamazon")
_BROKEN_PICTURE: Final = re.compile(r"/error/|/errors?/(?:en_US|title|500_503)|500_503\.png")
_CHECK_FORM: Final = re.compile(r"validateCaptcha|/errors/captcha|opfcaptcha", re.IGNORECASE)
_CHECK_SCRIPT: Final = re.compile(r"awswaf|challenge\.js|csm-captcha|opfcaptcha")
_CHECK_PICTURE: Final = "/captcha/"
_CHECK_FRAMES: Final = ("captchacharacters", "captcha-container", "aws-waf-captcha", "challenge-container")
_OWN_TITLES: Final = ("productTitle", "ebooksProductTitle", "btAsinTitle", "gc-asin-title")
_TITLES: Final = (*_OWN_TITLES, "title", "titleSection")
_PRODUCT_FRAMES: Final = (
    "ASIN", "dp", "dp-container", "ppd", "buybox", "desktop_buybox", "handleBuy", "prodDetails",
    "detailBullets_feature_div",
)  # fmt: skip
_RESULT: Final = '[data-component-type="s-search-result"]'
_RESULT_FRAMES: Final = ("s-results-list-atf", "search", "resultsCol", "gridItemRoot", "zg-ordered-list")
_SHORT_CHECK: Final = 16 * 1024
_POSTS_CHECK: Final = re.compile(rb'<form\s[^<>]*action="[^"<>]*(?:validateCaptcha|/errors/captcha|opfcaptcha)')
_PRODUCT_MARK: Final = re.compile(rf"""id=["']?(?:{"|".join((*_TITLES, *_PRODUCT_FRAMES))})["'\s>]""".encode())
_SIGN_IN: Final = ("ap_email", "ap_signin_form", "ap_email_login", "authportal-main-section")
_LINKS: Final = 60
_SHORT: Final = 1_500
_FIRST_PIECES: Final = 1_200  # of text: on a page of any length they are longer than a robot check's words


def title_of(page: Page) -> str:
    """The product's title as the page shows it, empty where there is none."""
    return page.said(*_TITLES)


def is_plain_check(html: bytes) -> bool:
    """Whether a short page without any part of a product's posts its form to the robot check: plain without parsing."""
    return len(html) <= _SHORT_CHECK and bool(_POSTS_CHECK.search(html)) and not _PRODUCT_MARK.search(html)


def kind_of(page: Page) -> tuple[Outcome, str]:
    """How the page is to be taken, and why in a few plain words where it is no product's page."""
    if page.first(*_OWN_TITLES) is not None:
        return (Outcome.OK, "") if title_of(page) else (Outcome.ERROR, "page without a title")
    results = page.first(*_RESULT_FRAMES) is not None or page.tree.css_first(_RESULT) is not None
    if page.first(*_PRODUCT_FRAMES) is not None and not results:
        return (Outcome.OK, "") if title_of(page) else (Outcome.ERROR, "page without a title")
    if _asks_for_a_human(page):
        return Outcome.BLOCKED, "robot check"
    return (Outcome.NOT_A_PRODUCT, "search results") if results else _something_else(page)


def _asks_for_a_human(page: Page) -> bool:
    """Whether this is a robot check, by its form, its scripts or its picture, the same in every language."""
    tree = page.tree
    forms = " ".join(attribute(form, "action") for form in tree.css("form"))
    if _CHECK_FORM.search(forms) or page.first(*_CHECK_FRAMES) is not None:
        return True
    if any(_CHECK_SCRIPT.search(attribute(script, "src")) for script in tree.css("script")):
        return True
    return any(_CHECK_PICTURE in attribute(picture, "src") for picture in tree.css("img"))


def _something_else(page: Page) -> tuple[Outcome, str]:
    heading = words(page.tree.css_first("title")).casefold()
    refs = " ".join(attribute(link, "href") for link in page.tree.css("a")[:_LINKS])
    pictures = " ".join(attribute(picture, "src") for picture in page.tree.css("img")[:_LINKS])
    if _MISSING_LINK.search(refs) or _any_in(heading, markers.NOT_FOUND):
        return Outcome.NOT_FOUND, "no such page"
    if _BROKEN_LINK.search(refs) or _BROKEN_PICTURE.search(pictures) or _any_in(heading, markers.ERROR):
        return Outcome.ERROR, "Amazon's error page"
    if page.first(*_SIGN_IN) is not None:
        return Outcome.NOT_A_PRODUCT, "sign-in page"
    said = opening(page.tree.body, _FIRST_PIECES)
    if len(said) <= _SHORT:
        said = opening(page.tree.body, 4 * _SHORT)
    if _any_in(heading, markers.ROBOT_CHECK) or (len(said) <= _SHORT and _any_in(said.casefold(), markers.ROBOT_CHECK)):
        return Outcome.BLOCKED, "robot check"
    return (Outcome.NOT_A_PRODUCT, "no product on the page") if said else (Outcome.ERROR, "empty page")


def _any_in(said: str, told: tuple[str, ...]) -> bool:
    return any(word in said for word in told)
