"""Telegram's HTML: raw text is escaped here and nowhere else, and measured as Telegram does."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape
from re import sub
from typing import Final, Self

from adapters.chats.telegram.inert import by_liveliness, lines, one_line

ENTITIES: Final = 100  # Telegram ignores those beyond in one message; what is marked must stay marked


def units(text: str) -> int:
    """Its length as Telegram counts: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, room: int, end: str = "…") -> str:
    """The text within `room` units: cut between words where one is near, never within a sign, with `end` behind it."""
    if units(text) <= room:
        return text
    left = room - units(end)
    kept = 0
    for kept, sign in enumerate(text):  # noqa: B007 - how far it came is the result
        left -= 2 if sign > "\uffff" else 1
        if left < 0:
            break
    short = text[:kept]
    words = short.rsplit(maxsplit=1)[0] if " " in short else short
    return (words if len(words) > len(short) * 3 // 4 else short).rstrip() + end


def visible(html: str) -> str:
    """What a reader sees of markup that was made here."""
    return unescape(sub(r"<[^>]*>", "", html))


@dataclass(frozen=True, slots=True)
class Piece:
    """Finished markup, the units a reader sees of it, and the number of its entities."""

    html: str
    length: int
    entities: int

    @classmethod
    def of(cls, html: str) -> Self:
        """Measured markup."""
        return cls(html, units(visible(html)), html.count("</"))


def join(pieces: Iterable[str], separator: str = "\n") -> str:
    """Those that have something to show, one after the other."""
    return separator.join(filter(None, pieces))


def text(raw: str) -> str:
    """Running text; what would become a link or a mention by itself is set as code, which is neither."""
    return _marked(lines(raw), "", commands=True)


def line(raw: str, *, commands: bool = False) -> str:
    """Running text on one line; a `/command` in it can be tapped only where `commands` are ours."""
    return _marked(one_line(raw), "", commands=commands)


def bold(raw: str, *, commands: bool = False) -> str:
    """The same in bold."""
    return _marked(one_line(raw), "b", commands=commands)


def struck(raw: str) -> str:
    """The same with a line through it."""
    return _marked(one_line(raw), "s", commands=False)


def italic(raw: str) -> str:
    """Text in italics."""
    return _marked(lines(raw), "i", commands=False)


def fixed(rows: Iterable[str]) -> str:
    """Lines in a fixed width, already harmless."""
    inner = "\n".join(rows)
    return f"<pre>{escape(inner)}</pre>" if inner.strip() else ""


def link(label: str, url: str) -> str:
    """A label that leads to a web address; any other address is only shown."""
    address = one_line(url).replace(" ", "%20")
    if not address.lower().startswith(("https://", "http://")):
        return _marked(": ".join(filter(None, (one_line(label), address))), "", commands=False)
    return f'<a href="{escape(address)}">{escape(one_line(label) or address)}</a>'


def _marked(harmless: str, tag: str, *, commands: bool) -> str:
    """Code stands alone: Telegram does not let it be bold besides."""
    parts = by_liveliness(harmless, commands=commands)
    return "".join(_tagged("code" if lively else tag, part) for part, lively in parts)


def _tagged(tag: str, harmless: str) -> str:
    inner = escape(harmless, quote=False)
    return f"<{tag}>{inner}</{tag}>" if tag and harmless.strip() else inner
