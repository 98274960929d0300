"""A book's page as of 2014: formats with prices of their own, a box to buy new, the blurb instead of bullets."""

from decimal import Decimal
from html import escape

from adapters.storefronts.sandbox.pages import listing, offer
from adapters.storefronts.sandbox.pages.frame import asin_field
from adapters.storefronts.sandbox.pages.view import View


def columns(view: View) -> str:
    """The three columns of a book's page."""
    return f"""{listing.breadcrumbs(view)}
<div id="leftCol">{listing.gallery(view)}</div>
<div id="centerCol"><div id="booksTitle"><h1 id="title" class="a-size-large a-spacing-none">
 <span id="productTitle" class="a-size-large">{view.title}</span>
 <span class="a-size-medium a-color-secondary a-text-normal">Paperback</span></h1></div>
 <div id="byline" class="a-section feature">by <span class="author notFaded"><a class="a-link-normal" href="/e">
  {escape(view.product.brand)}</a> <span class="contribution">(Author)</span></span></div>
 {listing.stars(view)}{_formats(view)}
 <div id="bookDescription_feature_div" class="feature"><noscript>
  <div>{escape(view.product.description)}</div></noscript></div>
</div>
<div id="rightCol"><form method="post" id="buyBoxForm">{asin_field(view)}
 <div id="buybox">{_box(view)}</div></form></div>"""


def _formats(view: View) -> str:
    """The other formats: their prices are not this book's."""
    electronic, paperback = view.money(Decimal("9.49")), view.state.price
    own = "" if paperback is None else f'<span class="a-color-price">{view.money(paperback)}</span>'
    return f"""
<div id="tmmSwatches"><ul><li class="swatchElement unselected"><span>Kindle</span>
 <span class="a-color-secondary">{electronic}</span></li>
 <li class="swatchElement selected"><span>Paperback</span>{own}
 <span class="olp-used olp-link">20 Used from {view.money(Decimal("6.02"))}</span></li></ul></div>"""


def _box(view: View) -> str:
    if view.state.price is None:
        return offer.nothing_to_buy(view)
    was = view.state.list_price
    before = (
        f"{view.words.list_price}</span> <span class='a-color-secondary a-text-strike'>{view.money(was)}" if was else ""
    )
    return f"""<div id="buyNewSection" class="rbbHeader dp-accordion-row"><span class="a-text-bold">Buy New</span>
 <span class="a-size-medium a-color-price offer-price a-text-normal">{view.money(view.state.price)}</span></div>
<div id="buyNewInner"><div id="buyBoxInner"><span class="a-color-secondary">{before}</span>
 {offer.stock(view)}{offer.merchant(view)}
  <input id="add-to-cart-button" type="submit"></div></div>{offer.promotions(view)}"""
