"""What a message is read against: what its chat watches, what the talk is about, and where and when it is said."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One watched product: `product` as ``B0…@com``, `number` as the list shows it."""

    number: int
    product: str
    title: str = ""
    role: str | None = None
    list: str | None = None
    muted: bool = False
    memo: str | None = None

    @property
    def market(self) -> str:
        """The store's code."""
        return self.product.partition("@")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a message is said; `watchlist` is None where it is not known what is watched, `zone` an IANA name."""

    watchlist: tuple[Entry, ...] | None = None
    focus: str | None = None
    market: str = DEFAULT_MARKETPLACE.code
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    zone: str = "UTC"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is watched, as far as known."""
        return self.watchlist or ()

    def at(self, now: datetime) -> "Context":
        """The same at another moment."""
        return replace(self, now=now)

    def knows(self, product: str) -> bool:
        """Whether a product is watched; where the watchlist is not known, any may be."""
        return self.watchlist is None or product == self.focus or any(one.product == product for one in self.watchlist)


def currency_of(market: str) -> str:
    """The ISO currency of a store's prices."""
    return (marketplace(market) or DEFAULT_MARKETPLACE).currency
