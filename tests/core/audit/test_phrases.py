"""Phrases of word lists are found wherever they stand, and nowhere else."""

import pytest

from core.audit.lexicon import lexicon
from core.audit.phrases import level, phrases

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "sv", "tr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_every_list_is_found_in_a_text_that_holds_it(language):
    missed = []
    for name, listed in lexicon(language).lists.items():
        ready = phrases(listed)
        for phrase in listed if ready else ():
            text = level(f"Xyz, {phrase.replace('{n}', '42')}; xyz")
            found = ready.found(text) if ready.may_be_in(text) else ()
            missed += [] if any(level(one) in text for one in found) else [(name, phrase)]
    assert missed == []


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        (("sale", "on sale"), "On sale, a salesman’s sale", ("on sale", "sale")),
        (("#1",), "the #1 and the #12", ("#1",)),
        (("save {n}%",), "Save 20 % or save some", ("save 20%",)),
        (("{n}%",), "20% off", ("20%",)),
        (("best", "best seller"), "best-seller", ("best seller",)),
        (("送料無料", "無料"), "全国送料無料です", ("送料無料",)),
        (("セール",), "セールとセールス", ("セール",)),
        (("free",), "freedom, carefree, free2", ()),
        (("sale", "no.1"), "ただいまSALE中、満足度No.1の水筒", ("sale", "no.1")),
        (("sale",), "WHOLESALE品", ()),
    ],
)
def test_whole_words_are_found_the_longest_phrase_first(listed, text, found):
    ready, said = phrases(listed), level(text)
    assert ready.may_be_in(said) or not found
    assert ready.found(said) == found


def test_a_text_without_any_of_their_words_is_told_without_being_searched():
    ready = phrases(("money back", "if not satisfied"))
    assert not ready.may_be_in(level("Steel bottle for the road"))
    assert ready.may_be_in(level("It is easy to be satisfied"))


def test_a_break_stands_where_a_phrase_was_taken_out():
    assert phrases(("best friend",)).without("a best friend of mine") == "a  ;  of mine"
