"""All that the database knows which bears on what a batch of looks has found."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

from core.alerts.alert import Alert
from core.catalog.asin import Product
from core.catalog.series import Extreme, RankPoint
from core.ports.watches import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a batch is to be told of.

    `changed` products are those of which a rule reads something else now. The alerts since `told_since` are asked for;
    of those that show a rank, `ranked`, the ranks less than `span` before it; of those that are `fallen` the lowest
    price; of those that are `repriced` who might be undercut by now.
    """

    changed: Collection[Product]
    told_since: datetime
    ranked: Mapping[Product, RankPoint]
    span: timedelta
    fallen: Collection[Product]
    repriced: Collection[Product]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What there is of it.

    `audience` is as `Watches.audience` gives it, `lowest` as `Series.lowest`, `ranks` as `Series.ranks_before`, but
    with an empty row for what was asked and never had one.
    `under_way` are the alerts that have a course and are not resolved, oldest first; `contested` the lists on which a
    repriced product is an own one and somebody has a rule about being undercut; `shown` the changed products that some
    live card shows.
    """

    audience: Sequence[Audience]
    under_way: Sequence[Alert]
    ranks: Mapping[Product, Sequence[int]]
    lowest: Mapping[Product, Extreme]
    contested: frozenset[UUID]
    shown: frozenset[Product]


NOTHING_KNOWN: Final = Briefing(
    audience=(), under_way=(), ranks={}, lowest={}, contested=frozenset(), shown=frozenset()
)


class Briefings(Protocol):
    """One question instead of six."""

    async def on(self, asked: Asked) -> Briefing:
        """What is known; one statement for up to 500 products."""
