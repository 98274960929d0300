"""Amounts of money: exact, in a currency, with that currency's own number of decimals."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final, Self

# ISO 4217 minor units, of the currencies that Amazon's stores sell in or convert to; those that are not here have two.
_DECIMALS: Final[dict[str, int]] = {"JPY": 0, "BHD": 3, "KWD": 3, "OMR": 3}


def decimals_of(currency: str) -> int:
    """How many digits after the point an amount of this currency has."""
    return _DECIMALS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount and its ISO 4217 currency; the amount always has the currency's own decimals."""

    currency: str
    amount: Decimal

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> Self:
        """Round half to even to the currency's decimals. Raises `decimal.InvalidOperation` for what is no number."""
        step = Decimal(1).scaleb(-decimals_of(currency))
        return cls(currency, Decimal(amount).quantize(step, rounding=ROUND_HALF_EVEN))

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Self:
        """From whole minor units (cents, yen), as the series stores them."""
        return cls(currency, Decimal(minor).scaleb(-decimals_of(currency)))

    @property
    def minor(self) -> int:
        """The amount in whole minor units (cents, yen)."""
        return int(self.amount.scaleb(decimals_of(self.currency)))

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
