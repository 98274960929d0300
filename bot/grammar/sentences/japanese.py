"""Cutting Japanese, which is written without spaces, into words: always the longest that is known."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.grammar.sentences.pieces import MOST_WORDS, Piece, Shape, is_japanese
from bot.grammar.sentences.shelf import Shelf
from bot.grammar.sentences.terms import Kind, Term

_LONGEST = 16


def segmented(pieces: Sequence[Piece], words: Collection[str], shelf: Shelf) -> tuple[Piece, ...]:
    """The pieces with each Japanese stretch cut into the words of the lexicon and of the watchlist's titles."""
    parts = (part for piece in pieces for part in _parts(piece, words, shelf))
    return tuple(islice(parts, MOST_WORDS + 1))


def joined_names(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms with “自動開閉の傘” as one name: what both words fit."""
    found: list[Term] = []
    for term in terms:
        parted = len(found) > 1 and found[-1].text == "の" and found[-2].is_(Kind.PRODUCT, "name")
        both = tuple(one for one in term.products if parted and one in found[-2].products)
        if both and term.is_(Kind.PRODUCT, "name"):
            found[-2:] = [replace(term, products=both, first=found[-2].first, text=found[-2].text + "の" + term.text)]
        else:
            found.append(term)
    return tuple(found)


def _parts(piece: Piece, words: Collection[str], shelf: Shelf) -> Iterator[Piece]:
    if piece.shape is not Shape.WORD or not is_japanese(piece.key):
        yield piece
        return
    at, strange = 0, 0
    while at < len(piece.key):
        size = _longest(piece.key, at, words, shelf)
        if size and strange < at:
            yield _part(piece, strange, at)
        if size:
            yield _part(piece, at, at + size)
            strange = at + size
        at += size or 1
    if strange < at:
        yield _part(piece, strange, at)


def _longest(text: str, at: int, words: Collection[str], shelf: Shelf) -> int:
    for size in range(min(_LONGEST, len(text) - at), 0, -1):
        part = text[at : at + size]
        if part in words or part in shelf.any or part in shelf.lists:
            return size
    return 0


def _part(piece: Piece, start: int, end: int) -> Piece:
    text = piece.key[start:end]
    return replace(piece, text=text, key=text, start=piece.start + start, glued=piece.glued or start > 0)
