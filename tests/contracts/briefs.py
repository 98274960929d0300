"""Questions before a batch of looks is judged, with nothing in what is not said."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from core.catalog.asin import Product
from core.catalog.series import RankPoint
from core.catalog.snapshot import Rank
from core.ports.briefings import Asked
from tests.contracts.storage_examples import HOUR, NOON

DAY = timedelta(days=1)


def asked(
    *changed: Product,
    ranked: Mapping[Product, RankPoint] | None = None,
    fallen: Collection[Product] = (),
    repriced: Collection[Product] = (),
    told_since: datetime = NOON,
) -> Asked:
    """The question about these changed products."""
    return Asked(
        changed=changed, told_since=told_since, ranked=ranked or {}, span=DAY, fallen=fallen, repriced=repriced
    )


def ranked(rank: int, hours: int, category: str = "Kitchen") -> RankPoint:
    """A rank so many hours after noon."""
    return RankPoint(NOON + hours * HOUR, Rank(rank, category))
