"""Differences of texts, as short as they can be understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.worddiff import word_diff
from core.messages import Fate, in_words

LETTERS = " ".join("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Vortex Blender 1.5 L", "Vortex Blender 2 L", "Vortex Blender [−1.5] [+2] L"),
        ("Vortex Blender", "Vortex Blender", "Vortex Blender"),
        ("Blender", "Blender silent", "Blender [+silent]"),
        ("", "Blender", "[+Blender]"),
        ("one\ntwo", "one\nthree", "one / [−two] [+three]"),
        ("電気ケトル 1.0L 送料無料", "電気ケトル 1.0L", "電気ケトル 1.0L [−送料無料]"),
        (f"0 {LETTERS} 1", f"2 {LETTERS} 3", "[−0] [+2] a b c d … w x y z [−1] [+3]"),
        (f"{LETTERS} 1", f"{LETTERS} 2", "… w x y z [−1] [+2]"),
        (f"1 {LETTERS}", f"2 {LETTERS}", "[−1] [+2] a b c d …"),
    ],
)
def test_what_was_kept_taken_out_and_put_in_is_told_apart(before, after, expected):
    assert in_words(word_diff("Title", before, after)) == f"Title: {expected}"


def test_a_long_difference_ends_with_an_ellipsis():
    stretches = word_diff("Title", LETTERS * 20, LETTERS.upper() * 20).stretches
    assert stretches[-1].words == "…"
    assert sum(len(one.words) for one in stretches) <= 701


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_without_what_is_new_it_is_the_old_text_and_without_what_is_gone_the_new(before, after):
    stretches = word_diff("T", " ".join(before), " ".join(after)).stretches
    if not any("…" in one.words for one in stretches):
        for fate, text in ((Fate.NEW, before), (Fate.GONE, after)):
            assert " ".join(one.words for one in stretches if one.fate is not fate).split() == text
