"""Text from strangers, made harmless: nothing in it hides, reorders, notifies or leads anywhere by itself."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from core.catalog.marketplace import marketplace_of_host

_LINE_ENDS: Final = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SEQUENCES: Final = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]")  # ECMA-48: without its start it would be gibberish
_JOINERS: Final = frozenset("\u200c\u200d")  # families of emoji, and several scripts of India and Persia, need them
# What Telegram itself would turn into something to tap, whatever the parse mode, but for text set as code.
_LIVELY: Final = re.compile(
    r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*://\S+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w/])@\w{2,}"
    r"|(?<![\w@.-])(?:[\w-]+\.)+(?:com|net|org|info|biz|io|co|me|to|ly|tv|cc|ru|cn|de|uk|fr|it|es|nl|pl|eu|us|br"
    r"|shop|store|top|xyz|link|site|online|live|click|app|dev|pro|club|example|test)(?![\w-])(?:[/?#:]\S*)?"
    r"|(?P<command>(?<![\w/.@-])/[a-z]\w*(?:@\w+)?)",
    re.IGNORECASE,
)
# What none of the above does without: most of what is said has nothing of it, and this is found much sooner.
_SIGN_OF_LIFE: Final = re.compile(r"[@/]|\.[a-z]", re.IGNORECASE)


def one_line(text: str) -> str:
    """The text on one line, with single blanks and without invisible signs."""
    return " ".join(_harmless(_LINE_ENDS.sub(" ", text)).split())


def lines(text: str) -> str:
    """The text with line feeds for whatever ends its lines, without invisible signs or blank lines at its ends."""
    return "\n".join(_harmless(line).rstrip() for line in _LINE_ENDS.split(text)).strip("\n")


def by_liveliness(text: str, *, commands: bool) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it is to be kept from becoming a mention, an address, a link or a command.

    Amazon's own hosts are left alone: “amazon.de” is how people name a store. So are `commands` where they are ours.
    """
    if not _SIGN_OF_LIFE.search(text):
        yield text, False
        return
    done = 0
    for found in _LIVELY.finditer(text):
        welcome = commands if found["command"] else marketplace_of_host(found[0].lower().removeprefix("www."))
        if not welcome:
            yield text[done : found.start()], False
            yield found[0], True
            done = found.end()
    yield text[done:], False


def _harmless(text: str) -> str:
    if text.isprintable():  # then no sign of it is of a kind that is changed below
        return text
    shown = _SEQUENCES.sub("", text)
    return "".join(_shown(shown, at) for at in range(len(shown)))


def _shown(text: str, at: int) -> str:
    """Controls and format signs (bidi, zero-width, tags) vanish, every blank is a plain one, half a sign is “�”."""
    sign = text[at]
    match unicodedata.category(sign):
        case "Zs":
            return " "
        case "Cc":
            return " " if sign == "\t" else ""
        case "Cf":
            return sign if sign in _JOINERS and _between_foreign_signs(text, at) else ""
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return sign


def _between_foreign_signs(text: str, at: int) -> bool:
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and not any(sign.isascii() or unicodedata.category(sign) == "Cf" for sign in around)
