"""The shop's shelf on one plain page, for a person with a browser."""

from collections.abc import Iterable
from html import escape

from adapters.storefronts.sandbox.pages.view import View


def index_page(views: Iterable[View], seconds: int) -> str:
    """Number, store, title, price and availability of everything, `seconds` shop-seconds after the opening."""
    rows = "\n".join(_row(view) for view in views)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Amazcope sandbox</title></head><body>
<h1>Amazcope sandbox</h1><p>Invented products, {seconds} shop-seconds after the opening.</p>
<table><thead><tr><th>ASIN</th><th>Store</th><th>Title</th><th>Price now</th><th>Availability</th></tr></thead><tbody>
{rows}
</tbody></table></body></html>
"""


def _row(view: View) -> str:
    product, now = view.product, view.state.price
    link = f"/dp/{product.asin}?marketplace={product.market}"
    price = "–" if now is None else view.money(now)
    return (
        f'<tr><td><a href="{escape(link)}">{product.asin}</a></td><td>{product.market}</td><td>{view.title}</td>'
        f"<td>{price}</td><td>{view.state.availability.value}</td></tr>"
    )
