"""Text from strangers, made harmless for Slack: nothing in it mentions, formats, hides or reorders."""

import re
import unicodedata
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SEQUENCES: Final = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]")  # ECMA-48: a terminal's colours and moves
_ELLIPSIS: Final = "…"


def plain(text: str) -> str:
    """The text without controls and invisible signs (bidi, zero-width); its line ends stay, as line feeds."""
    if text.isprintable():
        return text
    return "\n".join(map(_plain_line, _LINE_ENDS.sub("\n", _SEQUENCES.sub("", text)).split("\n")))


def one_line(text: str) -> str:
    """The same on one line, with single blanks."""
    return " ".join(plain(text).split())


def cut(text: str, longest: int) -> str:
    """The text, shortened with an ellipsis to `longest` characters where it has more."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + _ELLIPSIS


def escaped(text: str) -> str:
    """For places where Slack reads ``<!channel>`` and ``&lt;``: https://docs.slack.dev/messaging/formatting-message-text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pieces(text: str, longest: int) -> list[str]:
    """The text in parts of at most `longest` characters, cut at a line end or a blank where there is one."""
    parts = []
    while len(text) > longest:
        at = max(text.rfind("\n", longest // 2, longest), 0) or max(text.rfind(" ", longest // 2, longest), 0)
        parts.append(text[: at or longest])
        text = text[(at + 1) if at else longest :]
    return [*parts, text] if text else parts


def _plain_line(line: str) -> str:
    # What is printable has no sign of a kind that is changed below.
    return line if line.isprintable() else "".join(map(_shown, line))


def _shown(sign: str) -> str:
    match unicodedata.category(sign):
        case "Cc":
            return " " if sign == "\t" else ""
        case "Cf":
            return ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return sign
