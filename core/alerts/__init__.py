"""What Amazcope tells: the catalogue of alert kinds, and of the signals that are settled before anything is told."""

from typing import Final

from core.alerts.content import LISTING
from core.alerts.gone import ListingGone
from core.alerts.kind import AlertKind, Signal
from core.alerts.price import Price
from core.alerts.rank import BestSellersRank
from core.alerts.seller import BuyBoxSeller
from core.alerts.stock import Stock

ALERT_KINDS: Final[tuple[AlertKind, ...]] = (
    Price(),
    BestSellersRank(),
    Stock(),
    ListingGone(),
)
SIGNALS: Final[tuple[Signal, ...]] = (*ALERT_KINDS, BuyBoxSeller(), *LISTING)


def kind_of(metric: str) -> AlertKind | None:
    """The kind that judges rules of this metric."""
    return next((kind for kind in ALERT_KINDS if kind.metric == metric), None)
