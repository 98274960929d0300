"""Price blocks, from the table of 2023 to the labels of 2026 whose offscreen price is empty."""

from decimal import Decimal

from adapters.storefronts.sandbox.pages.numbers import Written, written
from adapters.storefronts.sandbox.pages.view import View


def display(view: View, price: Decimal, list_price: Decimal | None) -> str:
    """The big price of the middle column as of 2025: read aloud by a label, the offscreen text left empty."""
    amount = written(price, view.product.market)
    saved = _percent(price, list_price)
    label = view.words.savings.format(price=amount.text, percent=saved) if saved else amount.text
    badge = (
        f'<span aria-hidden="true" class="a-size-large a-color-price savingsPercentage">-{saved}%</span>'
        if saved
        else ""
    )
    return f"""
<div id="corePriceDisplay_desktop_feature_div" class="celwidget" data-feature-name="corePriceDisplay_desktop">
 <div class="a-section a-spacing-none aok-align-center aok-relative">
  <span class="aok-offscreen"> {label} </span>{badge}
  <span class="a-price aok-align-center priceToPay" data-a-size="xl" data-a-color="base">
   <span class="a-offscreen"> </span>{_digits(amount)}</span>
  {_per_unit(view, price)}
 </div>
 <div class="a-section a-spacing-small aok-align-center">{_basis(view, list_price)}</div>
</div>"""


def core(view: View, price: Decimal) -> str:
    """The price in the buy box."""
    amount = written(price, view.product.market)
    return f"""
<div id="corePrice_feature_div" class="celwidget" data-feature-name="corePrice">
 <div class="a-section a-spacing-micro"><span class="a-price aok-align-center" data-a-size="xl" data-a-color="base">
  <span class="a-offscreen">{amount.text}</span>{_digits(amount)}</span></div>
</div>"""


def table(view: View, price: Decimal, list_price: Decimal | None) -> str:
    """The price table of the middle column as of 2021 to 2023."""
    before = f"<tr><td>{view.words.list_price}</td><td>{_struck(view, list_price)}</td></tr>" if list_price else ""
    return f"""
<div id="corePrice_desktop" class="celwidget" data-feature-name="corePrice_desktop">
 <table class="a-lineitem a-align-top"><tbody>{before}
  <tr><td class="a-color-secondary a-size-base a-text-right a-nowrap">Price:</td>
   <td class="a-span12">
    <span class="a-price a-text-price a-size-medium apexPriceToPay" data-a-size="b" data-a-color="price">
    <span class="a-offscreen">{view.money(price)}</span>
     <span aria-hidden="true">{view.money(price)}</span></span></td></tr>
 </tbody></table>
</div>"""


def carousel(view: View, price: Decimal) -> str:
    """The price of another product in a carousel."""
    text = view.money(price)
    return f'<span class="a-price"><span class="a-offscreen">{text}</span><span aria-hidden="true">{text}</span></span>'


def _digits(amount: Written) -> str:
    symbol = f'<span class="a-price-symbol">{amount.symbol}</span>'
    point = f'<span class="a-price-decimal">{amount.point}</span>' if amount.fraction else ""
    fraction = f'<span class="a-price-fraction">{amount.fraction}</span>' if amount.fraction else ""
    number = f'<span class="a-price-whole">{amount.whole}{point}</span>{fraction}'
    return f'<span aria-hidden="true">{symbol + number if amount.symbol_first else number + symbol}</span>'


def _basis(view: View, list_price: Decimal | None) -> str:
    if list_price is None:
        return ""
    struck = _struck(view, list_price)
    return f'<span class="a-size-small a-color-secondary basisPrice">{view.words.list_price} {struck}</span>'


def _struck(view: View, list_price: Decimal) -> str:
    text = view.money(list_price)
    return (
        '<span class="a-price a-text-price" data-a-size="s" data-a-strike="true" data-a-color="secondary">'
        f'<span class="a-offscreen">{text}</span><span aria-hidden="true">{text}</span></span>'
    )


def _per_unit(view: View, price: Decimal) -> str:
    """What one piece of a twin pack costs; it stands in the price block, and is not the price."""
    if "2-Pack" not in view.product.title:
        return ""
    half = view.money((price / 2).quantize(Decimal("0.01")))
    return (
        '<span class="aok-relative"><span class="a-size-mini aok-offscreen">'
        f" {view.words.per_unit.format(price=half)} </span>"
        '<span aria-hidden="true" class="a-size-mini pricePerUnit">(<span class="a-price a-text-price">'
        f'<span class="a-offscreen">{half}</span><span aria-hidden="true">{half}</span></span> / 1)</span></span>'
    )


def _percent(price: Decimal, list_price: Decimal | None) -> int:
    return 0 if list_price is None else round(100 - 100 * price / list_price)
