"""/unmute: end a silence before its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.rules import Resting
from bot.grammar.slots import Refs
from bot.refs import It, Ref
from bot.views.product import heading
from bot.views.rules import silence_words
from core.archive import Watched
from core.messages import Block, Bullets, Card, Paragraph
from core.silencing import muted_rules, unmuted
from core.watching.deed import named


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmute(Command):
    """Let products be told of again; what changed in the silence and still holds is told now.

    With the name of a rule only that rule's own silence ends.
    """

    names: ClassVar = ("unmute",)
    examples: ClassVar = ("unmute 3", "unmute all", "unmute 3 price")
    changes: ClassVar = True

    refs: tuple[Ref, ...] = argument(Refs(), default=(It(),))
    metrics: tuple[str, ...] = argument(Resting(), default=())

    async def carry_out(self, desk: Desk) -> Card:
        """End the silence now."""
        found = await desk.find(self.refs)
        silent = [one for one in found if unmuted(one.watching, self.metrics, desk.now) != one.watching]
        if not silent:
            return Card("Nothing of that is muted", self._still_muted(found, desk))
        watches = [one.watching for one in silent]
        summary = " ".join(("unmute", named(watches), *self.metrics))
        await desk.tracker.adjust(desk.asker, watches, lambda one: unmuted(one, self.metrics, desk.now), summary)
        what = f"{' and '.join(self._ended(silent, desk))} rules of " if self.metrics else ""
        still = self._still_muted(silent, desk)
        if len(silent) == 1:
            return Card(f"No longer muted: {what}{heading(silent[0])}", still)
        items = Bullets(tuple(heading(one) for one in silent))
        return Card(f"No longer muted: {what}{len(silent)} products", (items, *still))

    def _ended(self, silent: Sequence[Watched], desk: Desk) -> list[str]:
        """Those of the named rules that were muted."""
        return [name for name in self.metrics if any(muted_rules(one.watching, (name,), desk.now) for one in silent)]

    def _still_muted(self, found: Sequence[Watched], desk: Desk) -> tuple[Block, ...]:
        """What goes on to be muted as a whole, where only rules were named."""
        silences = ((one, silence_words(one.watching.watch, desk.now, desk.room.zone)) for one in found)
        return tuple(
            Paragraph(f"{heading(one)} is muted as a whole {words}: /unmute {one.watching.watch.number} ends that.")
            for one, words in silences
            if words and self.metrics
        )
