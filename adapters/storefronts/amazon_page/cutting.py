"""Which parts of a page's bytes are parsed: scripts, styles and other products' parts are cut out before the parser.

A product's page is one to three megabytes, of which a tenth is read. What is cut out is whole elements that no reader
asks; where the bytes do not say plainly where such an element ends, or it would take one of ours with it, it stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from adapters.storefronts.amazon_page.elements import READ, end_of_element, end_of_silent

_SHORT: Final = 32 * 1024
_LONG: Final = 4 * 1024 * 1024
_MOST_TAGS: Final = 200_000  # in a long page; what has more is refused, and not worth looking through
# Elements that hold other products, opinions, navigation, or words about returns and payment: their ids begin so.
NOT_READ: Final = (
    "sims", "sp_detail", "similar", "customer-reviews_", "reviewsMedley", "cm_cr", "cm-cr", "ape_", "heroQuick",
    "hero-quick", "gridget", "Gridget", "desktop-dp-", "va-", "vse-", "ive-", "iv-tab-view", "discovery-and",
    "navbar", "nav-", "nav_", "navFooter", "shortcut-menu", "percolate", "mirai", "CardInstance", "a-popover-",
    "pricingFeedback", "amsDetail", "dp-ads", "revMH", "HLCX", "rhf", "ask-", "fbt_", "anonCarousel", "session-sims",
    "day0", "p13n", "ilmRelocated", "iconfarm", "icon-farm", "addToWishlist", "wishlistButton", "returnsInfo",
    "secureTransaction", "dynamicSecureTransaction", "apm-brand-story", "moreBuyingChoices", "acf-carousel",
    "vsxoffers", "attach-warranty", "ssf-primary", "rufus", "dpx-rex", "vtpsims", "cpsims", "purchase-sims",
    "purchaseShvl", "cf-forums", "comparison-table", "mbsoftlines-player", "selectQuantity", "quantity", "tellAFriend",
    "tell-a-friend", "tellAmazon", "olpLinkWidget", "olp_feature", "dynamic-aod", "sellYoursHere", "productAlert",
    "addToRegistry", "valuePick", "climatePledge", "socialProofing", "brandInsights", "companyCompliance", "provenance",
    "postPurchase", "buffetService", "attachAccessory", "marsAccessory", "renewedProgram", "regulatoryDeposit",
    "cipInsideDelivery", "contextualIngress", "amazonGlobal_", "freeReturns", "vatMessage", "exportsTax",
    "businessPricing", "tradeInPrice", "issuancePrice", "supportInformation",
    "dynamicSupportInformation", "packageInfo", "dynamicPackageInfo", "customerServiceInfo", "giftWrapInfo",
    "tp-cc-cards", "sign-in-tooltip",
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
_BEHIND_OPINIONS: Final = re.compile(rf'id="(?:productTitle|SalesRank|ASIN|{READ})"'.encode())

# A script, a style, a comment, or an element that is not read.
_CUT: Final = re.compile(
    rf'<(?:s(?:cript()|tyle())|!--()|[dhn](?:iv|eader|av) (?:class="[^"<>]*" )?id="(?:{"|".join(NOT_READ)}))'.encode()
)
_SCRIPT, _STYLE, _COMMENT = 1, 2, 3
_SCRIPT_END: Final = re.compile(rb"<(?:/script>|script|\\/script)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A page's bytes, parted: `html` for the parser, `told` what the page tells its scripts, and how it ends."""

    html: bytes
    told: bytes


def parts_of(page: bytes) -> Parts:
    """What of a page is worth parsing, and its scripts; short pages stay whole."""
    if len(page) <= _SHORT or (len(page) > _LONG and page.count(b"<") > _MOST_TAGS):
        return Parts(page, page)
    until = _end_of_opinions(page, _end_of_results(page))
    # Views, since each byte that is copied twice costs as much as it costs to look through it.
    view = memoryview(page)
    kept, scripts, start = [], [], 0
    for begins, ends, kind, is_cut in _silent_and_others(page, until):
        if kind == _SCRIPT:
            scripts.append(view[begins:ends])
        if is_cut:
            kept.append(view[start:begins])
            start = ends
    kept.append(view[start:until])
    return Parts(b"".join(kept), b"\n".join([*scripts, view[-_ENDING:]]))


def _silent_and_others(html: bytes, until: int) -> Iterator[tuple[int, int, int | None, bool]]:
    """Where each script, style, comment and element that is not read begins and ends, and whether to cut it out."""
    at = failed = 0
    while (found := _CUT.search(html, at, until)) is not None:
        begins, opened = found.span()
        kind = found.lastindex
        if kind == _SCRIPT:
            at, is_cut = _script(html, begins, opened, until)
        elif kind == _COMMENT:
            at = end_of_silent(html, b"-->", begins, until)
            is_cut = html.startswith(b"-->", at - 3) and html.find(b"<!--", opened, at) < 0
        elif kind == _STYLE:
            is_cut = html.startswith(b"</style>", html.find(b"<", opened, until))
            at = end_of_silent(html, b"</style>", begins, until)
        else:
            ends = end_of_element(html, begins, opened, until) if failed < _TRIES else -1
            failed += ends < 0
            at, is_cut = (ends, True) if ends >= 0 else (opened, False)
        yield begins, at, kind, is_cut


def _script(html: bytes, begins: int, opened: int, until: int) -> tuple[int, bool]:
    """Where a script ends, and whether it is cut out; one with another in it may be JSON in an attribute."""
    closed = _SCRIPT_END.search(html, opened, until)
    if closed is None or not html.startswith(b"</", closed.start()):
        return end_of_silent(html, b"</script>", begins, until), False
    return closed.end(), html.find(_SCRIPT_READ, begins, begins + _SCRIPT_HEAD) < 0


def _end_of_results(html: bytes) -> int:
    if _A_PRODUCT.search(html):
        return len(html)
    at = html.find(_RESULT)
    if at < 0 or html.rfind(b"<script", 0, at) > html.rfind(b"</script", 0, at):
        return len(html)
    return html.find(b">", at) + 1 or len(html)


def _end_of_opinions(html: bytes, until: int) -> int:
    at = html.rfind(_OPINIONS, 0, until)
    return until if at < 0 or _BEHIND_OPINIONS.search(html, at, until) else at
