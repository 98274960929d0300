"""What a run cost, as far as Apify says so."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol


class Priced(Protocol):
    """What the client's model of a run says of money."""

    @property
    def usage_total_usd(self) -> float | None:
        """What the account pays, where Apify tells it to the account."""

    @property
    def charged_event_counts(self) -> dict[str, int] | None:
        """How often each event was charged, for actors that are paid by event."""

    @property
    def pricing_info(self) -> Any:
        """The actor's price list, whose `pricing_model` says how it is paid."""


@dataclass(frozen=True, slots=True)
class Cost:
    """US dollars: `total` where it is known, else so much for `each` item; None where it is not said."""

    total: Decimal | None = None
    each: Decimal | None = None

    def of(self, items: int) -> Decimal | None:
        """The cost of a run that delivered so many."""
        return self.total if self.total is not None or self.each is None else self.each * items


def cost_of(run: Priced) -> Cost:
    """Apify's own total, else what the price list makes of it; tiers differ by account and are not guessed."""
    if run.usage_total_usd is not None:
        return Cost(total=_exact(run.usage_total_usd))
    prices = run.pricing_info
    match getattr(prices, "pricing_model", None):
        case "PRICE_PER_DATASET_ITEM" if prices.price_per_unit_usd is not None:
            return Cost(each=_exact(prices.price_per_unit_usd))
        case "PAY_PER_EVENT":
            return Cost(
                total=_charged(prices.pricing_per_event.actor_charge_events or {}, run.charged_event_counts or {})
            )
        case "FREE":
            return Cost(total=Decimal(0))
        case _:
            return Cost()


def _charged(prices: dict[str, Any], counts: dict[str, int]) -> Decimal | None:
    costs = [
        _exact(prices[event].event_price_usd) * count
        for event, count in counts.items()
        if event in prices and prices[event].event_price_usd is not None
    ]
    return sum(costs, Decimal(0)) if len(costs) == len(counts) else None


def _exact(value: float) -> Decimal:
    return Decimal(str(value))
