"""Listings labelled by hand from the rulebook's words: which rules each breaks, and how badly."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.audit import listing_from_json
from core.audit.report import audit

FOLDER = Path(__file__).with_name("labelled")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.jsonl")), ids=lambda file: file.stem)
def test_a_listing_breaks_the_rules_that_a_careful_reader_says_it_breaks(file):
    expected = found = right = 0
    for line in file.read_text("utf-8").splitlines():
        case = json.loads(line)
        report = audit(listing_from_json(case, date(2026, 11, 22)))
        got = {(one.rule.id, one.severity.name) for one in report.findings}
        wanted = set(case["broken"].items())
        expected, found, right = expected + len(wanted), found + len(got), right + len(got & wanted)
    assert right >= 0.97 * found
    assert right >= 0.97 * expected


@pytest.mark.parametrize(
    ("length", "day", "severity"),
    [
        (72, "2026-11-22", None),
        (75, "2026-11-22", "INFO"),
        (76, "2026-11-22", "ERROR"),
        (75, "2026-07-26", None),
        (76, "2026-07-26", None),
        (76, "2026-07-27", "ERROR"),
        (201, "2026-07-26", "BLOCK"),
    ],
)
def test_titles_may_have_75_characters_since_27_july_2026(length, day, severity):
    title = ("Kettle " * 40)[:length].rstrip().ljust(length, "s")
    report = audit(listing_from_json({"title": title, "as_of": day}, date(2026, 11, 22)))
    assert next((one.severity.name for one in report.findings if one.rule.id == "T02"), None) == severity
