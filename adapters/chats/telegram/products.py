"""The Amazon product that an address leads to."""

from core.catalog.asin import Product, read_link
from core.errors import NotAProductLink


def product_behind(url: str) -> Product | None:
    """The product, where the address itself tells it."""
    try:
        found = read_link(url) if url else None
    except NotAProductLink:
        return None
    return found if isinstance(found, Product) else None
