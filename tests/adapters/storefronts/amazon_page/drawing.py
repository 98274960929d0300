"""Small pages for tests, drawn piece by piece: title, price blocks, buy boxes, advertising."""

from typing import Any, Final

from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.marketplace import marketplace
from core.catalog.snapshot import Offer

ADVERTISED: Final = (
    '<div id="sp_detail"><div id="sp_detail_B0SPONSOR1"><span class="a-price priceToPay"><span class="a-offscreen">'
    '{price}</span></span><span class="couponBadge">Save 20% with coupon</span><div id="availability">Only 1 left'
    ' in stock</div></div></div><div id="similarities_feature_div"><div id="corePrice_feature_div">'
    '<span class="a-price"><span class="a-offscreen">{price}</span></span></div></div>'
)


def price(text: str, style: str = "priceToPay") -> str:
    """One `.a-price` that is drawn as a whole and read aloud."""
    drawn = f'<span aria-hidden="true">{text}</span>'
    return f'<span class="a-price {style}"><span class="a-offscreen">{text}</span>{drawn}</span>'


def pieced(symbol: str, whole: str, point: str, fraction: str, aloud: str = "") -> str:
    """One `.a-price` that is drawn in pieces, and read aloud as `aloud`."""
    end = f'<span class="a-price-fraction">{fraction}</span>' if fraction else ""
    dot = f'<span class="a-price-decimal">{point}</span>' if fraction else ""
    drawn = f'<span class="a-price-symbol">{symbol}</span><span class="a-price-whole">{whole}{dot}</span>{end}'
    mark = f'<span class="a-offscreen">{aloud or " "}</span><span aria-hidden="true">{drawn}</span>'
    return f'<span class="a-price priceToPay">{mark}</span>'


def struck(text: str, label: str = "List Price:") -> str:
    """A list price, struck through, behind its label."""
    mark = f'<span class="a-price a-text-price" data-a-strike="true"><span class="a-offscreen">{text}</span></span>'
    return f'<span class="basisPrice">{label} {mark}</span>'


def middle(*pieces: str, name: str = "corePriceDisplay_desktop_feature_div") -> str:
    """A price block in the middle of the page."""
    return f'<div id="{name}">{"".join(pieces)}</div>'


def box(*pieces: str, name: str = "corePrice_feature_div") -> str:
    """A price block in the buy box."""
    return f'<div id="{name}">{"".join(pieces)}</div>'


def stock(line: str) -> str:
    """The line about stock."""
    return f'<div id="availability"><span class="a-size-medium"> {line} </span></div>'


def page(*pieces: str, advertised: str = "$1.99") -> bytes:
    """A product's page with these pieces, and with other products' prices before and behind them."""
    decoy = ADVERTISED.format(price=advertised)
    title = '<span id="productTitle"> Lamp </span>'
    return (
        f"<!doctype html><html><body>{decoy}<div id='dp'>{title}{''.join(pieces)}</div>{decoy}</body></html>".encode()
    )


def offer(store: str, *pieces: str) -> Offer:
    """What is read of the offer on such a page of a store."""
    return read_page(page(*pieces), market=marketplace(store)).offer


def shown(found: Offer, wanted: dict[str, Any]) -> dict[str, Any]:
    """The same fields of an offer as those wanted, in words."""
    read = {key: getattr(found, key) for key in wanted}
    return {
        key: value if value is None or isinstance(value, int | tuple) else str(value) for key, value in read.items()
    }
