"""Standings and the rows that hold them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Row, Select, select

from adapters.storage.sql.codec import with_listing, without_listing
from adapters.storage.sql.tables import listing_versions, products
from core.catalog.asin import Product
from core.catalog.snapshot import Listing
from core.watching.standing import Standing

STANDINGS: Final[Select[Any]] = select(
    products.c.key,
    products.c.id,
    products.c.asin,
    products.c.market,
    products.c.every,
    products.c.due_at,
    products.c.looked_at,
    products.c.accepted,
    products.c.listing_at,
    products.c.doubt,
    products.c.failure,
    listing_versions.c.body.label("listing"),
).select_from(
    products.outerjoin(
        listing_versions,
        (listing_versions.c.product_key == products.c.key) & (listing_versions.c.at == products.c.listing_at),
    )
)


class Listings:
    """The listings that this unit of work has read: only those that changed are written again."""

    def __init__(self) -> None:
        self._read: dict[int, Row[Any]] = {}

    def learn(self, row: Row[Any]) -> None:
        """Remember the listing of a row of `STANDINGS`."""
        self._read[row.key] = row

    def unknown(self, standings: list[Standing]) -> list[int]:
        """The keys of those whose listing was not read yet."""
        return [standing.key for standing in standings if standing.accepted and standing.key not in self._read]

    def changed(self, standing: Standing) -> dict[str, Any] | None:
        """A row for `listing_versions` if the accepted listing is not the one that was read."""
        accepted = standing.accepted
        if accepted is None or self._before(standing.key) == accepted.listing:
            return None
        return {"product_key": standing.key, "at": accepted.at, "body": accepted.listing}

    def version(self, standing: Standing) -> Any:
        """Which version is the accepted one."""
        if standing.accepted is None:
            return None
        return standing.accepted.at if self.changed(standing) else self._read[standing.key].listing_at

    def _before(self, key: int) -> Listing | None:
        row = self._read.get(key)
        return None if row is None else row.listing


def standing_of(row: Row[Any]) -> Standing:
    """The standing that a row of `STANDINGS` holds."""
    return Standing(
        key=row.key,
        id=row.id,
        product=Product(row.asin, row.market),
        accepted=None if row.accepted is None else with_listing(row.accepted, row.listing),
        doubt=row.doubt,
        failure=row.failure,
        every=row.every,
        due_at=row.due_at,
        looked_at=row.looked_at,
    )


def row_of(standing: Standing) -> Mapping[str, Any]:
    """What a look may change of a product's row, but for its listing; `of` is the key."""
    return {
        "of": standing.key,
        "accepted": None if standing.accepted is None else without_listing(standing.accepted),
        "doubt": standing.doubt,
        "failure": standing.failure,
        "every": standing.every,
        "due_at": standing.due_at,
        "looked_at": standing.looked_at,
    }
