"""Reading the numbers people type: amounts with or without a currency, shares, ranks, durations."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Final

from core.catalog.marketplace import MARKETPLACES

_NUMBER: Final = re.compile(r"[0-9][0-9.,'’]*[kKmM]?")
_UNITS: Final = {"s": 1, "m": 60, "min": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION: Final = re.compile(r"([0-9]{1,9})(s|min|m|h|d|w)", re.IGNORECASE)
_LONGEST: Final = 100 * 366 * 86400
_SYMBOLS: Final = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "R$": "BRL", "₺": "TRY", "¥": "JPY", "￥": "JPY"}
CURRENCIES: Final = frozenset(store.currency for store in MARKETPLACES)


def read_number(text: str) -> Decimal | None:
    """A positive number in any common notation: 1299, 1,299.00, 1.299,00, 24,99, 12k.

    Where both signs stand, the last is the decimal sign; one sign alone is decimal unless exactly three digits follow.
    """
    if not _NUMBER.fullmatch(text):
        return None
    factor = {"k": 1000, "m": 1_000_000}.get(text[-1].lower(), 1)
    digits = text.rstrip("kKmM").replace("'", "").replace("’", "")
    sign = max(digits.rfind("."), digits.rfind(","))
    whole, part = (digits, "") if sign < 0 else (digits[:sign], digits[sign + 1 :])
    if sign >= 0 and len(part) == 3 and len({c for c in digits if c in ".,"}) == 1:
        whole, part = whole + part, ""
    plain = re.sub("[.,]", "", whole)
    return Decimal(f"{plain or 0}.{part or 0}").normalize() * factor if part.isdigit() or not part else None


def read_money(text: str) -> tuple[Decimal, str | None] | None:
    """An amount and its ISO currency; None where none is said, or ``$``, which means the store's own dollar or peso."""
    currency: str | None = None
    for symbol in (*_SYMBOLS, "$"):
        if text.startswith(symbol) or text.endswith(symbol):
            currency = _SYMBOLS.get(symbol)
            text = text.removeprefix(symbol).removesuffix(symbol)
            break
    for code in (text[:3].upper(), text[-3:].upper()):
        if code in CURRENCIES:
            currency, text = code, text[3:] if text[:3].upper() == code else text[:-3]
            break
    amount = read_number(text)
    return None if amount is None else (amount, currency)


def read_share(text: str) -> Decimal | None:
    """A share in per cent: ``10%``."""
    return read_number(text[:-1]) if text.endswith("%") else None


def read_duration(text: str) -> timedelta | None:
    """A number and a unit, up to a hundred years: 2s, 15m, 6h, 1d, 2w."""
    found = _DURATION.fullmatch(text)
    seconds = int(found[1]) * _UNITS[found[2].lower()] if found else _LONGEST + 1
    return timedelta(seconds=seconds) if seconds <= _LONGEST else None


def spell_duration(span: timedelta) -> str:
    """The shortest spelling in whole units that `read_duration` gives back."""
    seconds = int(span.total_seconds())
    for unit, size in (("w", 604800), ("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def spell_number(value: Decimal) -> str:
    """A plain decimal without exponent or trailing zeros."""
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
