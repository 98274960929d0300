"""Amounts in items: numbers, texts, or a number with a currency's sign, which many stores share."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from adapters.storefronts.apify.actor import Phrases
from adapters.storefronts.apify.fields import inner, positive, text
from core.catalog.marketplace import MARKETPLACES, Marketplace
from core.catalog.money import Money

# Signs that several stores share: each store means its own currency; elsewhere it is the first one's.
_SHARED: Final = {
    "$": ("USD", "CAD", "MXN", "AUD", "SGD"),
    "¥": ("JPY", "CNY"),
    "￥": ("JPY", "CNY"),
    "kr": ("SEK",),
    "kr.": ("SEK",),
    "R": ("ZAR",),
    "TL": ("TRY",),
    "Rs": ("INR",),
    "Rs.": ("INR",),
}
_KNOWN: Final = frozenset(store.currency for store in MARKETPLACES)
_CODE: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as an item tells it; `currency` is None where neither the item nor its store tells it."""

    value: Decimal
    currency: str | None


def amount(told: object, store: Marketplace | None, phrases: Phrases) -> Amount | None:
    """A positive amount: ``{"value": 20.8, "currency": "$"}``, a number, or a text with exactly one amount.

    None for what is no amount, for 0, and for an amount in a currency that nobody knows.
    """
    sign = text(inner(told).get("currency"))
    value = inner(told).get("value") if inner(told) else told
    words = text(value)
    currency, is_known = currency_of(sign or _sign_in(words, phrases), store, phrases)
    if not is_known:
        return None
    found = positive(value)
    if found is None and words:
        several = phrases.amounts(words, store)
        found = several[0] if len(several) == 1 else None
    return None if found is None else _rounded(found, currency)


def amount_range(told: object, store: Marketplace | None, phrases: Phrases) -> tuple[Amount, Amount] | None:
    """The ends of a range: ``{"min": …, "max": …}``, or a text with two amounts."""
    ends = inner(told)
    if ends:
        low, high = (amount(ends.get(name), store, phrases) for name in ("min", "max"))
    else:
        words = text(told) or ""
        currency, is_known = currency_of(_sign_in(words, phrases), store, phrases)
        several = phrases.amounts(words, store) if is_known else ()
        low, high = (_rounded(each, currency) for each in several) if len(several) == 2 else (None, None)
    return (low, high) if low and high and low.currency == high.currency and low.value < high.value else None


def currency_of(sign: str | None, store: Marketplace | None, phrases: Phrases) -> tuple[str | None, bool]:
    """The ISO 4217 code that a sign means in a store, and whether it is known at all; the store's own for no sign."""
    own = store.currency if store else None
    if sign is None:
        return own, True
    if sign in _SHARED:
        return (own if own in _SHARED[sign] else _SHARED[sign][0] if store else None), True
    if _CODE.fullmatch(sign) and sign in _KNOWN:
        return sign, True
    found = phrases.currency(sign)
    return found, found is not None


def _sign_in(words: str | None, phrases: Phrases) -> str | None:
    """The sign that a text with amounts shows."""
    if not words:
        return None
    return phrases.currency(words) or next((sign for sign in ("$", "¥", "￥") if sign in words), None)


def _rounded(value: Decimal, currency: str | None) -> Amount:
    return Amount(Money.of(value, currency).amount if currency else value, currency)
