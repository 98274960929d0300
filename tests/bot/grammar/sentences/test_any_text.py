"""Whatever is written, the reading ends with actions, and hands over products of the message or the watchlist only."""

import re
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.grammar.meaning import to_json
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.lexicon import LANGUAGES, lexicon
from bot.grammar.sentences.understanding import understand
from tests.bot.grammar.sentences.stage import A, B, context

PHRASES = sorted({" ".join(words) for language in LANGUAGES for words in lexicon(language).entries})
THINGS = [
    "kettle",
    "the lamp",
    "desk lamp",
    A,
    f"{B}@de",
    f"https://www.amazon.fr/dp/{A}",
    "it",
    "20",
    "$5",
    "10%",
    "9am",
    "2 hours",
    "monday",
    "march 15",
    "31.02.",
    "99:99",
    "4.5 stars",
    "top 100",
    "#3",
    ",",
    ".",
    "?",
    "and",
    "until",
    '"quoted"',
    "'x y'",
    "@bob",
    "0",
    "1e9",
    "99999999999999999999",
    "no wait",
    "except",
    "list",
    "lights list",
    "B0",
    "-",
    ":",
    "\n",
    "💥",
    "\u200b",
]
# Each thing that can be asked, of a product, of “it” and of nothing.
ASKED = [
    *(f"track {A}", f"add {B} as a competitor", "mark it as ours", "stop tracking it", "stop tracking the kettle"),
    *("tell me when the kettle drops below 20", "alert me on price drops", "no more alerts for it", "lower it to 15"),
    *("mute it", "mute the kettle for 2 days", "unmute it", "mute everything", "be quiet from 10 to 7", "keep it"),
    *(
        "how is it doing?",
        "show the kettle",
        "list my products",
        "what changed?",
        "what changed on it?",
        "check it now",
    ),
    *("show my alerts", "show the alerts for it", "chart its price", "compare it with the lamp", "audit it"),
    *("rewrite its title", "export everything", "daily summary at 9", "no more summaries", "undo", "help", "thanks"),
    *("no, the other one", "all but the lamp", "no need to track it", "actually 25", "not the kettle", "why?"),
]
JOINED = (" and ", "? ")

WORDS = st.one_of(st.sampled_from(PHRASES), st.sampled_from(THINGS), st.text(max_size=8))
KNOWN = {entry.product for entry in context().entries}


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14).map(" ".join))
@example("?`\x80 . ca aktuelle daten abrufen")  # a sign that is no word, where a doubt would stand
def test_any_text_is_understood_somehow(text):
    found = understand(text, context())
    assert found.actions
    assert all(to_json(action)["action"] for action in found.actions)
    assert 0 <= found.score <= 1


@pytest.mark.parametrize("nobody", [True, False], ids=["nothing watched", "some watched"])
def test_whatever_is_asked_after_whatever_is_understood_somehow(nobody):
    here = Context() if nobody else context()
    for first, joined, second in product(ASKED, JOINED, ASKED):
        assert understand(f"{first}{joined}{second}", here).actions, (first, joined, second)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_product_is_invented(text):
    for action in understand(text, context()).actions:
        products = getattr(action, "products", ())
        for one in products if isinstance(products, tuple) else ():
            asin = one.partition("@")[0]
            assert one in KNOWN | {"competitor"} or re.search(asin, text, re.IGNORECASE)
