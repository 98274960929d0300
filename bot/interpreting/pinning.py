"""What a model has pointed at, as products of this chat or of this message, and of no other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.command import Command, Desk
from bot.commands.track import Track
from bot.interpreting.showing import naming_puzzle
from bot.refs import ByAsin, ByName, ByNumber, ByProduct, ByShortLink, Ref
from bot.views.wording import short
from core.archive import Watched
from core.errors import Ambiguous, ModelMalformed, NotTracked
from core.interpretation import Interpretation
from core.talk import Turn

_SHOWN: Final = 5


class Pinning:
    """Follows names that fit no title here with the model's help: it sees the names then, and no tools."""

    def __init__(self, interpretation: Interpretation) -> None:
        self._interpretation = interpretation

    async def pinned(self, command: Command, desk: Desk, turns: Sequence[Turn]) -> Command:
        """The command with names turned into numbers.

        Raises `ModelMalformed` for products that are neither watched here nor named by the asker, `NotTracked` and
        `Ambiguous` for names that fit none or several.
        """
        refs: tuple[Ref, ...] = getattr(command, "refs", ())
        if not refs:
            return command
        watched = await desk.archive.watched(desk.heard.chat)
        said = " ".join([desk.heard.text, *(turn.said for turn in turns)]).upper()
        products = [str(one.watching.watch.product) for one in watched]
        if not all(is_ours(ref, products, said) for ref in refs):
            raise ModelMalformed("it names a product that nobody has named")
        return _with_refs(command, tuple([await self._of(ref, desk, watched) for ref in refs]))

    async def _of(self, ref: Ref, desk: Desk, watched: Sequence[Watched]) -> Ref:
        if not isinstance(ref, ByName):
            return ref
        try:
            (found, *_) = await desk.find([ref])
        except NotTracked:
            found = await self._named(ref.words, desk, watched)
        return ByNumber(found.watching.watch.number)

    async def _named(self, words: str, desk: Desk, watched: Sequence[Watched]) -> Watched:
        puzzle = naming_puzzle(words, [(one.watching.watch.number, one.title or "") for one in watched])
        solution = await self._interpretation.solve(puzzle, desk.room.workspace_id)
        found = [one for one in watched if one.watching.watch.number in solution.numbers]
        if not found:
            raise NotTracked(words)
        if len(found) > 1:
            numbers = (f"{one.watching.watch.number} ({short(one.title, 40)})" for one in found[:_SHOWN])
            raise Ambiguous(words, ", ".join(numbers))
        return found[0]


async def fixed(command: Command, desk: Desk) -> tuple[Command, Sequence[Watched]]:
    """A change as it is to be confirmed, of just those products that are meant now, and those of them on a list here.

    Raises what `Desk.find` and `Desk.products` do.
    """
    refs: tuple[Ref, ...] = getattr(command, "refs", ())
    if not refs:
        return command, ()
    if isinstance(command, Track):
        products = await desk.products(refs, command.market)
        return _with_refs(command, tuple(ByProduct(one) for one in products)), ()
    found = await desk.find(refs)
    return _with_refs(command, tuple(ByNumber(one.watching.watch.number) for one in found)), found


def is_ours(ref: Ref, products: Sequence[str], said: str) -> bool:
    """Whether a ref stays in this chat: its `products` (``B0…@com``), or the asker's own words, `said` in capitals."""
    match ref:
        case ByAsin(asin):
            return asin in said or any(one.partition("@")[0] == asin for one in products)
        case ByProduct(product):
            return product.asin in said or str(product) in products
        case ByShortLink(url):
            return url.upper() in said
        case _:
            return True


def _with_refs(command: Command, refs: tuple[Ref, ...]) -> Command:
    return replace(command, **_named_refs(refs))


def _named_refs(refs: tuple[Ref, ...]) -> dict[str, Any]:
    return {"refs": tuple(dict.fromkeys(refs))}
