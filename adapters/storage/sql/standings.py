"""Standings and the rows that hold them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, select

from adapters.storage.sql.codec import with_listing, without_listing
from adapters.storage.sql.tables import listing_versions, products
from core.catalog.asin import Product
from core.catalog.snapshot import Listing
from core.foresight.habit import STRANGE
from core.watching.presence import HERE_ALL_ALONG
from core.watching.standing import Standing

# In the order in which `standing_of` unpacks them.
STANDING: Final = (
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
    products.c.presence,
    products.c.rested_at,
    products.c.habit,
    products.c.stake,
    listing_versions.c.body.label("listing"),
)
_LISTING_AT: Final = 8  # its place there
LISTING_ACCEPTED: Final = (listing_versions.c.product_key == products.c.key) & (
    listing_versions.c.at == products.c.listing_at
)
STANDINGS: Final[Select[Any]] = select(*STANDING).select_from(products.outerjoin(listing_versions, LISTING_ACCEPTED))


class Stood(NamedTuple):
    """Where a product stands, and which version of its listing is the accepted one."""

    standing: Standing
    listing_at: datetime | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> "Stood":
        """What a row of `STANDINGS` holds."""
        return cls(standing_of(row), row[_LISTING_AT])


class Listings:
    """The listings that this unit of work has read: only those that changed are written again."""

    def __init__(self) -> None:
        self._read: dict[int, Stood] = {}

    def learn(self, stood: Stood) -> None:
        """Remember the listing of what was read."""
        self._read[stood.standing.key] = stood

    def unknown(self, standings: list[Standing]) -> list[int]:
        """The keys of those whose listing was not read yet."""
        return [standing.key for standing in standings if standing.accepted and standing.key not in self._read]

    def changed(self, standing: Standing) -> dict[str, Any] | None:
        """A row for `listing_versions` if the accepted listing is not the one that was read."""
        accepted = standing.accepted
        if accepted is None:
            return None
        before = self._before(standing.key)
        if before is accepted.listing or before == accepted.listing:
            return None
        return {"product_key": standing.key, "at": accepted.at, "body": accepted.listing}

    def version(self, standing: Standing) -> Any:
        """Which version is the accepted one."""
        if standing.accepted is None:
            return None
        return standing.accepted.at if self.changed(standing) else self._read[standing.key].listing_at

    def _before(self, key: int) -> Listing | None:
        stood = self._read.get(key)
        return stood.standing.accepted.listing if stood and stood.standing.accepted else None


def standing_of(row: Sequence[Any]) -> Standing:
    """The standing that a row of `STANDINGS` holds."""
    # Unpacked, not asked for by name: they may stand behind other columns, and this is read on every `/list`.
    key, id_, asin, market, every, due_at, looked_at, accepted, *others = tuple(row)
    _, doubt, failure, presence, rested_at, habit, stake, listing = others
    return Standing(
        key=key,
        id=id_,
        product=Product(asin, market),
        accepted=None if accepted is None else with_listing(accepted, listing),
        doubt=doubt,
        failure=failure,
        presence=presence or HERE_ALL_ALONG,
        every=every,
        due_at=due_at,
        looked_at=looked_at,
        rested_at=rested_at,
        habit=habit or STRANGE,
        stake=stake,
    )


def row_of(standing: Standing) -> Mapping[str, Any]:
    """What a look may change of a product's row, but for its listing; `of` is the key."""
    return {
        "of": standing.key,
        "accepted": None if standing.accepted is None else without_listing(standing.accepted),
        "doubt": standing.doubt,
        "failure": standing.failure,
        "presence": None if standing.presence == HERE_ALL_ALONG else standing.presence,
        "every": standing.every,
        "due_at": standing.due_at,
        "looked_at": standing.looked_at,
        "rested_at": standing.rested_at,
        "habit": None if standing.habit == STRANGE else standing.habit,
        "stake": standing.stake,
    }
