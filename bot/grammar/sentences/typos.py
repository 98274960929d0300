"""Putting right the misspelled words of a message, at a bounded cost."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.grammar.sentences.lexicon import Lexicon, lexicon
from bot.grammar.sentences.pieces import Piece, Shape
from bot.grammar.sentences.shelf import Shelf

MOST_GUESSES: Final = 24
_SHORTEST = 4
_SHORT = 6
_KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES: Final = {
    letter: (row, column) for row, letters in enumerate(_KEYBOARD) for column, letter in enumerate(letters)
}


def mended(pieces: Sequence[Piece], words: Lexicon, language: str, shelf: Shelf) -> tuple[str, ...]:
    """The keys of the pieces, with words that nobody knows replaced by the known ones they are likeliest to mean."""
    keys: list[str] = []
    guesses = 0
    for piece in pieces:
        key = piece.key
        if piece.shape is Shape.WORD and not _is_known(key, words, shelf) and guesses < MOST_GUESSES:
            guesses += 1
            key = shelf.near(key) or _nearest(key, language) or key
        keys.append(key)
    return tuple(keys)


def _is_known(key: str, words: Lexicon, shelf: Shelf) -> bool:
    return len(key) < 3 or key in words.words or shelf.exact(key) or key in words.real or not key.isalpha()


def _nearest(key: str, language: str) -> str | None:
    """The known word one slip away, or two in a long word; the first letter is seldom the wrong one."""
    if len(key) < _SHORTEST or not key.isascii():
        return None
    most = 2 if len(key) >= 8 else 1
    words = _by_letter(language).get(key[0], ())
    near = process.extract(key, words, scorer=OSA.distance, score_cutoff=most, limit=3)
    return next((str(word) for word, _, _ in near if not _is_other_word(key, str(word))), None)


def _is_other_word(key: str, word: str) -> bool:
    """Whether a short word differs in one letter that no finger confuses with the other: “store” is no “score”."""
    if len(key) != len(word) or len(key) > _SHORT:
        return False
    different = [(one, other) for one, other in zip(key, word, strict=True) if one != other]
    return len(different) == 1 and not _are_neighbours(*different[0])


def _are_neighbours(one: str, other: str) -> bool:
    """Whether two letters lie side by side on a keyboard."""
    (row, column), (row_too, column_too) = _PLACES.get(one, (9, 9)), _PLACES.get(other, (-9, -9))
    return abs(row - row_too) <= 1 and abs(column - column_too) <= 1


@cache
def _by_letter(language: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(lexicon(language).words):
        if len(word) >= _SHORTEST and word.isalpha():
            found.setdefault(word[0], []).append(word)
    return found
