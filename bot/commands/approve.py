"""/approve: take a suggested text, as it is or edited."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Consent, Desk, argument
from bot.grammar.texts import SuggestionId, Verbatim
from bot.views.suggestion import approved_card
from core.messages import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Command):
    """Approve a suggested text, with your own words after := if you like; it comes back ready to be copied.

    Lines of bullets are parted by further := signs. Approving a text says that the claims marked in it are true.
    """

    names: ClassVar = ("approve",)
    examples: ClassVar = ("approve 0123456789ab", "approve 0123456789ab := Vortex Blender, 900 W, 1.5 L")
    changes: ClassVar = True
    consent: ClassVar = Consent.NEVER

    suggestion: str = argument(SuggestionId())
    text: str | None = argument(Verbatim(), default=None)

    async def carry_out(self, desk: Desk) -> Card:
        """Keep it, with who and when."""
        kept = await desk.approvals.approve(
            desk.asker, desk.room, self.suggestion, self.text, message=desk.heard.pressed
        )
        return approved_card(kept)
