"""Audit scores: what they are measured from, what blocks, what new rules do, and how often a listing is scored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from core.alerts import kind_of
from core.alerts.audit_score import AuditScore
from core.alerts.course import begun
from core.alerts.finding import Sight
from core.audit.listing import ListedPicture
from core.audit.report import audit
from core.listed import listing_of
from core.messages import Tone
from core.watching.watch import Role
from tests.core.alerts.sights import facts, judged, rule
from tests.shop import BLENDER, snapshot

IN_JULY = datetime(2026, 7, 26, 12, 0, tzinfo=UTC)  # the last day of long titles
IN_AUGUST = datetime(2026, 8, 2, 12, 0, tzinfo=UTC)
GOOD = {
    "title": "Vortex Blender with Glass Jar, 900 W, 1.5 L",
    "brand": "Vortex",
    "highlights": ("two speeds and pulse", "lid that locks", "rubber feet"),
    "bullets": tuple(
        f"{head}: {body}"
        for head, body in (
            ("Strong motor", "crushes ice in seconds"),
            ("Easy care", "the jar and the lid are safe in the dishwasher"),
            ("Two speeds", "pulse for sauces, steady for soups"),
            ("Firm stand", "four rubber feet keep it where it is"),
            ("Quiet night", "a sleeve around the base swallows its noise"),
        )
    ),
    "description": "It stands firmly on the counter. " * 8,
    "category_path": ("Home & Kitchen", "Blenders"),
    "has_aplus": True,
    "images": tuple(f"https://example.com/{number}.jpg" for number in range(7)),
}
LONG = {"title": "Vortex Blender with Glass Jar, 900 W, 1.5 L, Two Speeds and Pulse, Rubber Feet, Dishwasher Safe"}
BLOCKED = {"bullets": ("Write to shop@example.com before you buy", *GOOD["bullets"][1:])}
OTHER = {"images": tuple(f"https://example.com/other-{number}.jpg" for number in range(7))}
LIKENESSES = tuple(ListedPicture(likeness=0xFFF << 8 * number) for number in range(6))
FINE, POOR, TINY, UNSEEN = (
    (main, *LIKENESSES)
    for main in (
        ListedPicture(width=2000, height=2000, white_ring=Decimal(1), fill=Decimal("0.9"), likeness=1),
        ListedPicture(width=900, height=900, white_ring=Decimal("0.4"), likeness=1),
        ListedPicture(width=400, height=400, white_ring=Decimal(1), fill=Decimal("0.9"), likeness=1),
        ListedPicture(),
    )
)
SHOUTING = {"title": "Vortex BLENDER with Glass Jar, 900 W, 1.5 L"}


def shown(at: datetime = IN_AUGUST, **listing):
    seen = snapshot(BLENDER, at)
    return replace(seen, listing=replace(seen.listing, **{**GOOD, **listing}))


def falls(value: str = "5"):
    return rule("audit", "falls", value, "count")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([{}, LONG], ["1: Audit score fell"]),
        ([{}, LONG, LONG, LONG], ["1: Audit score fell"]),
        ([{}, SHOUTING], []),
        ([{}, BLOCKED], ["1: Blocked by B06; audit score"]),
        # what blocked before is no news, what blocks anew is
        ([BLOCKED, {**BLOCKED, **SHOUTING}], []),
        ([BLOCKED, {}, BLOCKED], ["2: Blocked by B06; audit score"]),
        # a better score is what is measured from
        ([LONG, {}, LONG], ["2: Audit score fell"]),
        ([{"title": ""}, {}], []),
    ],
)
def test_it_fires_five_points_below_the_best_and_on_what_blocks_anew(edits, expected):
    assert facts(falls(), [shown(**edit) for edit in edits]) == expected


def test_small_falls_add_up_to_a_large_one():
    steps = [{}, SHOUTING, {**SHOUTING, "bullets": GOOD["bullets"][:4]}, {**SHOUTING, "bullets": GOOD["bullets"][:3]}]
    assert [one.split(":")[0] for one in facts(falls("4"), [shown(**step) for step in steps])] == ["2"]


def test_new_rules_alone_make_it_fire_with_the_rules_that_it_newly_fails():
    before, after = (shown(at, **LONG) for at in (IN_JULY, IN_AUGUST))
    _, found = judged(falls(), [before, after])
    assert found.fact.startswith("New rules find it wrong (T02")
    assert (found.old, found.severity) == (str(_score(before)), Tone.WARNING)
    assert found.new == str(_score(after))
    assert found.notes[0].startswith("T02: ")


def test_an_edit_is_told_with_what_fails_now_and_did_not():
    _, found = judged(falls(), [shown(), shown(**LONG)])
    assert [note.split(":")[0] for note in found.notes] == ["T02"]
    assert "75" in found.notes[0]


def test_a_competitors_fall_is_mere_information():
    assert judged(falls(), [shown(), shown(**LONG)], role=Role.COMPETITOR)[1].severity is Tone.INFO


def test_a_listing_of_which_too_little_is_known_has_no_score():
    unknown = snapshot(BLENDER, IN_AUGUST)
    bare = {"category_path": (), "images": (), "has_aplus": None, "bullets": (), "description": None}
    sparse = replace(unknown, listing=replace(unknown.listing, **bare))
    verdict = kind_of("audit").judge(falls(), Sight(before=None, after=sparse))
    assert verdict.rule.anchor is None
    assert facts(falls(), [sparse, shown(), shown(**LONG)]) == ["2: Audit score fell"]


def test_a_version_is_scored_once_for_all_who_watch_and_never_again():
    scored = []
    kind, sight = AuditScore(lambda one: scored.append(one) or audit(one)), Sight(before=None, after=shown())
    first, second = (kind.judge(falls(), sight).rule for _ in range(2))
    assert (first, len(scored)) == (second, 1)
    for hours in range(1, 5):
        later = replace(shown(), at=IN_AUGUST + timedelta(hours=hours), reviews=900 + hours)
        assert kind.judge(first, Sight(before=None, after=later)).rule == first
    assert len(scored) == 1


def test_what_a_rule_remembers_is_a_plain_number_and_a_short_text():
    remembered = kind_of("audit").judge(falls(), Sight(before=None, after=shown(**BLOCKED))).rule
    assert Decimal(remembered.anchor) == 49
    words, rules, *fails = remembered.about.split(" ")
    assert "B06=BLOCK" in fails
    assert len(words) <= 8
    assert len(rules) == 12


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        # to be looked at is no news, whatever is seen
        ([({}, ()), ({}, POOR)], []),
        ([({}, POOR), ({}, POOR)], []),
        # other images are, once they have been looked at
        ([({}, FINE), (OTHER, ()), (OTHER, POOR)], ["2: Audit score fell"]),
        ([({}, FINE), (OTHER, ()), (OTHER, TINY)], ["2: Blocked by I03; audit score"]),
        ([({}, POOR), (OTHER, ()), (OTHER, POOR)], []),
        # images that could not all be seen at first are the same images
        ([({}, UNSEEN), ({}, POOR)], []),
        # an edit of the text is told by itself, and once, whether or not new images came with it
        ([({}, FINE), (LONG, FINE)], ["1: Audit score fell"]),
        ([({}, FINE), ({**LONG, **OTHER}, ()), ({**LONG, **OTHER}, FINE)], ["1: Audit score fell"]),
        ([({}, POOR), (OTHER, ()), ({**OTHER, **SHOUTING}, FINE)], []),
    ],
)
def test_what_is_seen_of_the_images_is_compared_with_what_was_seen_of_the_ones_before(looks, expected):
    assert _told(falls(), looks) == expected


@pytest.mark.parametrize(
    ("mark", "looks", "expected"),
    [
        ("80", [({}, ()), (LONG, ()), (LONG, ()), ({}, ()), (LONG, ())], ["1: below", "4: below"]),
        ("70", [({}, ()), (LONG, ())], []),
        ("80", [(LONG, ()), ({**LONG, **SHOUTING}, ())], []),
        ("95", [({}, ()), ({}, POOR)], ["1: below"]),
        # images that nobody has looked at yet do not lift it above its mark
        ("95", [({}, FINE), ({}, POOR), (OTHER, ()), (OTHER, POOR)], ["1: below"]),
        ("95", [({}, FINE), ({}, POOR), (OTHER, ()), (OTHER, FINE), ({}, POOR)], ["1: below", "4: below"]),
    ],
)
def test_a_mark_is_passed_once_and_again_only_after_the_score_was_above_it(mark, looks, expected):
    told = _told(rule("audit", "below", mark, "count"), looks)
    assert [one.replace("Audit score is below your mark", "below") for one in told] == expected


def test_a_fall_below_a_mark_says_from_where_and_what_fails():
    _, found = judged(rule("audit", "below", "80", "count"), [shown(), shown(**LONG)])
    assert (found.old, found.new) == (str(_score(shown())), str(_score(shown(**LONG))))
    assert found.notes[0].startswith("T02: ")
    assert begun([found]) is None  # no look shows by itself whether it is back


def _told(wanted, looks) -> list[str]:
    """What a rule tells of listings of whose images so much was seen: “index: fact”."""
    kind, told = kind_of("audit"), []
    for index, (edit, pictures) in enumerate(looks):
        verdict = kind.judge(wanted, Sight(before=None, after=shown(**edit), pictures=pictures))
        wanted = verdict.rule
        told += [f"{index}: {verdict.finding.fact}"] if verdict.finding else []
    return told


def _score(seen) -> int:
    return audit(listing_of(seen, seen.at.date())).score
