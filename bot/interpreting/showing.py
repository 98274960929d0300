"""What a model is shown of a chat: numbers, lists and the asker's own words, never the words of a listing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from bot.command import Desk
from bot.grammar.line import read
from bot.interpreting.tools import is_offered, tools_of
from bot.views.wording import zone_of
from core.archive import Watched
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
    """The message with what may be known beside tools."""
    watched = await desk.archive.watched(desk.heard.chat)
    lists = {one.id: plain(one.name) for one in await desk.archive.lists(desk.heard.chat)}
    said = [desk.heard.text, *(turn.said for turn in turns[-_MOST_TURNS:]), *(asked or ())[:1]]
    mine = frozenset(_words(said))
    fits = {one.watching.watch.number: _fitting(one, mine) for one in watched}
    shown = sorted(watched, key=lambda one: not fits[one.watching.watch.number])[:_MOST_PRODUCTS]
    it = [one.watching.watch.number for one in watched if str(one.watching.watch.product) == desk.pointing.focus]
    known: dict[str, Any] = {
        "products": [
            {
                "number": one.watching.watch.number,
                "role": one.watching.watch.role.value,
                "list": lists.get(one.watching.watch.list_id, ""),
                "fits": fits[one.watching.watch.number],
            }
            for one in sorted(shown, key=lambda one: one.watching.watch.number)
        ],
        "lists": sorted(lists.values()),
        "it": it[0] if it else None,
        "store": desk.room.market,
        "today": f"{desk.now.astimezone(zone_of(desk.room.zone)):%A %Y-%m-%d}",
        "earlier": [_earlier(turn, desk) for turn in turns[-_MOST_TURNS:]],
        "asked": {"message": asked[0], "question": asked[1]} if asked else None,
    }
    return Puzzle(words=(desk.heard.text,), known=known, tools=tools_of(desk.menu))


def naming_puzzle(words: str, watched: Sequence[Watched]) -> Puzzle:
    """Which products these words mean: their names are in view, so that there are no tools."""
    names = {one.watching.watch.number: (one.title or "")[: _LONGEST_NAME * 2] for one in watched[:_MOST_NAMES]}
    return Puzzle(words=(words,), known={}, names=names)


def plain(name: str) -> str:
    """The name of a list in letters, digits and spaces, cut short."""
    return " ".join(_NOT_PLAIN.sub(" ", name).split())[:_LONGEST_NAME]


def _fitting(one: Watched, mine: frozenset[str]) -> list[str]:
    """Those of the asker's words that the product's name has too: nothing of a listing that was not said here."""
    return sorted(mine.intersection(_words([one.title or ""])))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _WORD.findall(text[:LONGEST].casefold())


def _earlier(turn: Turn, desk: Desk) -> dict[str, Any]:
    return {"message": turn.said[:LONGEST], "commands": [line for line in turn.lines if _is_plain(line, desk)]}


def _is_plain(line: str, desk: Desk) -> bool:
    """Whether a line is one that a model may choose itself: others may hold text that was written for a listing."""
    try:
        return is_offered(type(read(line, desk.menu)))
    except Misread:
        return False
