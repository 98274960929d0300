"""/role: what somebody may do here."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Consent, Desk, argument
from bot.commands.members import WORDS
from bot.grammar.slots import OneOf, Someone
from core.messages import Button, Buttons, Card, Paragraph
from core.watching.member import Right

_RIGHTS = {str(right): right for right in Right}


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Command):
    """Make a member a viewer, an editor or an admin; only admins may."""

    names: ClassVar = ("role",)
    examples: ClassVar = ("role Ben viewer", "role 2 admin")
    changes: ClassVar = True
    consent: ClassVar = Consent.NEVER

    who: str = argument(Someone(frozenset(_RIGHTS)))
    right: Right = argument(OneOf(_RIGHTS))

    async def carry_out(self, desk: Desk) -> Card:
        """Give the role, and say what it means."""
        one = await desk.membership.give(desk.asker, desk.room, self.who, self.right, admin=desk.heard.admin)
        meaning = Paragraph(f"{WORDS[self.right].capitalize()}. It holds in every chat of this workspace.")
        return Card(f"{one.name} is {_a(self.right)} now", (meaning, Buttons((Button("Members", "members"),))))


def _a(right: Right) -> str:
    return f"a {right}" if right is Right.VIEWER else f"an {right}"
