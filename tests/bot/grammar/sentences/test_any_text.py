"""Whatever is written, the reading ends with actions, and hands over products of the message or the watchlist only."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.grammar.meaning import to_json
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
WORDS = st.one_of(st.sampled_from(PHRASES), st.sampled_from(THINGS), st.text(max_size=8))
KNOWN = {entry.product for entry in context().entries}


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_text_is_understood_somehow(text):
    found = understand(text, context())
    assert found.actions
    assert all(to_json(action)["action"] for action in found.actions)
    assert 0 <= found.score <= 1


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_product_is_invented(text):
    for action in understand(text, context()).actions:
        products = getattr(action, "products", ())
        for product in products if isinstance(products, tuple) else ():
            asin = product.partition("@")[0]
            assert product in KNOWN | {"competitor"} or re.search(asin, text, re.IGNORECASE)
