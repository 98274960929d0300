"""Coupon, deal, badges and Prime of this very product; those of advertised ones stand elsewhere on the page."""

from typing import Final

from selectolax.lexbor import LexborNode

from adapters.storefronts.amazon_page import markers
from adapters.storefronts.amazon_page.buying_options import of_new_offer
from adapters.storefronts.amazon_page.page import Page, lines, words

_COUPON_BOXES: Final = (
    "couponsInBuybox_feature_div", "vendorPoweredCoupon_feature_div", "promoPriceBlockMessage_feature_div",
    "promoPriceBlockMessageInBuyBox_feature_div", "couponFeature", "vpcButton", "couponBadgeRegularVpc",
    "coupon_feature_div", "couponBadge_feature_div", "applicablePromotionList_feature_div",
)  # fmt: skip
_DEAL_TEXTS: Final = ("dealBadgeSupportingText", "dealBadge_feature_div", "dealsAccordionRowCaption", "dealBadge")
_BADGE_BOXES: Final = ("acBadge_feature_div", "zeitgeistBadge_feature_div", "newReleaseBadge_feature_div")
_BADGES: Final = (
    ".ac-badge-rectangle, .p13n-best-seller-badge, .mvt-best-seller-badge, .badge-wrapper i, .ac-badge-text-primary"
)
# Where the featured offer wears Prime's sign, 2014 to today: beside its price, or at its delivery.
_PRIME_PLACES: Final = (
    "priceBadging_feature_div", "deliveryPriceBadging_feature_div", "freeShippingPriceBadging_feature_div",
    "primeBadgeAndShippingMessageAbbreviated_feature_div", "primeBadge_feature_div", "deliveryBlock_feature_div",
    "deliveryBlockMessage", "ddmDeliveryMessage", "ourprice_shippingmessage", "dealprice_shippingmessage",
    "saleprice_shippingmessage", "price-shipping-message", "shippingMessageInsideBuyBox_feature_div",
)  # fmt: skip
_PRIME_SIGN: Final = ".a-icon-prime, .s_primeBadge"
# “Or Prime members get FREE delivery Tomorrow”: what is offered beside these invites to join, and tells nothing.
_DELIVERY: Final = (
    "mir-layout-DELIVERY_BLOCK-slot-PRIMARY_DELIVERY_MESSAGE",
    "mir-layout-DELIVERY_BLOCK-slot-SECONDARY_DELIVERY_MESSAGE",
)
_LONGEST: Final = 160


def coupon_of(page: Page) -> str | None:
    """The coupon's words, as shown: “Apply 5% coupon”."""
    for box in of_new_offer(page, [*page.all(*_COUPON_BOXES), *page.beginning("couponText", "couponBadge")]):
        for line in lines(box):
            said = line.casefold()
            if any(map(said.__contains__, markers.COUPON)) and any(map(str.isdigit, line)):
                return _without_links(line, box)[:_LONGEST]
    return None


def deal_of(page: Page) -> str | None:
    """The deal badge's words: “Limited time deal”."""
    for box in of_new_offer(page, page.all(*_DEAL_TEXTS)):
        if said := words(box):
            return said[:_LONGEST]
    return None


def badges_of(page: Page) -> tuple[str, ...]:
    """Amazon's own badges beside the title: “Amazon's Choice”, “#1 Best Seller”."""
    found = []
    for box in of_new_offer(page, page.all(*_BADGE_BOXES)):
        badge = next((said for node in box.css(_BADGES) if (said := words(node))), "")
        if badge:
            found.append(badge[:_LONGEST])
    return tuple(dict.fromkeys(found))


def prime_of(page: Page) -> bool | None:
    """True where the featured offer wears Prime's sign; else None: guests are not shown it everywhere."""
    signs = [sign for place in page.all(*_PRIME_PLACES) for sign in place.css(_PRIME_SIGN)]
    if of_new_offer(page, signs):
        return True
    said = " ".join(map(words, of_new_offer(page, page.beginning(*_DELIVERY)))).casefold()
    return True if any(map(said.__contains__, markers.PRIME)) else None


def _without_links(line: str, box: LexborNode) -> str:
    """The line without the “Terms” that is linked behind it, and without the badge “Coupon:” before it."""
    for link in reversed(box.css("a")):
        line = line.removesuffix(words(link)).rstrip(" |")
    badge, _, rest = line.partition(":")
    return rest.strip() if badge.strip().casefold() in markers.COUPON and rest.strip() else line
