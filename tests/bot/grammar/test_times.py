"""Until when, as people say it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.grammar.times import Until, end_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 5, 6, 12, 30, tzinfo=UTC)  # a Wednesday, 14:30 in Berlin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4h", "2026-05-06 18:30"),
        ("1d", "2026-05-07 14:30"),
        ("18:30", "2026-05-06 18:30"),
        ("9:00", "2026-05-07 09:00"),
        ("9", "2026-05-07 09:00"),
        ("6pm", "2026-05-06 18:00"),
        ("mon 9:00", "2026-05-11 09:00"),
        ("monday 9", "2026-05-11 09:00"),
        ("wed 9:00", "2026-05-13 09:00"),
        ("wednesday 20:00", "2026-05-06 20:00"),
        ("friday", "2026-05-08 09:00"),
        ("tomorrow", "2026-05-07 09:00"),
        ("tomorrow 8:15", "2026-05-07 08:15"),
        ("tonight", "2026-05-06 20:00"),
        ("today 23:00", "2026-05-06 23:00"),
        ("2026-06-01", "2026-06-01 09:00"),
        ("2026-06-01 17:00", "2026-06-01 17:00"),
        ("3 june 17:00", "2026-06-03 17:00"),
        ("2026-01-01", None),
        ("today 9:00", None),
        ("the cows come home", None),
        ("", None),
    ],
)
def test_moments_are_read_in_the_chats_own_zone(text, expected):
    found = end_of(text, NOW, BERLIN)
    assert (f"{found.astimezone(BERLIN):%Y-%m-%d %H:%M}" if found else None) == expected


def test_an_hour_that_the_clocks_skip_is_still_a_moment():
    found = end_of("2026-03-29 02:30", datetime(2026, 3, 28, 12, 0, tzinfo=UTC), BERLIN)
    assert found == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_the_longest_moment_after_until_is_taken():
    took = Until().take(["until", "mon", "9:00", "blender"])
    assert took is not None
    assert (took.value, took.words) == ("mon 9:00", 3)
    assert Until().take(["until", "whenever"]) is None
    assert Until().take(["blender"]) is None
