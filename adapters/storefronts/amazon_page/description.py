"""The seller's or publisher's own description, in the page or in the frame that older layouts write by script."""

import html
import re
from typing import Final
from urllib.parse import unquote

from adapters.storefronts.amazon_page.numbers import tidy
from adapters.storefronts.amazon_page.page import Page, words

_BOXES: Final = (
    "bookDescription_feature_div", "productDescription", "productDescription_feature_div",
    "editorialReviews_feature_div", "mobile-product-description", "productDescription_fullView",
)  # fmt: skip
_HEADINGS: Final = "h1, h2, .a-expander-header-label"
_MORE: Final = ".a-expander-prompt, .a-expander-header"
_APLUS: Final = ".aplus-module, .aplus-v2, .aplus-standard, .aplus-3p"
# What the scripts of 2013 to 2020 put into a frame of their own, percent-encoded.
_FRAMES: Final = ("bookDesc_iframe_wrapper", "bookDescription_feature_div", "iframe-wrapper")
_FRAMED: Final = (b'bookDescEncodedData = "', b'iframeContent = "')
_MOST: Final = 256 * 1024
_WHERE: Final = 'id="productDescription"'
_UNSAID: Final = re.compile(r"<(style|script|h2|h1|head)\b.*?</\1>|<div class=\"seeAll\">.*?</div>", re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")


def description_of(page: Page) -> str | None:
    """The description's words without its heading; what A+ modules say is not it."""
    for box in page.all(*_BOXES):
        if box.css_first(_APLUS) is not None:
            continue
        said = words(box)
        for heading in box.css(_HEADINGS)[:1]:
            said = said.removeprefix(words(heading)).strip()
        for more in box.css(_MORE):
            said = said.removesuffix(words(more)).strip()
        if said:
            return said
    if page.first(*_FRAMES) is None:
        return None
    return next(filter(None, (_framed(page.source, key) for key in _FRAMED)), None)


def _framed(source: bytes, key: bytes) -> str | None:
    at = source.find(key)
    ends = source.find(b'"', at + len(key), at + len(key) + _MOST) if at >= 0 else -1
    if ends < 0:
        return None
    text = unquote(source[at + len(key) : ends].decode("utf-8", "replace"))
    where = text.find(_WHERE)
    inner = _UNSAID.sub(" ", text[text.find(">", where) + 1 :] if where >= 0 else text)
    return None if 'class="aplus' in inner else tidy(html.unescape(_TAG.sub(" ", inner))) or None
