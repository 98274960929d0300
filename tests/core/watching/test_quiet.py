"""Quiet hours, on the nights when the clocks change too."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.wall_clock import moment, read_time
from core.watching.quiet import Quiet

BERLIN = ZoneInfo("Europe/Berlin")  # the gap of 2026: 29 March, 02:00 → 03:00; the overlap: 25 October, 03:00 → 02:00


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        ("22:00-07:00", "2026-05-03 19:59", None),
        ("22:00-07:00", "2026-05-03 20:00", "2026-05-04 05:00"),
        ("22:00-07:00", "2026-05-04 04:59", "2026-05-04 05:00"),
        ("22:00-07:00", "2026-05-04 05:00", None),
        ("09:00-17:30", "2026-05-03 07:00", "2026-05-03 15:30"),
        ("22:00-07:00", "2026-03-28 22:00", "2026-03-29 05:00"),  # an hour shorter
        ("22:00-07:00", "2026-10-24 21:00", "2026-10-25 06:00"),  # an hour longer
        ("22:00-02:30", "2026-03-29 00:59", "2026-03-29 01:00"),  # 02:30 is skipped: it ends when the clocks go on
        ("22:00-02:30", "2026-03-29 01:00", None),
        ("22:00-02:30", "2026-10-25 00:29", "2026-10-25 00:30"),  # 02:30 comes twice: the first is meant
        ("22:00-02:30", "2026-10-25 01:10", None),
        ("02:30-07:00", "2026-03-29 01:00", "2026-03-29 05:00"),
        ("02:30-07:00", "2026-10-25 01:10", "2026-10-25 06:00"),
    ],
)
def test_quiet_hours_end_by_the_clocks_of_the_chat_s_zone(quiet: str, now: str, end: str | None):
    hours = Quiet.read(quiet)
    assert hours is not None
    assert hours.until(utc(now), BERLIN) == (utc(end) if end else None)


@pytest.mark.parametrize("text", ["22:00", "22:00-22:00", "25:00-07:00", "22:60-07:00", "-", "22:00-7:5", "night"])
def test_what_is_no_stretch_of_hours_is_not_taken_for_one(text: str):
    assert Quiet.read(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8:30", time(8, 30)),
        ("08.30", time(8, 30)),
        ("22", time(22)),
        ("10pm", time(22)),
        ("12 am", time(0)),
        ("12:15pm", time(12, 15)),
        ("0:00", time(0)),
        ("13pm", None),
        ("24:00", None),
        ("8:3", None),
        ("8:", None),
        ("x", None),
    ],
)
def test_times_of_day_are_read_as_people_write_them(text: str, meant: time | None):
    assert read_time(text) == meant


def test_a_zone_that_skips_a_whole_day_still_has_a_moment_for_it():
    apia = ZoneInfo("Pacific/Apia")  # 30 December 2011 never was
    assert moment(date(2011, 12, 30), time(8, 30), apia) == utc("2011-12-30 10:00")
