"""When in the past: what is said, and from when until when it is in the chat's own zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.command import Took
from bot.grammar.periods import During, OnDay, stretch_of
from bot.grammar.words import cut

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)  # a Sunday
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("2d", "2026-11-20 15:05", "2026-11-22 15:05"),
        ("today", "2026-11-22 00:00", "2026-11-22 15:05"),
        ("yesterday", "2026-11-21 00:00", "2026-11-22 00:00"),
        ("this week", "2026-11-16 00:00", "2026-11-22 15:05"),
        ("this quarter", "2026-10-01 00:00", "2026-11-22 15:05"),
        ("last quarter", "2026-07-01 00:00", "2026-10-01 00:00"),
        ("last month", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("last year", "2025-01-01 00:00", "2026-01-01 00:00"),
        ("in october", "2026-10-01 00:00", "2026-11-01 00:00"),
        ("in november", "2026-11-01 00:00", "2026-11-22 15:05"),
        ("in dec", "2025-12-01 00:00", "2026-01-01 00:00"),
        ("in october 2025", "2025-10-01 00:00", "2025-11-01 00:00"),
        ("in 2025", "2025-01-01 00:00", "2026-01-01 00:00"),
        ("since 3 may", "2026-05-03 00:00", "2026-11-22 15:05"),
        ("since march", "2026-03-01 00:00", "2026-11-22 15:05"),
        ("on 3 may", "2026-05-03 00:00", "2026-05-04 00:00"),
        ("on may 3rd", "2026-05-03 00:00", "2026-05-04 00:00"),
        ("on 3. may", "2026-05-03 00:00", "2026-05-04 00:00"),
        ("on 3.5.2026", "2026-05-03 00:00", "2026-05-04 00:00"),
        ("on 3 december", "2025-12-03 00:00", "2025-12-04 00:00"),
        ("on 2026-05-03 14:00", "2026-05-03 14:00", "2026-05-03 14:01"),
        ("on monday", "2026-11-16 00:00", "2026-11-17 00:00"),
        ("on fri 14:00", "2026-11-20 14:00", "2026-11-20 14:01"),
        ("on 25 october", "2026-10-25 00:00", "2026-10-26 00:00"),  # the clocks change: 25 hours
    ],
)
def test_what_is_said_is_a_stretch_of_the_chat_s_own_calendar(said, since, until):
    words = cut(f"{said} please")
    took = OnDay().take(words) if said.startswith("on ") else During().take(words)
    assert took is not None
    assert (took.value, took.words) == (said, len(said.split()))
    stretch = stretch_of(said, NOW, BERLIN)
    assert stretch is not None
    assert [f"{at.astimezone(BERLIN):%Y-%m-%d %H:%M}" for at in (stretch.since, stretch.until)] == [since, until]


def test_a_number_after_a_date_is_no_part_of_it():
    assert [OnDay().take(cut(said)) for said in ("on 3 may 3", "on may 3 5", "on monday 14:00 3")] == [
        Took("on 3 may", 3),
        Took("on may 3", 3),
        Took("on monday 14:00", 3),
    ]


def test_a_day_on_which_the_clocks_change_has_as_many_hours_as_it_has():
    stretch = stretch_of("on 25 october", NOW, BERLIN)
    assert stretch is not None
    assert (stretch.until - stretch.since).total_seconds() == 25 * 3600


@pytest.mark.parametrize(
    "said", ["on 31 feb", "on 3 may 2030", "in 2030", "in december 2026", "since 2030-01-01", "now"]
)
def test_what_is_no_time_of_the_past_means_nothing(said):
    assert stretch_of(said, NOW, BERLIN) is None


@pytest.mark.parametrize(
    "said",
    ["this", "in stock", "on de", "on may", "on 3", "on 70 may", "since forever", "last one", '"90d"', "on", "in"],
)
def test_other_words_are_left_to_others(said):
    assert During().take(cut(said)) is None
    assert OnDay().take(cut(said)) is None
