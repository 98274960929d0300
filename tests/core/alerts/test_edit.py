"""Listing edits: which parts, how loud, what the difference is, and whose hand it was."""

import pytest

from core.alerts import kind_of
from core.alerts.edits import list_diff, rewrite_reasons, word_diff
from core.alerts.finding import Sight
from core.messages import Tone
from core.watching.watch import Role
from tests.core.alerts.sights import facts, judged, rule, seen

BASE = {
    "title": "Vortex Blender 1.5 L, 900 W",
    "bullets": ("Boils", "Blends"),
    "description": "A blender.",
    "brand": "Vortex",
    "images": ("main.jpg", "side.jpg"),
    "category_path": ("Kitchen", "Blenders"),
    "parent_asin": "B0PARENT01",
}
EDITS = {
    "Title": ({"title": "Vortex Blender 2 L, 900 W"}, Tone.CRITICAL),
    "Bullets": ({"bullets": ("Boils", "Blends", "Cleans")}, Tone.WARNING),
    "Description": ({"description": "A good blender."}, Tone.WARNING),
    "Brand": ({"brand": "Whirl"}, Tone.WARNING),
    "Main image": ({"images": ("new.jpg", "side.jpg")}, Tone.CRITICAL),
    "Gallery": ({"images": ("main.jpg", "back.jpg")}, Tone.WARNING),
    "Category": ({"category_path": ("Kitchen", "Mixers")}, Tone.CRITICAL),
    "Variation parent": ({"parent_asin": "B0PARENT02"}, Tone.WARNING),
}


@pytest.mark.parametrize(("part", "edit"), EDITS.items(), ids=EDITS)
def test_each_part_is_told_by_name_and_as_loud_as_its_loss_is_grave(part, edit):
    parts, severity = edit
    looks = [seen(listing=BASE), seen(6, listing=BASE | parts), seen(12, listing=BASE | parts)]
    own = judged(rule("listing", "changes"), looks)
    rival = judged(rule("listing", "changes"), looks, role=Role.COMPETITOR)
    assert [one and one.fact for one in own] == [None, f"{part} edited", None]
    assert (own[1].severity, rival[1].severity) == (severity, Tone.INFO)
    assert own[1].notes[0].startswith(f"{part}: ")


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("listing", "Title, bullets and main image edited"),
        ("title", "Title edited"),
        ("bullets", "Bullets edited"),
        ("images", "Main image edited"),
        ("brand", None),
        ("description", None),
        ("category", None),
        ("variation", None),
    ],
)
def test_a_rule_about_one_part_minds_no_other(metric, told):
    edited = BASE | EDITS["Title"][0] | EDITS["Bullets"][0] | EDITS["Main image"][0]
    assert facts(rule(metric, "changes"), [seen(listing=BASE), seen(6, listing=edited)]) == (
        [f"1: {told}"] if told else []
    )


def test_what_is_read_for_the_first_time_or_not_at_all_is_no_edit():
    bare = {"bullets": (), "description": None, "images": (), "category_path": (), "parent_asin": None, "brand": None}
    looks = [seen(listing=BASE | bare), seen(6, listing=BASE), seen(12, listing=BASE | bare), seen(18, listing=BASE)]
    assert facts(rule("listing", "changes"), looks) == []


def test_an_edit_made_while_the_rule_rested_is_told_without_a_difference_that_nobody_saw():
    edited = BASE | EDITS["Title"][0]
    kind = kind_of("title", "changes")
    anchored = kind.judge(rule("title", "changes"), Sight(before=None, after=seen(listing=BASE))).rule
    later = seen(12, listing=edited)
    finding = kind.judge(anchored, Sight(before=later, after=later)).finding
    assert finding.notes == ("Title: edited while alerts were held back",)


def test_an_edit_upon_one_that_nobody_was_told_of_says_both():
    edited = BASE | EDITS["Title"][0]
    again = edited | {"title": f"{edited['title']}, new"}
    kind = kind_of("title", "changes")
    anchored = kind.judge(rule("title", "changes"), Sight(before=None, after=seen(listing=BASE))).rule
    finding = kind.judge(anchored, Sight(before=seen(12, listing=edited), after=seen(18, listing=again))).finding
    held_back, difference, *_ = finding.notes
    assert held_back == "Title: edited while alerts were held back"
    assert "new" in difference


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Vortex Blender 1.5 L, 900 W", "Vortex Blender 2 L, 900 W", "Vortex Blender [1.5 → 2] L, 900 W"),
        ("Vortex Blender", "Vortex Blender, silent", "Vortex [Blender → Blender, silent]"),
        ("a b c d e f g h", "a b c d e f g h i", "… f g h [+i]"),
        ("x a b c d e f g h", "a b c d e f g h", "[−x] a b c …"),
        ("x a b c d e f g h y", "X a b c d e f g h Y", "[x → X] a b c … f g h [y → Y]"),
    ],
)
def test_a_difference_shows_the_words_that_changed_and_a_few_around_them(old, new, shown):
    assert word_diff(old, new) == shown


def test_a_difference_of_long_texts_stays_short():
    old, new = "word " * 5000, "other " * 5000
    assert len(word_diff(old, new)) <= 300
    assert len(list_diff([old], [new, old])) <= 300


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (("Boils", "Blends"), ("Blends", "Boils"), "in another order"),
        (("Boils",), ("Boils", "Cleans"), "[+Cleans]"),
        (("Boils", "Cleans"), ("Boils",), "[−Cleans]"),
        (("Boils 1 l",), ("Boils 2 l",), "Boils [1 → 2] l"),
    ],
)
def test_a_difference_of_lists_pairs_what_was_rewritten(old, new, shown):
    assert list_diff(old, new) == shown


LONG = "Vortex Blender 1.5 L, 900 W, with Glass Jar, Six Blades, Ice Crusher, Smoothie Maker for Kitchen and Travel"


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        (LONG, "Vortex Blender 1.5 L, 900 W, with Glass Jar, Six Blades, Ice Crusher", ["shortened from 107 to 68"]),
        (LONG, "Vortex Blender 1.5 L 900 W Glass Jar Smoothie Maker", ["shortened"]),
        (LONG, LONG[:90], []),  # shorter, yet longer than what Amazon leaves
        (LONG, "Vortex Blender 2 L with Glass Jar", []),  # a new word
        ("VORTEX blender 900 W", "Vortex Blender 900 W", ["only case or punctuation"]),
        ("Blender, Vortex 900 W", "Vortex Blender 900 W", ["only order, case or punctuation"]),
        ("Vortex Blender", "Vortex Blender", []),
        ("Vortex Blender", "Vortex Mixer", []),
        ("Vortex Blender", "", []),
    ],
)
def test_the_hand_of_amazon_is_known_by_what_it_does(old, new, reasons):
    found = rewrite_reasons(old, new)
    assert len(found) == len(reasons)
    assert all(part in reason for part, reason in zip(reasons, found, strict=True))


def test_a_title_that_amazon_has_probably_rewritten_is_said_to_be_so():
    short = "Vortex Blender 1.5 L, 900 W, with Glass Jar"
    finding = judged(rule("title", "changes"), [seen(listing={"title": LONG}), seen(6, listing={"title": short})])[1]
    assert finding.notes[1] == (
        "Probably Amazon's own rewrite: it is the old one, shortened from 107 to 43 characters."
    )
