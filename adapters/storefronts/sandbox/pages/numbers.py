"""Amounts and counts as each store writes them: $1,299.00, 49,90 €, ￥3,280, ₹1,29,900, R$ 1.499,99."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.catalog.marketplace import marketplace
from core.errors import NoSuchMarketplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An amount taken apart as the price block shows it; `text` is the whole, `fraction` empty where none is shown."""

    text: str
    symbol: str
    symbol_first: bool
    whole: str
    point: str
    fraction: str


# Symbol, what stands between it and the number, and whether it comes first; no-break spaces as Amazon puts them.
_SYMBOLS: Final = {
    "com": ("$", "", True),
    "co.uk": ("£", "", True),
    "de": ("€", "\u00a0", False),
    "fr": ("€", "\u00a0", False),
    "es": ("€", "", False),
    "co.jp": ("￥", "", True),
    "in": ("₹", "", True),
    "com.br": ("R$", "\u00a0", True),
}
_GROUPS: Final = {"fr": "\u202f"}  # France groups by a narrow no-break space
_LAST_GROUP: Final = 3


def written(amount: Decimal, market: str) -> Written:
    """An amount in the store's own currency, as the store writes it."""
    symbol, gap, first = _SYMBOLS[market]
    whole, _, fraction = f"{amount:f}".partition(".")
    point = _point(market) if fraction else ""
    number = f"{grouped(int(whole), market)}{point}{fraction}"
    return Written(
        text=f"{symbol}{gap}{number}" if first else f"{number}{gap}{symbol}",
        symbol=symbol,
        symbol_first=first,
        whole=grouped(int(whole), market),
        point=point,
        fraction=fraction,
    )


def grouped(count: int, market: str) -> str:
    """A count with the store's sign between groups of digits: of three, in India of two before the last three."""
    digits, size = str(count), 2 if market == "in" else _LAST_GROUP
    head, tail = digits[:-_LAST_GROUP], digits[-_LAST_GROUP:]
    groups = [head[max(0, end - size) : end] for end in range(len(head), 0, -size)]
    return _group(market).join((*reversed(groups), tail))


def decimal_text(number: Decimal, market: str) -> str:
    """A rating of five stars with the store's decimal sign."""
    return f"{number:f}".replace(".", _point(market))


def _point(market: str) -> str:
    if store := marketplace(market):
        return store.decimal
    raise NoSuchMarketplace(market)


def _group(market: str) -> str:
    if store := marketplace(market):
        return _GROUPS.get(market, store.group)
    raise NoSuchMarketplace(market)
