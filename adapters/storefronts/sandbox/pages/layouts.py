"""The layouts of product pages: modern, accordion of new and used, classic; books have their own file."""

from decimal import Decimal
from typing import assert_never

from adapters.storefronts.sandbox.pages import book, listing, offer, price
from adapters.storefronts.sandbox.pages.details import details
from adapters.storefronts.sandbox.pages.frame import asin_field, document
from adapters.storefronts.sandbox.pages.view import View
from adapters.storefronts.sandbox.products.product import Layout, ShopProduct
from adapters.storefronts.sandbox.world import ProductState


def product_page(product: ShopProduct, state: ProductState, root: str) -> str:
    """The HTML of a product's page at one moment; pictures are linked below `root`, the shop's own address."""
    view = View(product=product, state=state, root=root)
    below = listing.description(view) + details(view)
    match product.layout:
        case Layout.MODERN:
            return document(view, _columns(view, _modern_price(view), _modern_box(view)), below)
        case Layout.ACCORDION:
            return document(view, _columns(view, _accordion_prices(view), _accordion(view)), below)
        case Layout.CLASSIC:
            return document(view, _columns(view, _classic_price(view), _classic_box(view)), below)
        case Layout.BOOK:
            return document(view, book.columns(view), details(view))
        case other:
            assert_never(other)


def _columns(view: View, middle: str, right: str) -> str:
    return f"""{listing.breadcrumbs(view)}
<div id="ppd"><div id="leftCol" class="a-column">{listing.gallery(view)}</div>
<div id="centerCol" class="centerColAlign">{listing.heading(view)}
 <div id="apex_desktop" class="celwidget">{middle}{offer.promotions(view)}
  </div>{listing.variations(view)}{listing.bullets(view)}
</div>
<div id="rightCol" class="a-column"><div id="desktop_buybox"><form method="post" id="addToCart" action="/cart">
 {asin_field(view)}<div id="buybox">{right}</div></form></div></div></div>"""


def _modern_price(view: View) -> str:
    return "" if view.state.price is None else price.display(view, view.state.price, view.state.list_price)


def _modern_box(view: View) -> str:
    if view.state.price is None:
        return offer.nothing_to_buy(view)
    return f"""<div id="qualifiedBuybox" class="celwidget">{price.core(view, view.state.price)}
{offer.stock(view)}<input id="add-to-cart-button" type="submit" name="submit.add-to-cart">{offer.sellers(view)}</div>"""


def _accordion_prices(view: View) -> str:
    """A price block for each row of the buy box, with the same ids."""
    if view.state.used_price is None:
        return ""
    return f"""<div id="apex_desktop_newAccordionRow">{_modern_price(view)}</div>
<div id="apex_desktop_usedAccordionRow">{price.display(view, view.state.used_price, view.state.list_price)}</div>"""


def _accordion(view: View) -> str:
    if view.state.price is None or view.state.used_price is None:
        return offer.nothing_to_buy(view)
    new = f"{price.core(view, view.state.price)}{offer.stock(view)}{offer.sellers(view)}"
    return f"""
<div id="buyBoxAccordion" class="a-box-group a-accordion">
 <div id="newAccordionRow_0" class="a-box a-accordion-active celwidget"><div class="accordion-caption">
  <span class="a-text-bold"> {view.words.new} </span></div>{new}
  <input id="add-to-cart-button" type="submit" name="submit.add-to-cart">
   </div>{_used_row(view, view.state.used_price)}</div>"""


def _used_row(view: View, used: Decimal) -> str:
    """A row that repeats the ids of the new one, with a price and a last piece of its own."""
    return f"""
 <div id="usedAccordionRow" class="a-box celwidget"><div class="accordion-caption">
  <span class="a-text-bold"> {view.words.used} </span></div>
  {price.core(view, used)}
  <div id="availability" class="a-section">
   <span class="a-color-price"> {view.words.low_stock.format(left=1)} </span></div>
  <div id="merchantInfoFeature_feature_div"><div class="offer-display-feature-text">
   <span class="offer-display-feature-text-message">Second Shelf</span></div></div></div>"""


def _classic_price(view: View) -> str:
    return "" if view.state.price is None else price.table(view, view.state.price, view.state.list_price)


def _classic_box(view: View) -> str:
    if view.state.price is None:
        return offer.nothing_to_buy(view)
    return f"""<div id="buyBoxInner"><div id="price_inside_buybox" class="a-size-medium a-color-price">
 {view.money(view.state.price)} </div>{offer.stock(view)}{offer.merchant(view)}
 <input id="add-to-cart-button" type="submit" name="submit.add-to-cart"></div>"""
