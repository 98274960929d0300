"""Making a message's characters plain: compatibility forms, invisible signs, the many kinds of quotes and dashes."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 10_000
LONGEST_OTHER: Final = 4_000  # where not all is ASCII: one sign can stand for eighteen
_BIT: Final = 500
# Zero-width, bidirectional and other format characters, and variation selectors: seen by nobody, found in pasted text.
_INVISIBLE: Final = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
# Without the apostrophe these would be other words.
_SHALL: Final = {"we'll": "theyll", "he'll": "theyll", "she'll": "theyll", "i'll": "theyll"}
_QUOTED_LINE: Final = re.compile(r"^>[ \t]*[^\W\d][^\n]*", re.MULTILINE)
_SAME: Final = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": " - ",
        "—": " - ",
        "−": "-",
        "→": " -> ",
        "➡": " -> ",
        "⇒": " -> ",
        "≤": "<=",
        "≥": ">=",
        "。": ". ",
        "、": ", ",
        "¿": " ",
        "¡": " ",
        "•": "\n",
        "⁄": "/",
    }
)


def clean(text: str) -> str:
    """The message in plain characters, at most `LONGEST` of them; white space stays, since lines have a meaning.

    Lines that begin with `>` quote somebody else, and go.
    """
    cut = _QUOTED_LINE.sub("", text[:LONGEST])
    if cut.isascii():
        return cut.replace("`", "'")
    seen = _INVISIBLE.sub("", cut[:LONGEST_OTHER].translate(_SAME))
    return _INVISIBLE.sub("", _compatible(seen)[:LONGEST].translate(_SAME))


def _compatible(text: str) -> str:
    """The text with its compatibility forms resolved, bit by bit, since one sign can become eighteen."""
    found: list[str] = []
    for at in range(0, len(text), _BIT):
        if sum(map(len, found)) > LONGEST:
            break
        found.append(unicodedata.normalize("NFKC", text[at : at + _BIT]))
    return "".join(found)


def folded(word: str) -> str:
    """A word as the lexicon keeps it: small, without apostrophes and accents; Japanese kana keep their voicing."""
    small = word.casefold()
    small = _SHALL.get(small) or small.replace("'", "")
    if small.isascii():
        return small
    parts = unicodedata.normalize("NFD", small)
    bare = "".join(sign for sign in parts if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)
