"""What a model is shown of a chat: numbers, lists and the asker's own words, never the words of a listing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final

from bot.command import Desk
from bot.grammar.line import Menu, read
from bot.grammar.sentences.context import Context, Entry
from bot.interpreting.tools import is_offered, tools_of
from bot.scenery import context_of
from bot.views.wording import zone_of
from core.errors import Misread
from core.ports.interpreter import Puzzle
from core.talk import Turn

_MOST_PRODUCTS: Final = 100
_MOST_NAMES: Final = 400
_MOST_TURNS: Final = 3
LONGEST: Final = 1_000  # characters of a message that is read, and of an earlier one that is shown
_LONGEST_NAME: Final = 40
_WORD: Final = re.compile(r"[^\W_]{3,}")
_NOT_PLAIN: Final = re.compile(r"[^\w\s]|_")
Asked = tuple[str, str]
"""What somebody said before, and the question that was asked back."""


async def puzzle_of(desk: Desk, turns: Sequence[Turn], asked: Asked | None) -> Puzzle:
    """The message with what may be known of its chat beside tools."""
    context = await context_of(desk, desk.pointing.focus)
    lists = [one.name for one in await desk.archive.lists(desk.heard.chat)]
    return puzzle_in(context, desk.heard.text, desk.menu, lists=lists, turns=turns[-_MOST_TURNS:], asked=asked)


def puzzle_in(
    context: Context,
    text: str,
    menu: Menu,
    *,
    lists: Iterable[str] = (),
    turns: Sequence[Turn] = (),
    asked: Asked | None = None,
) -> Puzzle:
    """A message with what may be known of its context beside tools; `lists` are those that nothing need be on."""
    mine = frozenset(_words([text, *(turn.said for turn in turns), *(asked or ())[:1]]))
    known: dict[str, Any] = {
        "products": _products(context.entries, mine),
        "lists": sorted({plain(name) for name in (*lists, *(one.list for one in context.entries)) if name}),
        "it": next((one.number for one in context.entries if one.product == context.focus), None),
        "store": context.market,
        "today": f"{context.now.astimezone(zone_of(context.zone)):%A %Y-%m-%d}",
        "earlier": [_earlier(turn, menu) for turn in turns],
        "asked": {"message": asked[0], "question": asked[1]} if asked else None,
    }
    return Puzzle(words=(text,), known=known, tools=tools_of(menu))


def naming_puzzle(words: str, titles: Sequence[tuple[int, str]]) -> Puzzle:
    """Which numbered products these words mean: their names are in view, so that there are no tools."""
    names = {number: title[: _LONGEST_NAME * 2] for number, title in titles[:_MOST_NAMES]}
    return Puzzle(words=(words,), known={}, names=names)


def plain(name: str) -> str:
    """The name of a list in letters, digits and spaces, cut short."""
    return " ".join(_NOT_PLAIN.sub(" ", name).split())[:_LONGEST_NAME]


def _products(entries: Sequence[Entry], mine: frozenset[str]) -> list[dict[str, Any]]:
    """The products by number; where they are too many, those of which the asker spoke before the others."""
    told = [
        {"number": one.number, "role": one.role or "", "list": plain(one.list or ""), "fits": _fitting(one, mine)}
        for one in entries
    ]
    shown = sorted(told, key=lambda one: not one["fits"])[:_MOST_PRODUCTS]
    return sorted(shown, key=itemgetter("number"))


def _fitting(one: Entry, mine: frozenset[str]) -> list[str]:
    """Those of the asker's words that the product's name has too: nothing of a listing that was not said here."""
    return sorted(mine.intersection(_words([one.title])))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text[:LONGEST].casefold())


def _earlier(turn: Turn, menu: Menu) -> dict[str, Any]:
    return {"message": turn.said[:LONGEST], "commands": [line for line in turn.lines if _is_plain(line, menu)]}


def _is_plain(line: str, menu: Menu) -> bool:
    """Whether a line is one that a model may choose itself: others may hold text that was written for a listing."""
    try:
        return is_offered(type(read(line, menu)))
    except Misread:
        return False
