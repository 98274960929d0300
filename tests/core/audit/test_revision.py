"""What a change of the rulebook means for listings that did not change."""

from dataclasses import replace
from datetime import date

import pytest

from core.audit.listing import AuditedListing
from core.audit.report import audit
from core.audit.revision import edition, failing, newly_failing
from core.audit.rulebook import RULEBOOK

EVE, DAY = date(2026, 7, 26), date(2026, 7, 27)
LONG = AuditedListing(
    as_of=DAY, brand="Acme", title="Acme Steel Bottle with a Wide Mouth, Spare Cap and a Strap, 32 oz, Blue, Pack of 2"
)


def failing_on(day: date, listing: AuditedListing = LONG) -> dict[str, str]:
    """What is remembered of a listing that was audited that day."""
    return dict(failing(audit(replace(listing, as_of=day))))


def test_a_listing_fails_from_the_day_on_which_a_rule_comes_into_force():
    (found,) = newly_failing(failing_on(EVE), audit(LONG))
    assert (found.rule.id, found.severity.name) == ("T02", "ERROR")


def test_what_failed_already_is_not_new():
    assert newly_failing(failing_on(DAY), audit(LONG)) == ()


def test_what_fails_worse_than_before_is_new():
    refused = replace(LONG, title="Acme Bottle " + "and so on " * 20)
    assert [one.severity.name for one in newly_failing({"T02": "ERROR"}, audit(refused))] == ["BLOCK"]
    assert newly_failing({"T02": "BLOCK"}, audit(LONG)) == ()


def test_what_is_no_error_does_not_fail():
    shouting = replace(LONG, title="Acme STEEL bottle")
    assert audit(shouting).findings
    assert failing_on(DAY, shouting) == {}
    assert newly_failing({}, audit(shouting)) == ()


def test_what_is_remembered_of_rules_or_severities_that_are_no_more_is_no_trouble():
    assert [one.rule.id for one in newly_failing({"Z99": "ERROR", "T02": "FATAL"}, audit(LONG))] == ["T02"]


@pytest.mark.parametrize("day", [date(2024, 8, 15), date(2025, 1, 21), DAY])
def test_the_edition_is_another_one_when_a_rule_comes_into_force(day):
    eve = date.fromordinal(day.toordinal() - 1)
    assert edition(eve) != edition(day)
    assert edition(day) == edition(date.fromordinal(day.toordinal() + 1))


@pytest.mark.parametrize(
    "changed",
    [
        (*RULEBOOK[:-1], replace(RULEBOOK[-1], version=RULEBOOK[-1].version + 1)),
        (*RULEBOOK[:-1], replace(RULEBOOK[-1], points=2)),
        RULEBOOK[:-1],
        (*RULEBOOK[:-1], replace(RULEBOOK[-1], until=EVE)),
    ],
    ids=["new version", "new points", "dropped", "ended"],
)
def test_the_edition_is_another_one_when_the_rulebook_is(changed):
    assert edition(DAY, changed) != edition(DAY)


def test_the_edition_is_the_same_when_the_words_of_a_rule_are_put_better():
    assert edition(DAY, (*RULEBOOK[:-1], replace(RULEBOOK[-1], says="nothing about others"))) == edition(DAY)
