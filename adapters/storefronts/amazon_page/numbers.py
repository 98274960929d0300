"""Amounts, counts and stars as any store writes them: Western and Arabic digits, points, commas, spaces, lakhs."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.catalog.marketplace import Marketplace
from core.catalog.money import decimals_of

# Arabic-Indic, extended Arabic-Indic, Devanagari and fullwidth digits, and the Arabic signs between them.
_DIGITS: Final = {
    **{zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0xFF10) for value in range(10)},
    0x66B: ".",
    0x66C: ",",
    0xFF0C: ",",
    0xFF0E: ".",
    0x2019: "'",
}
_UNSEEN: Final = "\u200e\u200f\u200b\u2060\ufeff\u202a\u202b\u202c\u2066\u2067\u2069"
_BLANKS: Final = " \u00a0\u2007\u2009\u202f"
# Blanks part groups of three and nothing else: “12,980 20 percent” are two numbers.
_NUMBER: Final = re.compile(rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d(?:[.,']?\d)*")
_BETWEEN: Final = re.compile(rf"[{_BLANKS}']")
_MINUS: Final = "-−–"
_CURRENCY_BEHIND: Final = re.compile(r"(?:[\s$€£₹¥￥₺]|R\$|[A-Z]{2,3}|kr|zł)+$")
# Groups of three, or of two before the last three (lakhs).
_COUNT: Final = re.compile(rf"\d+|\d{{1,3}}(?:[.,'{_BLANKS}]\d{{2,3}})*[.,'{_BLANKS}]\d{{3}}")
_ROUNDED: Final = re.compile(r"\s?(?:(?:[KkMmB]|mil|bin|tys|Tsd|Mio|lakh|million)(?![^\W\d_])|[万千+])")
_STARS: Final = re.compile(r"(?<![\d.,])\d(?:[.,]\d)?(?![\d]|[.,]\d)")
_FIVE: Final = Decimal(5)
_LONGEST: Final = 15
_LONGEST_TEXT: Final = 10_000  # many times what stands beside any price
_NEAR: Final = 16
_GROUP: Final = 3
# What stands beside an amount, longest first where one sign begins another. ISO codes are read as they are.
_SIGNS: Final[tuple[tuple[str, str], ...]] = (
    ("R$", "BRL"),
    ("US$", "USD"),
    ("CDN$", "CAD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("MX$", "MXN"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("zł", "PLN"),
    ("円", "JPY"),
    ("元", "CNY"),
    ("ريال", "SAR"),
    ("درهم", "AED"),
    ("جنيه", "EGP"),
    ("د.إ", "AED"),
    ("ر.س", "SAR"),
    ("ج.م", "EGP"),
)
_CODES: Final = re.compile(
    r"(?<![A-Z])(AED|ARS|AUD|BGN|BHD|BRL|CAD|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|EGP|EUR|GBP|GTQ|HKD|HUF|IDR|ILS|INR|ISK|JMD"
    r"|JPY|KES|KRW|KWD|KZT|LBP|MAD|MOP|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN|QAR|RON|RUB|SAR|SEK|SGD|THB|TRY|TTD|TWD"
    r"|UAH|USD|UYU|VND|XCD|ZAR)(?![A-Z])"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money as a page shows it; `currency` is None where no sign tells it (a bare ``$`` tells nothing)."""

    value: Decimal
    currency: str | None


def tidy(text: str) -> str:
    """`text` as it is written, without direction marks, every run of blanks one space."""
    if not text.isascii():
        for mark in _UNSEEN:
            text = text.replace(mark, "")
    return " ".join(text.split())


def plain(text: str) -> str:
    """`tidy` with Western digits and signs, each in the place of the one it stands for."""
    shown = tidy(text)
    return shown if shown.isascii() else shown.translate(_DIGITS)


def amounts(text: str, store: Marketplace | None) -> tuple[Amount, ...]:
    """Every positive amount in `text`, in order. Percentages and negative numbers are none."""
    shown = plain(text[:_LONGEST_TEXT])
    currency = currency_in(shown)
    found = []
    for match in _NUMBER.finditer(shown):
        before = shown[max(0, match.start() - _NEAR) : match.start()].rstrip()
        after = shown[match.end() : match.end() + _NEAR].lstrip()
        if after.startswith(("%", "٪")) or before.endswith("%") or _is_negative(before):
            continue
        value = _money(match[0], currency or (store.currency if store else None), store)
        if value is not None and value > 0:
            found.append(Amount(value, currency))
    return tuple(found)


def amount(text: str, store: Marketplace | None) -> Amount | None:
    """The amount that `text` begins with or consists of; None where there is none or the first number is no amount.

    A label may go on after the amount (``63,42 € con un ahorro del 21 %``), never with a second amount.
    """
    found = amounts(text, store)
    return found[0] if len(found) == 1 else None


def currency_in(text: str) -> str | None:
    """The ISO 4217 code of the currency that `text` shows."""
    code = _CODES.search(text)
    if code:
        return code[1]
    if "$" not in text and text.isascii():
        return None
    return next((iso for sign, iso in _SIGNS if sign in text), None)


def count(text: str) -> int | None:
    """The first whole number in `text`, whatever parts its groups: ``1,562 ratings``, ``5.182``, ``20 042``.

    None where that is no count: ``4,5 von 5``, and the rounded ``1.2K`` of small screens.
    """
    shown = plain(text)
    match = _NUMBER.search(shown)
    if match is None or len(match[0]) > _LONGEST or not _COUNT.fullmatch(match[0]):
        return None
    if _ROUNDED.match(shown, match.end()):
        return None
    return int(re.sub(r"\D", "", match[0]))


def stars(text: str) -> Decimal | None:
    """Stars of five in a phrase, whichever is named first: ``4,3 von 5 Sternen``, ``5つ星のうち4.3``."""
    found = _STARS.findall(plain(text))[:2]
    if not found:
        return None
    value = Decimal(next((word for word in found if word != "5"), "5").replace(",", "."))
    return value if 0 < value <= _FIVE else None


def _is_negative(before: str) -> bool:
    """Whether what stands before a number ends in a minus rather than in the dash of a range."""
    sign = _CURRENCY_BEHIND.sub("", before)
    return sign.endswith(tuple(_MINUS)) and not _CURRENCY_BEHIND.sub("", sign[:-1])[-1:].isdigit()


def _money(digits: str, currency: str | None, store: Marketplace | None) -> Decimal | None:
    if len(digits) > _LONGEST:
        return None
    squeezed = _BETWEEN.sub("", digits)
    is_fine = currency is not None and decimals_of(currency) == _GROUP
    whole, fraction = _parted(squeezed, store, is_fine=is_fine)
    decimals = decimals_of(currency) if currency else len(fraction)
    if fraction and len(fraction) != decimals and (fraction.strip("0") or decimals):
        return None
    number = re.sub(r"\D", "", whole)
    return Decimal(f"{number}.{fraction}") if number and fraction else Decimal(number) if number else None


def _parted(digits: str, store: Marketplace | None, *, is_fine: bool) -> tuple[str, str]:
    """A number's whole part and its decimals, by the last sign in it and, where that may be either, by the store's.

    In `is_fine` currencies the last three digits are decimals, since all stores always write them: ``KWD 12.345``.
    """
    at = max(digits.rfind("."), digits.rfind(","))
    if at < 0:
        return digits, ""
    sign, tail = digits[at], digits[at + 1 :]
    other = "," if sign == "." else "."
    if digits.count(sign) > 1:
        return digits, ""
    if len(tail) == _GROUP and not is_fine and (other not in digits or digits.rfind(other) < at):
        grouped = other not in digits and not digits.startswith("0")
        is_decimal = store is not None and store.decimal == sign and not grouped
        return (digits[:at], tail) if is_decimal else (digits, "")
    return digits[:at], tail
