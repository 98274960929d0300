"""What is answered to products that people paste without a word."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk
from bot.commands.show import Show
from bot.grammar.slots import Refs
from bot.refs import Ref
from core.errors import NotTracked, Outage, Refusal
from core.messages import Button, Buttons, Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted(Command):
    """Offer to watch what was pasted; what is watched here already is shown as it stands."""

    names: ClassVar = ()
    examples: ClassVar = ()

    words: tuple[str, ...]

    async def carry_out(self, desk: Desk) -> Card:
        """Nothing is tracked unasked: one button does it."""
        with suppress(Refusal, Outage):  # not tracked here, or a short link that leads nowhere just now
            return await _shown(self.words, desk)
        what = "this product" if len(self.words) == 1 else f"these {len(self.words)} products"
        return Card(f"Shall I watch {what}?", (Buttons((Button("Track", " ".join(["track", *self.words])),)),))


async def _shown(words: Sequence[str], desk: Desk) -> Card:
    """One card, or a table. Raises `NotTracked` where not all of it is tracked here."""
    refs: list[Ref] = []
    for word in words:
        took = Refs().take([word])
        if took is None or not isinstance(took.value, Ref):
            raise NotTracked(word)
        refs.append(took.value)
    return await Show(refs=tuple(refs)).carry_out(desk)
