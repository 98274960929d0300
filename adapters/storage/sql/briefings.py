"""What bears on a batch of looks, in one statement."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select

from adapters.storage.sql.audience import OF_PRODUCTS, by_number, heard
from adapters.storage.sql.categories import Categories
from adapters.storage.sql.courses import UNDER_WAY
from adapters.storage.sql.product_keys import ProductKeys
from adapters.storage.sql.ranks import RANKS, Before
from adapters.storage.sql.readings import Reading, Several
from adapters.storage.sql.series import LOWEST, extremes
from adapters.storage.sql.session import Session, portions
from adapters.storage.sql.tables import live_cards, rules, watches
from core.alerts.undercut import UNDERCUT
from core.catalog.asin import Product
from core.ports.briefings import Asked, Briefing
from core.watching.watch import Role

if TYPE_CHECKING:
    from core.alerts.alert import Alert
    from core.catalog.series import Extreme
    from core.ports.watches import Audience

_own: Final = watches.alias("own")
_CHANGED_KEYS: Final[BindParameter[int]] = bindparam("changed", expanding=True)
_CONTESTED: Final[Reading[UUID]] = Reading(
    select(watches.c.list_id)
    .distinct()
    .join(rules, rules.c.watch_id == watches.c.id)
    .where(rules.c.metric == bindparam("metric", UNDERCUT, literal_execute=True), watches.c.ended_at.is_(None))
    .where(
        watches.c.list_id.in_(
            select(_own.c.list_id).where(
                _own.c.product_key.in_(bindparam("repriced", expanding=True)),
                _own.c.ended_at.is_(None),
                _own.c.role == bindparam("own", Role.OWN.value, literal_execute=True),
            )
        )
    ),
    itemgetter(0),
)
_SHOWN: Final[Reading[int]] = Reading(
    select(live_cards.c.product_key).distinct().where(live_cards.c.product_key.in_(_CHANGED_KEYS)), itemgetter(0)
)


_ALL: Final = Several(OF_PRODUCTS.watches, OF_PRODUCTS.rules, UNDER_WAY, RANKS, LOWEST, _CONTESTED, _SHOWN)


class SqlBriefings:
    """`core.ports.storage.Briefings` in SQL."""

    def __init__(self, session: Session, keys: ProductKeys, categories: Categories) -> None:
        self._session = session
        self._keys = keys
        self._categories = categories

    async def on(self, asked: Asked) -> Briefing:
        """See the port; all products must be known."""
        changed = await self._keys.of(asked.changed)
        product_of = {key: product for product, key in changed.items()}
        gathered = _Gathered(asked, product_of, await self._before(asked, changed))
        for some in portions(product_of):
            gathered.take(await self._session.read_several(_ALL, gathered.given(some)))
        return gathered.briefing()

    async def _before(self, asked: Asked, changed: Mapping[Product, int]) -> Before:
        points = {changed[product]: point for product, point in asked.ranked.items()}
        numbers = await self._categories.met(point.rank.category for point in points.values())
        return Before(points, asked.span, numbers)


class _Gathered:
    """What was read so far."""

    def __init__(self, asked: Asked, product_of: Mapping[int, Product], before: Before) -> None:
        self._asked = asked
        self._product_of = product_of
        self._before = before
        self._audience: list[Audience] = []
        self._under_way: list[Alert] = []
        self._ranks: list[tuple[int, int, int, int]] = []
        self._lowest: dict[Product, Extreme] = {}
        self._contested: set[UUID] = set()
        self._shown: set[int] = set()

    def given(self, changed: Sequence[int]) -> dict[str, Any]:
        """The parameters for some of the changed keys."""
        some = {
            name: [key for key in changed if self._product_of[key] in those]
            for name, those in (("fallen", self._asked.fallen), ("repriced", self._asked.repriced))
        }
        return {"changed": changed, "told_since": self._asked.told_since, **some, **self._before.given(changed)}

    def take(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take in what was read for some products."""
        hearers, listed, under_way, ranks, lowest, contested, shown = rows
        self._audience += heard(hearers, listed)
        self._under_way += under_way
        self._ranks += ranks
        self._lowest |= extremes(lowest, self._product_of)
        self._contested.update(contested)
        self._shown.update(shown)

    def briefing(self) -> Briefing:
        """All of it, in the order in which it is told."""
        ranks = self._before.of(sorted(self._ranks))
        return Briefing(
            audience=by_number(self._audience),
            under_way=sorted(self._under_way, key=lambda alert: (alert.at, alert.id.int)),
            ranks={self._product_of[key]: ranks.get(key, ()) for key in self._before.points},
            lowest=self._lowest,
            contested=frozenset(self._contested),
            shown=frozenset(self._product_of[key] for key in self._shown),
        )
