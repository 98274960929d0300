"""Price histories played again: what is read, seen, missed, raised and printed."""

import gzip
import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from bot.replay.detection import Detector, due_alerts
from bot.replay.histories import History, NotAHistory, read_histories
from bot.replay.report import Policy, replay
from bot.replay.scores import score

SHARED = Path(__file__).parents[3] / ".." / "shared" / "amazon" / "history"


def history(*points, end, name="B0TEST0001"):
    return History(name, tuple(float(at) for at, _ in points), tuple(map(price, points)), float(end))


def price(point):
    return None if point[1] is None else Decimal(point[1])


def test_only_changes_of_a_history_are_kept_and_each_value_holds_until_the_next(tmp_path):
    file = tmp_path / "checks.csv.gz"
    lines = ["asin,checked_at_utc,price_jpy", "B01,2026-01-01T00:00Z,10", "B01,2026-01-01T08:00Z,10"]
    lines += ["B01,2026-01-02T00:00Z,", "B01,2026-01-03T00:00Z,12"]
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    (one,) = read_histories([file])
    assert one.prices == (Decimal(10), None, Decimal(12))
    assert one.end - one.start == 48
    assert [one.at(one.start + hours) for hours in (-5, 0, 23.9, 24, 48, 900)] == [10, 10, 10, None, 12, 12]


def test_a_file_of_one_product_is_named_for_it_and_times_without_zone_are_utc(tmp_path):
    file = tmp_path / "boardgame_1.csv"
    file.write_text("date,price\n2008-12-02 06:00:00,18.91\n2008-12-04 06:00:00,17.5\n")
    (one,) = read_histories([file])
    assert (one.name, one.end - one.start) == ("boardgame_1", 48)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b\n1,2\n",
        "asin,checked_at_utc,price\nB01,yesterday,3\n",
        "asin,checked_at_utc,price\nB01,2026-01-01,much\n",
    ],
)
def test_what_is_no_history_is_said_to_be_none(tmp_path, text):
    file = tmp_path / "x.csv"
    file.write_text(text)
    with pytest.raises(NotAHistory, match="cannot be read as a price history"):
        read_histories([file])


def test_changes_are_seen_late_or_missed_and_the_time_between_is_stale():
    one = history((0, 10), (30, 11), (40, 12), (60, 13), end=100)
    scored = score([one], [[0.0, 35.0, 70.0]], since=0.0)
    assert (scored.changes, scored.seen, scored.missed_share) == (3, 2, pytest.approx(1 / 3))
    assert scored.mean_delay_hours == pytest.approx((5 + 10) / 2)
    assert scored.stale_share == pytest.approx((5 + 30) / 100)


def test_a_change_that_still_holds_at_the_end_is_not_missed():
    one = history((0, 10), (90, 11), end=100)
    scored = score([one], [[0.0]], since=0.0)
    assert (scored.changes, scored.seen, scored.missed_share, scored.stale_share) == (1, 0, 0.0, 0.1)


def test_what_a_value_returned_to_unseen_is_missed_and_never_stale():
    one = history((0, 10), (20, 11), (22, 10), end=100)
    scored = score([one], [[0.0, 50.0]], since=0.0)
    assert (scored.missed_share, scored.stale_share) == (0.5, 0.02)


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        ([100, 109, 111], [2]),
        ([100, 90, 100, 99], [1, 2]),
        ([100, 95, 100, 95, 100], []),
        ([100, 50, 50], [2]),
        ([100, 50, 100], []),
        ([100, 50, 30, 29], [2]),
        ([100, None, 100], []),
        ([100, None, 88, 88], [3]),
        ([None, 100, 100, 120], [3]),
        ([100, "1000000000", 100, 100], []),
    ],
)
def test_alerts_are_due_at_a_tenth_from_the_anchor_and_great_jumps_when_believed(prices, told):
    seen = [(float(at), None if value is None else Decimal(value)) for at, value in enumerate(prices)]
    assert due_alerts(seen) == [float(at) for at in told]


def test_what_the_service_raises_is_what_a_plain_reading_expects():
    chance = random.Random(7)
    for _ in range(200):
        detector, value = Detector(), Decimal(100)
        for at in range(60):
            value *= Decimal(str(chance.choice([1, 1, 1, 0.95, 1.06, 0.89, 1.12, 0.5, 2])))
            detector.look(float(at), chance.choice([value.quantize(Decimal("0.01"))] * 9 + [None]))
        assert detector.raised == due_alerts(detector.seen)


def lively_and_quiet():
    """Some products whose price changes at four in the afternoon on lively days, and some that rarely change."""
    chance = random.Random(3)
    made = []
    for number in range(12):
        points, value = [(0, "100")], 100
        for day in range(120):
            if chance.random() < (0.7 if number < 4 else 0.02):
                value += chance.choice([-3, 4])
                points.append((day * 24 + 16, str(value)))
        made.append(history(*points, end=120 * 24, name=f"B{number}"))
    return made


def test_looks_that_are_spent_where_changes_are_likely_see_more_than_as_many_at_a_fixed_interval():
    told = replay(lively_and_quiet(), 1.0, Policy.LEARNED)
    assert told["ratios"]["stale"] < 1
    assert told["ratios"]["mean_delay"] < 1
    assert told["alerts"]["precision"] == told["alerts"]["recall"] == 1.0
    assert abs(told["checks"] - told["fixed"]["checks"]) <= 0.02 * told["checks"]


def test_a_fixed_policy_is_compared_with_itself():
    told = replay(lively_and_quiet(), 1.0, Policy.FIXED)
    assert 0.7 < told["ratios"]["stale"] < 1.4


def test_the_command_prints_one_json_object(tmp_path):
    file = tmp_path / "checks.csv"
    rows = [f"B01,2026-01-{day:02}T00:00Z,{100 + day % 3}" for day in range(1, 29)]
    file.write_text("asin,checked_at_utc,price\n" + "\n".join(rows))
    told = json.loads(CliRunner().invoke(application, ["replay", str(file), "--budget", "2"]).stdout)
    assert told["products"] == 1
    assert set(told["ratios"]) == {"stale", "missed", "mean_delay"}
    assert set(told) >= {
        "checks",
        "changes",
        "seen",
        "missed_share",
        "p90_delay_hours",
        "stale_share",
        "fixed",
        "alerts",
    }


@pytest.mark.skipif(not SHARED.exists(), reason="the shared histories are not beside the repository")
def test_real_histories_lose_nothing_to_a_fixed_interval():
    told = replay(read_histories([SHARED / "checks_co.jp_2024-2026.csv.gz"]), 1.0, Policy.LEARNED)
    assert told["ratios"]["missed"] < 0.5
    assert told["ratios"]["stale"] < 0.85
    assert (told["alerts"]["precision"], told["alerts"]["recall"]) == (1.0, 1.0)
