"""Which parts of a page's bytes are parsed: scripts, styles and other products' parts are cut out before the parser.

A product's page is one to three megabytes, of which a tenth is read. What is cut out is whole elements that no reader
asks; where the bytes do not say plainly where such an element ends, or it would take one of ours with it, it stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SHORT: Final = 32 * 1024
_LONG: Final = 4 * 1024 * 1024
_MOST_TAGS: Final = 200_000  # in a long page; what has more is refused, and not worth looking through
# Elements that hold other products, opinions, navigation, or words about returns and payment: their ids begin so.
_NOT_READ: Final = (
    "sims", "sp_detail", "similar", "customer-reviews_", "reviewsMedley", "cm_cr", "cm-cr", "ape_", "heroQuick",
    "hero-quick", "gridget", "Gridget", "desktop-dp-", "va-", "vse-", "ive-", "iv-tab-view", "discovery-and",
    "navbar", "nav-", "nav_", "navFooter", "shortcut-menu", "percolate", "mirai", "CardInstance", "a-popover-",
    "pricingFeedback", "amsDetail", "dp-ads", "revMH", "HLCX", "rhf", "ask-", "fbt_", "anonCarousel", "session-sims",
    "day0", "p13n", "ilmRelocated", "iconfarm", "icon-farm", "addToWishlist", "wishlistButton", "returnsInfo",
    "secureTransaction", "dynamicSecureTransaction", "apm-brand-story", "moreBuyingChoices", "acf-carousel",
    "vsxoffers", "attach-warranty", "ssf-primary", "rufus", "dpx-rex",
)  # fmt: skip
# Elements that are read or that hold some; what holds one of them is not cut out.
_READ: Final = (
    "dp", "dp-container", "ppd", "centerCol", "rightCol", "leftCol", "desktop_buybox", "buybox", "title_feature_div",
    "apex_[a-zA-Z_]*", "corePrice[a-zA-Z_]*", "availability[a-zA-Z_]*", "outOfStock", "unqualifiedBuyBox",
    "prodDetails", "detailBullets[a-zA-Z_]*", "detail-bullets", "productDetails_feature_div", "feature-bullets",
    "productDescription[a-zA-Z_]*", "imageBlock[a-zA-Z_]*", "altImages", "averageCustomerReviews",
    "wayfinding-breadcrumbs[a-zA-Z_]*", "twister[a-zA-Z_]*", "aplus_feature_div", "bookDescription_feature_div",
    "merchantInfo[a-zA-Z_]*",
)  # fmt: skip
_SCRIPT_READ: Final = b"ld+json"  # what the opening tag of a script that is read holds
_SCRIPT_HEAD: Final = 100
_ENDING: Final = 512
_TRIES: Final = 3  # elements without a plain end, before no more are cut out
# A page of search results says nothing more about itself behind the first of them.
_RESULT: Final = b'data-component-type="s-search-result"'
_A_PRODUCT: Final = re.compile(rb'id="(?:productTitle|ebooksProductTitle|btAsinTitle|gc-asin-title|ASIN|dp|ppd)"')

# Behind customers' opinions stand advertising and the foot of the page, unless one of these does.
_OPINIONS: Final = b'<div id="customer-reviews_feature_div"'
_BEHIND_OPINIONS: Final = re.compile(rf'id="(?:productTitle|SalesRank|ASIN|{"|".join(_READ)})"'.encode())

_CUT: Final = re.compile(
    rf'<(?:s(?:cript|tyle)|!--|(?:div|nav|header) (?:class="[^"<>]*" )?id="(?:{"|".join(_NOT_READ)}))'.encode()
)
# Within an element that is cut out: what ends it, what it holds, and what forbids to cut it: JSON writes ``<\/div>``.
_WITHIN: Final = re.compile(
    rf'<(?:(/(?:div|nav|header))|(div|nav|header)(?: id="({"|".join(_READ)})")?|(script|style|!--)|(\\/))'.encode()
)
_SCRIPT_END: Final = re.compile(rb"<(?:/script>|script|\\/script)")
_STYLE, _SCRIPT, _COMMENT = b"<st", b"<sc", b"<!-"
_ENDS: Final = {_SCRIPT: b"</script>", _STYLE: b"</style>", _COMMENT: b"-->"}


@dataclass(frozen=True, slots=True)
class Parts:
    """A page's bytes, parted: `html` for the parser, `told` what the page tells its scripts, and how it ends."""

    html: bytes
    told: bytes


def parts_of(page: bytes) -> Parts:
    """What of a page is worth parsing, and its scripts; short pages stay whole."""
    if len(page) <= _SHORT or (len(page) > _LONG and page.count(b"<") > _MOST_TAGS):
        return Parts(page, page)
    html = _without_opinions(_without_results(page))
    kept, scripts, start = [], [], 0
    for begins, ends, is_cut in _silent_and_others(html):
        if html.startswith(_SCRIPT, begins):
            scripts.append(html[begins:ends])
        if is_cut:
            kept.append(html[start:begins])
            start = ends
    kept.append(html[start:])
    return Parts(b"".join(kept), b"\n".join([*scripts, page[-_ENDING:]]))


def _silent_and_others(html: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each script, style, comment and element that is not read begins and ends, and whether to cut it out."""
    at = failed = 0
    while (found := _CUT.search(html, at)) is not None:
        begins, opened = found.span()
        match html[begins : begins + 3]:
            case b"<sc":
                at, is_cut = _script(html, begins, opened)
            case b"<!-":
                at = _end_of_silent(html, _COMMENT, begins)
                is_cut = html.startswith(b"-->", at - 3) and html.find(b"<!--", opened, at) < 0
            case b"<st":
                closed = html.find(b"<", opened)
                is_cut = html.startswith(b"</style>", closed)
                at = closed + len(b"</style>") if is_cut else opened
            case _:
                ends = _end_of_element(html, opened) if failed < _TRIES else -1
                failed += ends < 0
                at, is_cut = (ends, True) if ends >= 0 else (opened, False)
        yield begins, at, is_cut


def _script(html: bytes, begins: int, opened: int) -> tuple[int, bool]:
    """Where a script ends, and whether it is cut out; one with another in it may be JSON in an attribute."""
    closed = _SCRIPT_END.search(html, opened)
    if closed is None or not html.startswith(b"</", closed.start()):
        return _end_of_silent(html, _SCRIPT, begins), False
    return closed.end(), html.find(_SCRIPT_READ, begins, begins + _SCRIPT_HEAD) < 0


def _end_of_silent(html: bytes, kind: bytes, begins: int) -> int:
    """Where a script, style or comment ends; where nothing says so, the page does."""
    ends = html.find(_ENDS[kind], begins + 2)
    return len(html) if ends < 0 else ends + len(_ENDS[kind])


def _end_of_element(html: bytes, at: int) -> int:
    """Where the element begun before `at` ends; negative where it has no plain end, or holds what is read."""
    depth, silent_until = 1, 0
    for found in _WITHIN.finditer(html, at):
        if silent_until and found.start() < silent_until:
            continue
        match found.lastindex:
            case 1:
                depth -= 1
                if not depth:
                    return html.find(b">", found.end()) + 1 or -1
            case 2:
                depth += 1
            case 4:
                silent_until = _end_of_silent(html, html[found.start() : found.start() + 3], found.start())
            case _:
                return -1
    return -1


def _without_results(html: bytes) -> bytes:
    if _A_PRODUCT.search(html):
        return html
    at = html.find(_RESULT)
    if at < 0 or html.rfind(b"<script", 0, at) > html.rfind(b"</script", 0, at):
        return html
    return html[: html.find(b">", at) + 1 or len(html)]


def _without_opinions(html: bytes) -> bytes:
    at = html.rfind(_OPINIONS)
    return html if at < 0 or _BEHIND_OPINIONS.search(html, at) else html[:at]
