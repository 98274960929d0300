"""No message makes the reading slow: the work is counted, never timed."""

import sys
from collections.abc import Mapping

import pytest

from bot.grammar.meaning import Nothing
from bot.grammar.sentences import typos
from bot.grammar.sentences.clean import LONGEST, clean
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.lexicon import Lexicon, lexicon
from bot.grammar.sentences.numbers import Sight
from bot.grammar.sentences.pieces import MOST_PIECES, MOST_WORDS, cut, is_too_long
from bot.grammar.sentences.reader import read_terms
from bot.grammar.sentences.shelf import Shelf, shelf_of
from bot.grammar.sentences.understanding import understand
from tests.bot.grammar.sentences.stage import context

HOSTILE = {
    "ten thousand ASINs": "track " + " ".join(f"B0{number:08d}" for number in range(10_000)),
    "digits": "9" * 10_000,
    "digits and dots": "1." * 5_000,
    "quotes": '"' * 10_000,
    "single quotes": "'a " * 3_333,
    "one word": "a" * 10_000,
    "two thousand words": "word " * 2_000,
    "spaces": " " * 10_000,
    "dashes": "a-" * 5_000,
    "commas": "," * 10_000,
    "angle brackets": "<" * 10_000,
    "mentions": "@" * 10_000,
    "kana": "を追跡し" * 2_500,
    "ligatures": "ﷺ" * 10_000,
    "zero-width": "\u200b" * 10_000,
    "right to left": "\u202e" * 5_000 + "kcart",
}


REPEATED = (
    "track", "what", "take", "don't", "the", "20", "kettle", "qzx", "and", "1", "if", "tell me", "20 no wait",
    "track the kettle below 20 and", "said", "all but the moka", "not", "until", "price", "in the lights list",
)  # fmt: skip
MOST_STEPS = 40_000


def steps(text):
    """How many calls of functions the reading of a text takes, once its words are loaded."""
    here = context()
    understand(text, here)
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        understand(text, here)
    finally:
        sys.setprofile(None)
    return counted


class Counted(Mapping):
    """A mapping that counts how often something is looked up in it."""

    def __init__(self, plain):
        self.plain, self.looks = plain, 0

    def __getitem__(self, key):
        self.looks += 1
        return self.plain[key]

    def get(self, key, default=None):
        self.looks += 1
        return self.plain.get(key, default)

    def __iter__(self):
        return iter(self.plain)

    def __len__(self):
        return len(self.plain)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_message_made_to_be_slow_asks_for_nothing(text):
    assert understand(text, context()).actions == (Nothing(),)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_message_is_cut_into_a_bounded_number_of_pieces(text):
    assert len(clean(text)) <= LONGEST
    assert len(cut(clean(text))) <= MOST_PIECES + 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_message_made_to_be_slow_costs_a_bounded_number_of_steps(text):
    assert steps(text) < MOST_STEPS


@pytest.mark.parametrize("words", REPEATED)
def test_a_message_of_twice_the_words_costs_little_more_than_twice_the_steps(words):
    times = MOST_WORDS // len(words.split()) // 2
    once, twice = steps(f"{words} " * times), steps(f"{words} " * (2 * times))
    assert twice < max(3 * once, 2_000)
    assert twice < MOST_STEPS


def test_a_list_of_products_is_read_whole_however_long_it_is():
    some = "track " + " ".join(f"B0{number:08d}" for number in range(MOST_PIECES - 1))
    assert len(understand(some, Context()).actions[0].products) == MOST_PIECES - 1
    assert len(understand(some + " B000009999 B000009998", Context()).actions[0].products) == MOST_PIECES + 1


@pytest.mark.parametrize("word", ["track", "what", "take", "don't", "the", "20", "kettle", "qzx", "and"])
def test_the_lexicon_is_asked_a_bounded_number_of_times_for_each_word(word):
    pieces = cut(f"{word} " * MOST_WORDS)
    assert not is_too_long(pieces)
    plain = lexicon("en")
    counted = Counted(plain.entries)
    words = Lexicon(plain.phrases, counted, plain.words, plain.real)
    here = context()
    read_terms(Sight(pieces, [piece.key for piece in pieces], words), shelf_of(here.entries), here)
    assert counted.looks <= 80 * MOST_WORDS


def test_only_so_many_unknown_words_of_a_message_are_guessed_at():
    guessed = []

    class Guesses(Shelf):
        def misspelled(self, key):
            guessed.append(key)
            return None, 9

    shelf = Guesses(entries=(), main={}, any={}, by_letter={})
    pieces = cut(" ".join(f"qx{chr(97 + n % 26)}zv{chr(97 + n // 26)}" for n in range(MOST_WORDS)))
    typos.mended(pieces, lexicon("en"), "en", shelf)
    assert len(guessed) == typos.MOST_GUESSES
