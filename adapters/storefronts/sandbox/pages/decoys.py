"""What stands on a product's page and is not the product's: sponsored goods and sleeping scripts."""

from decimal import Decimal
from html import escape
from typing import Final

from adapters.storefronts.sandbox.chance import draw
from adapters.storefronts.sandbox.pages.price import carousel
from adapters.storefronts.sandbox.pages.view import View
from core.catalog.money import Money

_OTHERS: Final = ("Tidewrack", "Moor & Mallet", "Juniper Step", "Palefire", "Old Orchard", "Kestrel Nine")


def sponsored(view: View, place: str) -> str:
    """A carousel of advertised products with prices, a coupon, a stock line and a rank badge of their own."""
    cards = "".join(_card(view, place, number) for number in range(1, 4))
    return f"""
<div id="{place}_feature_div" class="celwidget sp_desktop_sponsored_label"><h2>{view.words.also}</h2>
 <span class="a-color-secondary">{view.words.sponsored}</span><ol class="a-carousel">{cards}</ol></div>"""


def sleeping_script(view: View) -> str:
    """Texts that scripts would show in other circumstances; they say nothing about this product."""
    return f"""
<script type="a-state" data-a-state='{{"key":"desktop-twister-strings"}}'>
 {{"currentlyUnavailableMessage":"Currently unavailable.","unavailable":"{view.words.unavailable}",
 "noFeaturedOffer":"{view.words.no_offer}","couponTemplate":"Save 20% with coupon"}}</script>"""


def _card(view: View, place: str, number: int) -> str:
    question = (view.product.product, place, number)
    name = _OTHERS[draw(0, len(_OTHERS) - 1, *question)]
    amount = Money.of(view.product.price * draw(30, 170, *question, "price") / Decimal(100), view.state.currency).amount
    asin = f"B0ZOTHER{draw(10, 99, *question, 'asin')}"
    stars = view.words.stars.format(rating=number)
    return f"""
<li class="a-carousel-card"><div id="sp_detail_{asin}" data-asin="{asin}" class="a-section sp_offerVertical">
 <a class="a-link-normal" href="/dp/{asin}">
  <div class="sponsored-products-truncator-truncated">{escape(name)} {number}</div></a>
 <i class="a-icon a-icon-star-small"><span class="a-icon-alt">{stars}</span></i>
 {carousel(view, amount)}<span class="couponLabel">Save 20% with coupon</span>
 <span class="a-size-small a-color-price">{view.words.low_stock.format(left=number)}</span></div></li>"""
