"""Putting right the misspelled words of a message, at a bounded cost."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.grammar.sentences.lexicon import Lexicon, lexicon
from bot.grammar.sentences.pieces import Piece, Shape
from bot.grammar.sentences.shelf import Shelf
from bot.grammar.sentences.slips import SHORTEST, is_other_word
from bot.grammar.sentences.terms import Kind

MOST_GUESSES: Final = 24
_LONG: Final = 7  # letters: two of them may be wrong
_INDEFINITE: Final = frozenset({"a", "an", "some", "any", "each", "every"})


def mended(pieces: Sequence[Piece], words: Lexicon, language: str, shelf: Shelf) -> tuple[str, ...]:
    """The keys of the pieces, with words that nobody knows replaced by the known ones they are likeliest to mean."""
    keys: list[str] = []
    guesses = 0
    for piece in pieces:
        key = piece.key
        if piece.shape is Shape.WORD and not _is_known(key, words, shelf) and guesses < MOST_GUESSES:
            guesses += 1
            key = _meant(key, words, language, shelf, named=_names(words, keys[-1:]))
        keys.append(key)
    return tuple(keys)


def _is_known(key: str, words: Lexicon, shelf: Shelf) -> bool:
    return len(key) < 3 or key in words.words or key in shelf.lists or shelf.exact(key) or not key.isalpha()


def _names(words: Lexicon, before: Sequence[str]) -> bool:
    """Whether a word after this one is likely to name something: after “the”, after “our”."""
    if not before or before[0] in _INDEFINITE:
        return False
    return any(words.sense(before, 0, kind) for kind in (Kind.THE, Kind.ADJECTIVE, Kind.BOTH))


def _meant(key: str, words: Lexicon, language: str, shelf: Shelf, *, named: bool) -> str:
    """What an unknown word is likeliest to mean: a part of a title's word, or the nearest of titles and lexicon."""
    if key in words.real or key in words.common:
        return (shelf.part(key) if named else None) or key
    if (named or len(key) > SHORTEST) and (part := shelf.part(key)):
        return part
    title, far = shelf.misspelled(key)
    if title and (named or far < 1):
        return title
    word, away = _nearest(key, language)
    if title and (word is None or far <= away):
        return title
    if word and not (language == "en" and _is_inflected(key, words)):
        return word
    return shelf.part(key) or key


def _is_inflected(key: str, words: Lexicon) -> bool:
    """Whether this is a known word with the ending of somebody else's or of past doing: “Jess tracks”, “I charted”."""
    return any(key.endswith(end) and key[: -len(end)] in words.words for end in ("s", "d", "ed"))


def _nearest(key: str, language: str) -> tuple[str | None, int]:
    """The known word one slip away, or two in a long word, and how far it is; the first letter is seldom wrong."""
    if len(key) < SHORTEST or not key.isascii():
        return None, 9
    most = 2 if len(key) >= _LONG else 1
    words = _by_letter(language).get(key[0], ())
    near = process.extract(key, words, scorer=OSA.distance, score_cutoff=most, limit=3)
    known = lexicon(language).entries
    swapped = sorted(near, key=lambda one: (one[1], sorted(str(one[0])) != sorted(key), (str(one[0]),) not in known))
    fitting = ((str(word), int(far)) for word, far, _ in swapped if not is_other_word(key, str(word)))
    return next(fitting, (None, 9))


@cache
def _by_letter(language: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(lexicon(language).words):
        if len(word) > SHORTEST and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return found
