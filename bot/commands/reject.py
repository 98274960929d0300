"""/reject: turn a suggested text down."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Consent, Desk, argument
from bot.grammar.texts import SuggestionId
from bot.views.suggestion import rejected_card
from core.messages import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject(Command):
    """Turn a suggested text down; the next time you ask, something else is written."""

    names: ClassVar = ("reject",)
    examples: ClassVar = ("reject 0123456789ab",)
    changes: ClassVar = True
    consent: ClassVar = Consent.NEVER

    suggestion: str = argument(SuggestionId())

    async def carry_out(self, desk: Desk) -> Card:
        """Keep that it is not wanted."""
        return rejected_card(await desk.approvals.reject(desk.asker, desk.room, self.suggestion))
