"""/doctor: whether everything that this bot needs is in order."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk
from core.messages import Bullets, Card, Paragraph, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Doctor(Command):
    """Check what this bot needs: database, disk, data source, tokens, permissions; with the fix where one is broken."""

    names: ClassVar = ("doctor",)
    examples: ClassVar = ("doctor",)

    async def carry_out(self, desk: Desk) -> Card:
        """A line for each part, the broken ones first."""
        found = await desk.examine()
        broken = tuple(f"{what} Fix: {fix}" for what, fix in found if fix)
        sound = tuple(what for what, fix in found if not fix)
        if broken:
            return Card(
                f"{len(broken)} of {len(found)} things are broken", (Bullets(broken), Bullets(sound)), tone=Tone.WARNING
            )
        return Card("All is in order", (Bullets(sound),) if sound else (Paragraph("Nothing was examined."),))
