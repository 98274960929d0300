"""Arguments that are text of listings: which parts are meant, which suggestion, and words just as they were written."""

import re
from typing import Final

from bot.command import Took
from bot.grammar.slots import Words
from bot.grammar.words import VERBATIM, Quoted
from core.suggestion import Part

_PARTS: Final = {
    **{part.value: part for part in Part},
    "highlight": Part.HIGHLIGHTS,
    "bullet": Part.BULLETS,
    "keyword": Part.KEYWORDS,
    "terms": Part.KEYWORDS,
}
_ID: Final = re.compile("[0-9a-f]{12}")


class Parts:
    """Parts of a listing: title, highlights, bullets, description, keywords."""

    many = True
    hint = "[title, highlights, bullets, description, keywords]"

    def take(self, words: Words) -> Took | None:
        """One of them."""
        part = None if isinstance(words[0], Quoted) else _PARTS.get(words[0].lower())
        return Took(part, 1) if part else None

    def spell(self, value: object) -> str:
        """All of them, parted by spaces."""
        return " ".join(value) if isinstance(value, tuple) else ""


class SuggestionId:
    """The name of a suggestion: twelve hexadecimal digits."""

    many = False
    hint = "<suggestion>"

    def take(self, words: Words) -> Took | None:
        """The name."""
        return Took(words[0].lower(), 1) if _ID.fullmatch(words[0].lower()) else None

    def spell(self, value: object) -> str:
        """The name."""
        return str(value)


class Verbatim:
    """Text just as it is written, after ``:=``; another ``:=`` begins a new line."""

    many = False
    hint = "[:= <text>]"

    def take(self, words: Words) -> Took | None:
        """All that follows."""
        if len(words) < 2 or words[0] != VERBATIM:
            return None
        lines = re.split(rf"\s*(?:\n|(?<!\S){VERBATIM}(?!\S))\s*", words[1])
        return Took("\n".join(filter(None, lines)), 2)

    def spell(self, value: object) -> str:
        """Each line after a mark of its own, so that forms can give them one by one."""
        return " ".join(f"{VERBATIM} {line}" for line in str(value).split("\n"))
