"""Small wordings."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.views.wording import clock_time, day, money, share, short, span, until
from core.watching.watch import FOREVER

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)  # a Sunday


@pytest.mark.parametrize(
    ("amount", "market", "expected"),
    [
        ("49.99", "com", "$49.99"),
        ("1299.9", "de", "1.299,90 €"),
        ("3280", "co.jp", "￥3,280"),
        ("129900", "in", "₹1,29,900.00"),
        ("1499.99", "com.br", "R$ 1.499,99"),
        ("99", "sa", "SAR 99.00"),
        ("99", "ae", "AED 99.00"),
        ("12.5", "co.uk", "£12.50"),
        (None, "com", "no price"),
    ],
)
def test_money_is_written_as_its_store_writes_it(amount, market, expected):
    assert money(None if amount is None else Decimal(amount), market) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0.16", "16 %"), ("-0.161", "16 %"), ("0.0123", "1.2 %"), ("0.05", "5 %"), ("1.5", "150 %")],
)
def test_shares_have_as_many_digits_as_they_need(value, expected):
    assert share(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (timedelta(seconds=30), "14:00:30"),
        (timedelta(hours=4), "18:00"),
        (timedelta(days=1), "Mon 14:00"),
        (timedelta(days=-2), "1 May 14:00"),
        (timedelta(days=30), "2 Jun 14:00"),
        (timedelta(days=400), "7 Jun 2027"),
    ],
)
def test_moments_are_as_short_as_they_can_be_in_the_chats_zone(later, expected):
    assert clock_time(NOW + later, NOW, "Europe/Berlin") == expected


def test_an_unknown_zone_is_utc():
    assert clock_time(NOW, NOW, "Mars/Olympus") == "12:00:00"


def test_days_spans_and_silences():
    assert (day(NOW, NOW, "UTC"), day(NOW - timedelta(days=400), NOW, "UTC")) == ("today", "29 Mar 2025")
    assert [span(timedelta(seconds=s)) for s in (40, 720, 18_000, 129_600, 213 * 86_400)] == [
        "40 s", "12 min", "5 h", "36 h", "213 days",
    ]  # fmt: skip
    assert until(FOREVER, NOW, "UTC") == "until you unmute"


def test_titles_are_cut_at_a_word():
    assert short("Vortex Blender, 900 W, with Glass Jar", 24) == "Vortex Blender, 900 W…"
    assert short("  two \n lines ") == "two lines"
    assert short(None) == "not seen yet"
