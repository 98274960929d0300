"""Everything the shop sells."""

from typing import Final

from adapters.storefronts.sandbox.products.americas import BRAZIL, UNITED_STATES
from adapters.storefronts.sandbox.products.asia import INDIA, JAPAN
from adapters.storefronts.sandbox.products.europe import BRITAIN, FRANCE, GERMANY, SPAIN
from adapters.storefronts.sandbox.products.product import ShopProduct
from adapters.storefronts.sandbox.products.shelf import MORE_UNITED_STATES
from core.catalog.asin import Product

PRODUCTS: Final[tuple[ShopProduct, ...]] = (
    *UNITED_STATES,
    *MORE_UNITED_STATES,
    *GERMANY,
    *BRITAIN,
    *JAPAN,
    *SPAIN,
    *FRANCE,
    *INDIA,
    *BRAZIL,
)

HERO: Final = "B0ZBLEND42"
"""A blender on com: its price drops once, about 8 shop-seconds after opening, and holds."""

CALM: Final = "B0ZUSBC240"
"""A cable on com: neither price nor stock changes in the first 90 shop-seconds."""

_BY_PRODUCT: Final = {each.product: each for each in PRODUCTS}


def find(asin: str, market: str = "com") -> ShopProduct | None:
    """The shop's product of this number in this store, or None."""
    return _BY_PRODUCT.get(Product(asin, market))
