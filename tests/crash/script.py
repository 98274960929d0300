"""How a shop's values move in a campaign."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from tests.crash.ledger import IN, OUT, TARGET
from tests.servers.amazon_shop import AmazonShop, Good

_PRICES = (Decimal("26.50"), Decimal("23.00"), Decimal("20.00"))  # each step is beyond 10 % and within 40 %
_CENTS = 29  # a step's number is in its cents, so that no two steps look the same


@dataclass(slots=True)
class Script:
    """One product's values so far; a `patient` script moves on only when its last move was told."""

    asin: str
    what: str
    patient: bool
    targeted: bool
    values: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """What is typed to track the product."""
        return f"/track {self.asin}" + (f" below {TARGET}" if self.targeted else "")

    def move(self, shop: AmazonShop, chance: Random) -> None:
        """Put the first or the next value on the shelf."""
        good = shop.goods.get(self.asin)
        if good is None:
            good = Good(_PRICES[0])
        elif self.what == "stock":
            good = replace(good, in_stock=not good.in_stock)
        else:
            others = [price for price in _PRICES if abs(price - good.price) > 1]
            good = Good(chance.choice(others) + Decimal(len(self.values) % _CENTS) / 100)
        shop.goods[self.asin] = good
        self.values.append((IN if good.in_stock else OUT) if self.what == "stock" else f"${good.price}")


def ten_scripts(letter: str) -> list[Script]:
    """Five patient prices (two with a target besides), three restless ones, and two that sell out and come back."""
    return [
        Script(f"B0CRASH{letter}0{n}", "stock" if n > 7 else "price", patient=n < 5 or n > 7, targeted=n < 2)
        for n in range(10)
    ]
