"""Text from strangers, made harmless for a terminal: nothing in it moves the cursor, colours, hides or reorders."""

import re
import unicodedata
from typing import Final

# ECMA-48 control sequences, and the strings (titles, links, device commands) that end with BEL or ST.
_SEQUENCES: Final = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_VARIANTS: Final = frozenset(
    map(chr, range(0xFE00, 0xFE10))
)  # they change a sign's width, each terminal in its own way


def one_line(text: str) -> str:
    """The text on one line, with single blanks, and nothing in it that a terminal would obey."""
    return " ".join(_harmless(_LINE_ENDS.sub(" ", text)).split())


def lines(text: str) -> tuple[str, ...]:
    """The text's own lines, each with nothing in it that a terminal would obey; blank ones at the end are left out."""
    kept = [_harmless(line).rstrip() for line in _LINE_ENDS.split(text)]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _harmless(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, _SEQUENCES.sub("", text)))


def _shown(sign: str) -> str:
    """Controls and invisible format signs (bidi, zero-width) vanish, every blank is a plain one, half a sign is “�”."""
    match unicodedata.category(sign):
        case "Zs":
            return " "
        case "Cc":
            return " " if sign == "\t" else ""
        case "Cf":
            return ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return "" if sign in _VARIANTS else sign
