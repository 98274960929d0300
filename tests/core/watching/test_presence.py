"""Whether a page is there."""

from datetime import timedelta

import pytest

from core.catalog.snapshot import Outcome, Seen, Unseen
from core.watching.presence import GONE, HERE, HERE_ALL_ALONG, after_meeting, met_by
from tests.core.alerts.sights import START
from tests.shop import BLENDER, snapshot

HOUR = timedelta(hours=1)
OTHER, THIRD = "B0TESTCA01", "B0TESTLA01"


@pytest.mark.parametrize(
    ("why", "detail", "met"),
    [
        (Outcome.NOT_FOUND, "no such page (404)", GONE),
        (Outcome.ERROR, "page of another product, B0TESTCA01", OTHER),
        (Outcome.ERROR, "page of another store, de", None),
        (Outcome.ERROR, "HTTP 503", None),
        (Outcome.BLOCKED, "robot check", None),
        (Outcome.NOT_A_PRODUCT, "search results", None),
    ],
)
def test_only_not_found_and_another_products_page_tell_that_it_is_not_there(why, detail, met):
    assert met_by(Unseen(product=BLENDER, at=START, why=why, detail=detail)) == met


def test_a_page_that_was_read_is_there():
    assert met_by(Seen(snapshot(BLENDER, START))) == HERE


@pytest.mark.parametrize(
    ("met", "states"),
    [
        ([GONE, GONE], [HERE, GONE]),
        ([GONE, None, GONE], [HERE, HERE, GONE]),
        ([GONE, HERE, GONE, GONE], [HERE, HERE, HERE, GONE]),
        ([GONE, OTHER, GONE, OTHER], [HERE, HERE, HERE, HERE]),
        ([GONE, GONE, HERE, GONE, HERE, HERE], [HERE, GONE, GONE, GONE, GONE, HERE]),
        ([GONE, GONE, OTHER, OTHER, THIRD, THIRD], [HERE, GONE, GONE, OTHER, OTHER, THIRD]),
        ([OTHER, OTHER, None, HERE, None, HERE], [HERE, OTHER, OTHER, OTHER, OTHER, HERE]),
        ([None, None, None], [HERE, HERE, HERE]),
    ],
)
def test_a_state_is_sure_when_it_is_met_twice(met, states):
    presence, found = HERE_ALL_ALONG, []
    for hour, one in enumerate(met):
        presence = after_meeting(presence, one, START + hour * HOUR, HOUR)
        found.append(presence.state)
    assert found == states


def test_it_is_gone_since_the_first_answer_and_not_within_the_hour():
    first = after_meeting(HERE_ALL_ALONG, GONE, START, HOUR)
    assert after_meeting(first, GONE, START + HOUR - timedelta(seconds=1), HOUR) == first
    assert after_meeting(first, GONE, START + 3 * HOUR, HOUR).since == START


def test_what_was_never_away_keeps_no_memory():
    suspected = after_meeting(HERE_ALL_ALONG, GONE, START, HOUR)
    assert after_meeting(suspected, HERE, START + HOUR, HOUR) == HERE_ALL_ALONG
