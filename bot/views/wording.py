"""Small wordings: money, numbers, shares, times, titles."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import format_currency, format_decimal

from core.catalog.marketplace import DEFAULT_MARKETPLACE, marketplace
from core.catalog.snapshot import Availability, Offer
from core.watching.watch import FOREVER

_REMEMBERED: Final = 4_096  # Babel takes 0.05 ms for an amount, and a list is read much oftener than it changes
_CODE_BEFORE_DIGIT: Final = re.compile(r"\b([A-Z]{3})(?=\d)")
AVAILABILITY: Final[dict[Availability, str]] = {
    Availability.IN_STOCK: "in stock",
    Availability.LOW_STOCK: "low stock",
    Availability.OUT_OF_STOCK: "out of stock",
    Availability.PREORDER: "pre-order",
    Availability.NO_FEATURED_OFFER: "no featured offer",
    Availability.NOT_DELIVERABLE: "not delivered to the watched location",
    Availability.UNKNOWN: "unknown",
}


@lru_cache(maxsize=_REMEMBERED)
def money(amount: Decimal | None, market: str, currency: str | None = None) -> str:
    """An amount as its store writes it: $24.99, 24,99 €, ￥3,280; “no price” for None."""
    if amount is None:
        return "no price"
    store = marketplace(market) or DEFAULT_MARKETPLACE
    # Arabic amounts carry direction marks that break a line of Latin text: those stores get the English form.
    locale = "en" if store.language.startswith("ar") else store.locale
    text = format_currency(amount, currency or store.currency, locale=locale)
    return _CODE_BEFORE_DIGIT.sub(r"\1 ", text.replace("\xa0", " ").replace("\u202f", " "))


@lru_cache(maxsize=_REMEMBERED)
def number(value: Decimal | int) -> str:
    """A count or rank with thousands: 17,208."""
    return format_decimal(value, locale="en")


def share(value: Decimal) -> str:
    """The size of a share: 0.1234 is 12 %, 0.0123 is 1.2 %."""
    percent = abs(value) * 100
    digits = 0 if percent >= 10 or percent == percent.to_integral_value() else 1
    return f"{percent:.{digits}f} %"


def zone_of(name: str) -> ZoneInfo:
    """The time zone, UTC where the name is unknown to this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def clock_time(at: datetime, now: datetime, zone: str) -> str:
    """A moment, as short as it can be said, and to the second where it is about now: 10:55:02."""
    if abs(at - now) < timedelta(minutes=2):
        return f"{at.astimezone(zone_of(zone)):%H:%M:%S}"
    return moment(at, now, zone)


def moment(at: datetime, now: datetime, zone: str) -> str:
    """A moment to the minute: 10:55 today, Mon 09:00 this week, 3 May 09:00, 3 May 2025."""
    local, today = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if timedelta(0) < at - now < timedelta(days=6):
        return f"{local:%a %H:%M}"
    if local.year == today.year:
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"


def day(at: datetime, now: datetime, zone: str) -> str:
    """A date: today, 3 May, 3 May 2025."""
    local, today = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    if local.date() == today.date():
        return "today"
    return f"{local.day} {local:%b}" + ("" if local.year == today.year else f" {local.year}")


def until(at: datetime, now: datetime, zone: str) -> str:
    """The end of a silence, always said."""
    return "until you unmute" if at == FOREVER else f"until {clock_time(at, now, zone)}"


def span(length: timedelta) -> str:
    """A length of time in its largest unit: 40 s, 12 min, 5 h, 213 days."""
    seconds = max(0, int(length.total_seconds()))
    for size, unit in ((86400, "day"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size or (size != 86400 and seconds >= size):
            count = seconds // size
            return f"{count} {unit}{'s' if unit == 'day' and count != 1 else ''}"
    return f"{seconds} s"


def short(title: str | None, length: int = 60) -> str:
    """The beginning of a title, cut at a word."""
    text = " ".join((title or "not seen yet").split())
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–|") + "…"


def stock(offer: Offer) -> str:
    """Availability in words, with what is left where the page says so."""
    words = AVAILABILITY[offer.availability]
    return f"{words}, {offer.stock_left} left" if offer.stock_left is not None else words
