"""The small keys by which tables name products, each looked up once in a unit of work."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, select, tuple_

from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import products
from core.catalog.asin import Product


class ProductKeys:
    """What this unit of work has learned of product keys."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Product, int] = {}

    def learn(self, product: Product, key: int) -> None:
        """Remember a key that a statement brought along."""
        self._known[product] = key

    async def of(self, wanted: Iterable[Product]) -> Mapping[Product, int]:
        """The keys of these products, in the order of `wanted`; unknown products are absent."""
        asked = dict.fromkeys(wanted)
        found = self._found(asked)
        if len(found) == len(asked):
            return found
        for portion in portions(product for product in asked if product not in found):
            rows = await self._session.all(
                select(products.c.key, products.c.asin, products.c.market).where(is_one_of(portion))
            )
            self._known |= {Product(row.asin, row.market): row.key for row in rows}
        return self._found(asked)

    def _found(self, asked: Iterable[Product]) -> Mapping[Product, int]:
        known = self._known.get
        return {product: key for product in asked if (key := known(product)) is not None}


def is_one_of(wanted: Iterable[Product]) -> ColumnElement[bool]:
    """A condition on `products`."""
    return tuple_(products.c.asin, products.c.market).in_([(product.asin, product.market) for product in wanted])
