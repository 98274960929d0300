"""Cutting a message into pieces: links, product numbers, quoted stretches, numbers, words and marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from bot.grammar.sentences.clean import folded
from core.catalog.asin import looks_like_link, read_asin

MOST_PIECES: Final = 400
MOST_WORDS: Final = 100  # who asks for something does not need more


class Shape(Enum):
    """What a piece looks like, before anything is known of its meaning."""

    LINK = "link"
    ASIN = "asin"
    PERSON = "mention"
    QUOTED = "quoted"
    NUMBER = "number"
    SYMBOL = "symbol"  # of a currency
    WORD = "word"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the message: `key` is its text folded for look-up, `glued` whether no space stands before it."""

    shape: Shape
    text: str
    key: str
    start: int
    glued: bool

    @property
    def end(self) -> int:
        """Where the next sign stands."""
        return self.start + len(self.text)


# Every branch begins with another sign or is bounded, and none repeats a repetition: matching is linear.
_PIECE: Final = re.compile(
    r"""
      (?P<space>[^\S\n]+)
    | (?P<slack><(?:[@\#!][^<>\s]{1,60}|https?://[^<>]{1,2000})>)
    | (?P<link>https?://[^\s<>"]+ | (?:www\.|m\.|smile\.)?(?:amazon\.[a-z]|amzn\.[a-z]|a\.co/)[^\s<>"]*)
    | (?P<asin>(?<![a-z0-9_])
        (?:b[0-9][0-9a-z]{8} | 97[89]-?[0-9][-0-9]{8,13} | [0-9]{9}[0-9x])
        (?:@[a-z]{2,3}(?:\.[a-z]{2})?)?(?![a-z0-9_]))
    | (?P<mention>(?<!\w)@[\w.]{2,40})
    | (?P<quoted>"[^"\n]{1,400}" | (?<![\w])'[^'\n]{2,200}'(?!\w))
    | (?P<number>[0-9]+(?:[.,:'][0-9]+)*)
    | (?P<symbol>(?:R|US|C|A|CA|AU|MX)\$|[$€£¥₹₺]|zł)
    | (?P<elided>(?<!\w)
        (?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un|quell|quest)'(?=[^\W\d_]))
    | (?P<kana>[\u3040-\u30ff\u3400-\u9fff々]+)
    | (?P<word>[^\W\d_](?:[^\W\u3040-\u30ff\u3400-\u9fff々]|'(?=\w))*)
    | (?P<mark>\n+|->|=>|<=|>=|\.\.+|[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_POINTING: Final = frozenset({"link", "asin", "mention", "quoted", "symbol", "slack"})
_SHAPES: Final = {
    "link": Shape.LINK,
    "asin": Shape.ASIN,
    "mention": Shape.PERSON,
    "quoted": Shape.QUOTED,
    "number": Shape.NUMBER,
    "symbol": Shape.SYMBOL,
    "word": Shape.WORD,
    "elided": Shape.WORD,
    "kana": Shape.WORD,
    "mark": Shape.MARK,
}
_JAPANESE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々]")


def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of a cleaned message, at most `MOST_PIECES`."""
    pieces: list[Piece] = []
    words = 0
    for found in _PIECE.finditer(text):
        if found["space"] or (found[0] == "-" and _is_hyphen(text, found.start())):
            continue
        shape, said = found.lastgroup or "mark", found[0]
        if shape == "slack":
            pieces.append(_of_slack(said, found.start()))
        else:
            glued = found.start() > 0 and not text[found.start() - 1].isspace()
            pieces.append(_checked(Piece(_SHAPES[shape], said, folded(said), found.start(), glued)))
        words += shape not in _POINTING and said != ","
        if len(pieces) > MOST_PIECES or words > MOST_WORDS:
            break
    return tuple(pieces)


def is_too_long(pieces: Sequence[Piece]) -> bool:
    """Whether this is a text and no request: many words, or more products and marks than one pastes."""
    words = sum(1 for piece in pieces if piece.shape in {Shape.WORD, Shape.NUMBER, Shape.MARK} and piece.text != ",")
    return words > MOST_WORDS or len(pieces) > MOST_PIECES


def is_japanese(text: str) -> bool:
    """Whether any of it is written in kana or kanji."""
    return _JAPANESE.search(text) is not None


def _is_hyphen(text: str, at: int) -> bool:
    """Whether a dash only joins two words, as in “all-time”; between two numbers it means a range."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def _of_slack(said: str, start: int) -> Piece:
    """Slack's own spelling of links and mentions; a link's label is its page's title, never read."""
    inner = said[1:-1].partition("|")[0]
    if inner[0] not in "@#!":
        return Piece(Shape.LINK, inner, inner, start, glued=False)
    shape = Shape.MARK if inner[0] == "#" else Shape.PERSON
    return Piece(shape, said, inner, start, glued=False)


def _checked(piece: Piece) -> Piece:
    """A number that only looks like a product's is a word; a link ends before the mark that closes its sentence."""
    if piece.shape is Shape.ASIN and read_asin(piece.text.partition("@")[0]) is None:
        return replace(piece, shape=Shape.WORD)
    if piece.shape is Shape.LINK:
        bare = piece.text.rstrip(".,;:!?)'")
        return replace(piece, text=bare, shape=Shape.LINK if looks_like_link(bare) else Shape.WORD)
    return piece
