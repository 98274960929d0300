"""The rulebook against the listings labelled by hand, and against its own promises."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.audit import listing_from_json
from bot.catalogue import rules_table
from core.audit.listing import AuditedListing
from core.audit.report import Finding, audit
from core.audit.rule import Severity
from core.audit.rulebook import RULEBOOK
from core.audit.sources import SOURCES

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 22)
FOLDER = Path(__file__).with_name("labelled")
CASES = [json.loads(line) for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
BY_EYE = {"I04", "I05", "I07"}  # what only pixels say is labelled by drawings, in tests/adapters/pictures
IDS = tuple(dict.fromkeys(rule.id for rule in RULEBOOK))


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Finding]]:
    """The findings of each case, by its id and the rule's."""
    reports = {case["id"]: audit(listing_from_json(case, TODAY)) for case in CASES}
    assert len(reports) == len(CASES)
    return {case: {one.rule.id: one for one in report.findings} for case, report in reports.items()}


@pytest.mark.parametrize("rule", [rule for rule in IDS if rule not in BY_EYE])
def test_a_rule_has_a_listing_that_fires_it_and_a_near_miss(rule):
    assert any(rule in case["broken"] for case in CASES)
    assert any(rule in case.get("near", ()) for case in CASES)


def test_what_a_report_quotes_comes_in_the_order_of_the_listing():
    bullets = tuple(f"Walnut handle, brass rivets, oiled blade and waxed sheath number {one}" for one in "abcde")
    (often,) = [one for one in audit(AuditedListing(as_of=TODAY, bullets=bullets)).findings if one.rule.id == "B10"]
    assert often.broken.message.startswith("“walnut”, “handle”, “brass” and ")


def test_what_only_comes_near_to_a_rule_does_not_break_it(found):
    wrong = [(case["id"], rule) for case in CASES for rule in case.get("near", ()) if rule in found[case["id"]]]
    assert wrong == []


def test_no_finding_is_of_another_severity_than_its_rule_names_or_costs_more_than_its_points(found):
    for findings in found.values():
        for one in findings.values():
            assert one.severity in one.rule.severities
            assert 0 <= one.broken.lost <= one.rule.points


def test_every_severity_that_a_rule_names_is_given_by_some_listing():
    given = {(rule, severity) for case in CASES for rule, severity in case["broken"].items()}
    named = {(rule.id, severity.name) for rule in RULEBOOK for severity in rule.severities}
    assert {row for row in named if row[0] not in BY_EYE} <= given


@pytest.mark.parametrize(
    ("day", "market", "points"),
    [(date(2026, 7, 26), "com", 92), (date(2026, 7, 27), "com", 100), (TODAY, "it", 92), (TODAY, "sa", 92)],
)
def test_the_points_of_the_rules_in_force_are_a_hundred_less_those_of_missing_highlights(day, market, points):
    listing = AuditedListing(as_of=day, market=market)
    in_force = {rule.id: rule.points for rule in RULEBOOK if rule.in_force(listing)}
    assert sum(in_force.values()) == points


def test_a_new_row_takes_the_place_of_an_older_one_and_keeps_its_points():
    rows = Counter(rule.id for rule in RULEBOOK)
    for rule, count in rows.items():
        versions = [row.version for row in RULEBOOK if row.id == rule]
        assert versions == sorted(set(versions))
        assert len({row.points for row in RULEBOOK if row.id == rule}) == 1 or count == 1


def test_every_rule_says_where_it_was_read_and_every_source_is_cited():
    cited = {name for rule in RULEBOOK for name in rule.source.split()}
    assert cited == set(SOURCES)


def test_the_page_about_the_audit_shows_the_rulebook_as_it_is():
    assert rules_table(RULEBOOK) in (ROOT / "docs/audit.md").read_text("utf-8")


def _asked_for() -> dict[str, tuple[int, str]]:
    """The rules of listing-rules.md: their points and severities, as its tables say them."""
    page = ROOT / ".." / "shared" / "listing-rules.md"
    if not page.exists():
        pytest.skip("the shared documents are not here")
    rows = [line.strip("| ").split(" | ") for line in page.read_text("utf-8").splitlines() if line.startswith("| ")]
    rules = [row for row in rows if len(row[0]) == 3 and row[0][1:].isdigit()]
    return {row[0]: (0 if row[2] == "gate" else int(row[2].split()[0]), row[3]) for row in rules}


def test_every_rule_that_was_asked_for_is_there_with_its_points_and_severities():
    asked = _asked_for()
    del asked["I08"]  # “only if an OCR or vision check exists”
    assert {rule.id: rule.points for rule in RULEBOOK} == {rule: points for rule, (points, _) in asked.items()}
    for rule_id, (_, said) in asked.items():
        severities = {severity for rule in RULEBOOK if rule.id == rule_id for severity in rule.severities}
        assert {severity for severity in Severity if severity.name in said} <= severities


def test_the_severities_of_a_rule_are_named_the_worst_first():
    for rule in RULEBOOK:
        assert rule.severities == tuple(sorted(set(rule.severities), reverse=True))


@pytest.mark.parametrize("day", [date(2024, 8, 15), date(2025, 1, 21), date(2026, 7, 27)])
def test_rules_come_into_force_on_their_day_and_not_before(day):
    dated = [rule for rule in RULEBOOK if rule.since == day]
    assert dated
    for rule in dated:
        assert rule.is_dated(day)
        assert not rule.is_dated(day - timedelta(days=1))
