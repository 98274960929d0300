"""Which language a message is written in, by its words."""

from collections.abc import Sequence

from bot.grammar.sentences.lexicon import LANGUAGES, vocabulary
from bot.grammar.sentences.pieces import Piece, Shape

_MOST_WORDS = 60


def language_of(pieces: Sequence[Piece], text_is_japanese: bool) -> str:
    """The language with the most words of its own in the message; English where none stands out."""
    if text_is_japanese:
        return "ja"
    known = vocabulary()
    score = dict.fromkeys(LANGUAGES, 0.0)
    score["en"] = 0.1
    for piece in [piece for piece in pieces if piece.shape is Shape.WORD][:_MOST_WORDS]:
        languages = known.get(piece.key, ())
        for language in languages:
            score[language] += 1 if len(languages) == 1 else 0.5
    return max(LANGUAGES, key=lambda language: score[language])
