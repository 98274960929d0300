"""/members: who takes part here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.command import Command, Desk
from bot.views.wording import day
from core.messages import Card, Field, Form, Paragraph, Table
from core.watching.member import Member, Right
from core.watching.workspace import ChatRoom

WORDS = {
    Right.VIEWER: "viewer: looks",
    Right.EDITOR: "editor: changes what is watched",
    Right.ADMIN: "admin: gives roles too",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Members(Command):
    """Show who has changed something here, what each may do, and when they last did."""

    names: ClassVar = ("members", "who")
    examples: ClassVar = ("members",)

    async def carry_out(self, desk: Desk) -> Card:
        """A row for each member."""
        return members_card(await desk.membership.members(desk.room), desk.room, desk.now)


def members_card(members: Sequence[Member], room: ChatRoom, now: datetime) -> Card:
    """The members, as they are seen from a chat."""
    if not members:
        return Card("Nobody has changed anything here yet", (Paragraph("Whoever does is a member by it."),))
    rows = tuple(_row(number, one, room, now) for number, one in enumerate(members, 1))
    how = Paragraph(
        "Administrators of a group or workspace on its own platform are admins here as well. "
        "/settings changes admins lets only admins change things."
    )
    count = "1 member" if len(rows) == 1 else f"{len(rows)} members"
    return Card(count, (Table(("No.", "Name", "Role", "Last change"), rows), how, role_form(members)))


def role_form(members: Sequence[Member]) -> Form:
    """The form that gives a role."""
    return Form(
        "Role …",
        "role",
        (
            Field(label="Member", hint=members[0].name if members else "", required=True),
            Field(label="Role", required=True, choices=tuple((WORDS[right], right) for right in Right)),
        ),
    )


def _row(number: int, one: Member, room: ChatRoom, now: datetime) -> tuple[str, str, str, str]:
    place = f" ({one.identity.platform.capitalize()})" if one.identity.platform != room.chat.platform else ""
    right = one.right or Right.EDITOR
    return str(number), f"{one.name}{place}", str(right), day(one.seen_at, now, room.zone)
