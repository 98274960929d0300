"""The buy box: stock, sellers, deals and coupons, and the boxes that stand there when nothing can be bought."""

from html import escape

from adapters.storefronts.sandbox.pages.view import View
from core.catalog.snapshot import Availability


def stock(view: View) -> str:
    """The line that says whether the featured offer is in stock."""
    if view.state.availability is Availability.PREORDER:
        return _availability("a-size-medium a-color-success", view.words.preorder)
    left = view.state.stock_left
    if left is not None:
        return _availability("a-size-base a-color-price a-text-bold", view.words.low_stock.format(left=left))
    return _availability("a-size-medium a-color-success", view.words.in_stock)


def sellers(view: View) -> str:
    """Who ships and who sells, as rows of the buy box since 2023."""
    return f"""
<div id="offer-display-features" class="a-section a-spacing-base offer-display-features">
 <div id="fulfillerInfoFeature_feature_div" class="celwidget" data-feature-name="fulfillerInfoFeature">
  {_row("desktop-fulfiller-info", view.words.ships_from, escape(view.state.ships_from or ""))}</div>
 <div id="merchantInfoFeature_feature_div" class="celwidget" data-feature-name="merchantInfoFeature">
  {_row("desktop-merchant-info", view.words.sold_by, _seller(view))}</div>
</div>"""


def merchant(view: View) -> str:
    """Who ships and who sells, as the one sentence of the years before."""
    seller, ships_from = _seller(view), escape(view.state.ships_from or "")
    sentence = view.words.both if view.state.seller == view.state.ships_from else view.words.apart
    return (
        '<div id="merchant-info" class="a-section a-spacing-mini">'
        f"{sentence.format(seller=seller, ships_from=ships_from)}</div>"
    )


def promotions(view: View) -> str:
    """The deal badge and the coupon; the two places stand empty on most pages."""
    deal, coupon = "", ""
    if view.state.deal:
        deal = f"""<span class="dealBadge aok-relative"><span id="dealBadgeSupportingText"
 class="a-size-small dealBadgeTextColor a-text-bold"><span>{view.words.deal} </span></span></span>"""
    if view.state.coupon:
        words = view.words.coupon.format(percent=view.state.coupon)
        coupon = f"""<span class="promoPriceBlockMessage"><label id="couponText{view.product.asin}"
 class="couponLabelText"> {words} </label></span>"""
    return f"""
<div id="dealBadge_feature_div" class="celwidget" data-feature-name="dealBadge">{deal}</div>
<div id="promoPriceBlockMessage_feature_div" class="celwidget" data-feature-name="promoPriceBlockMessage">
 {coupon}</div>"""


def nothing_to_buy(view: View) -> str:
    """The box for a product without an offer that could be featured."""
    match view.state.availability:
        case Availability.NO_FEATURED_OFFER:
            return f"""
<div id="unqualifiedBuyBox" class="a-box"><div class="a-box-inner"><div class="a-section a-text-center">
 <span class="a-text-bold">{view.words.no_offer}</span></div>
 <a id="buybox-see-all-buying-choices" href="/gp/offer-listing/{view.product.asin}">{view.words.all_options}
  </a></div></div>"""
        case Availability.NOT_DELIVERABLE:
            return _out(f'<span class="a-color-error">{view.words.undeliverable}</span>')
        case _:
            line = _availability("a-size-medium a-color-price", view.words.unavailable, view.words.unavailable_more)
            return _out(line)


def _availability(style: str, words: str, more: str = "") -> str:
    return f"""
<div id="availability" class="a-section a-spacing-base a-spacing-top-micro">
 <span class="{style}"> {words} </span><br>{more}</div>"""


def _out(words: str) -> str:
    return f"""
<div id="outOfStock" class="a-section"><div class="a-box"><div class="a-box-inner">
 <div class="a-section a-spacing-small a-text-center">{words}</div></div></div></div>"""


def _seller(view: View) -> str:
    name = escape(view.state.seller or "")
    if name.startswith("Amazon."):
        return name
    href = f"/gp/help/seller/at-a-glance.html?asin={view.product.asin}"
    return f'<a id="sellerProfileTriggerId" href="{href}">{name}</a>'


def _row(name: str, label: str, value: str) -> str:
    return f"""<div class="offer-display-feature-label" offer-display-feature-name="{name}">
   <span class="a-size-small a-color-tertiary">{label}</span></div>
  <div class="offer-display-feature-text" offer-display-feature-name="{name}"><div class="a-spacing-none">
   <span class="a-size-small offer-display-feature-text-message">{value}</span></div></div>"""
