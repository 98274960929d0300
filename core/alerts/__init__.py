"""What Amazcope tells: the catalogue of alert kinds, and of the signals that are settled before anything is told."""

from typing import Final

from core.alerts.audit_score import AuditScore
from core.alerts.badge import Badge
from core.alerts.content import LISTING
from core.alerts.coupon import Coupon
from core.alerts.deal import Deal
from core.alerts.edit import EDITS
from core.alerts.gone import ListingGone
from core.alerts.kind import AlertKind, Signal
from core.alerts.new_seller import NewSeller
from core.alerts.price import Price
from core.alerts.prime import Prime
from core.alerts.rank import BestSellersRank
from core.alerts.rating import Rating
from core.alerts.record import RecordPrice
from core.alerts.reviews import Reviews
from core.alerts.seller import BuyBox
from core.alerts.stock import Stock
from core.alerts.undercut import Undercut

ALERT_KINDS: Final[tuple[AlertKind, ...]] = (
    Price(),
    RecordPrice(),
    BestSellersRank(),
    Stock(),
    BuyBox(),
    *EDITS,
    ListingGone(),
    NewSeller(),
    Rating(),
    Reviews(),
    Coupon(),
    Deal(),
    Badge(),
    Prime(),
    Undercut(),
    AuditScore(),
)
SIGNALS: Final[tuple[Signal, ...]] = (Price(), BestSellersRank(), Stock(), BuyBox(), *LISTING)
_BY_WHEN: Final = {(kind.metric, phrase.when): kind for kind in ALERT_KINDS for phrase in kind.phrases}


def kind_of(metric: str, when: str | None = None) -> AlertKind | None:
    """The kind that judges rules of this metric (of this metric and word); without the word the first of several."""
    if when is not None:
        return _BY_WHEN.get((metric, when))
    return next((kind for kind in ALERT_KINDS if kind.metric == metric), None)
