"""What Amazcope tells: the catalogue of alert kinds."""

from typing import Final

from core.alerts.kind import AlertKind
from core.alerts.price import Price
from core.alerts.rank import BestSellersRank
from core.alerts.stock import Stock

ALERT_KINDS: Final[tuple[AlertKind, ...]] = (
    Price(),
    BestSellersRank(),
    Stock(),
)


def kind_of(metric: str) -> AlertKind | None:
    """The kind that judges rules of this metric."""
    return next((kind for kind in ALERT_KINDS if kind.metric == metric), None)
