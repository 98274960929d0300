"""Which language a message is written in, by its words."""

from collections.abc import Sequence
from typing import Final

from bot.grammar.sentences.lexicon import LANGUAGES, vocabulary
from bot.grammar.sentences.pieces import Piece, Shape

_MOST_WORDS = 60
_AT_HOME = 0.7
_OF_STORE: Final = {"de": "de", "fr": "fr", "com.be": "fr", "es": "es", "com.mx": "es", "it": "it", "com.br": "pt"}


def language_of(pieces: Sequence[Piece], market: str, *, text_is_japanese: bool) -> str:
    """The language with the most words of its own in the message; where none stands out, the store's, or English."""
    if text_is_japanese:
        return "ja"
    known = vocabulary()
    score = dict.fromkeys(LANGUAGES, 0.0)
    score["en"] = 0.1
    score[_OF_STORE.get(market, "en")] += _AT_HOME
    for piece in [piece for piece in pieces if piece.shape is Shape.WORD][:_MOST_WORDS]:
        languages = [one for one in known.get(piece.key, ()) if one != "en" or piece.text.isascii()]
        for language in languages:
            score[language] += 1 if len(languages) == 1 else 0.5
    return max(LANGUAGES, key=lambda language: score[language])
