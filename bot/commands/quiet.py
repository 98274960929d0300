"""/quiet: hours in which only what is critical is told."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.hours import Hours
from bot.grammar.slots import Flag
from bot.views.wording import clock_time, zone_of
from core.messages import Button, Buttons, Card, Field, Form, Paragraph
from core.watching.quiet import Quiet as QuietHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet(Command):
    """Set the hours in which this chat hears only what is critical; the rest comes when they end, as one summary."""

    names: ClassVar = ("quiet",)
    examples: ClassVar = ("quiet", "quiet 22:00-07:00", "quiet off")
    changes: ClassVar = True

    hours: QuietHours | None = argument(Hours(), default=None)
    off: bool = argument(Flag("off"), default=False)

    def alters(self) -> bool:
        """Only looking changes nothing."""
        return self != Quiet()

    async def carry_out(self, desk: Desk) -> Card:
        """Set or end them, and say what holds."""
        room = desk.room
        if self.alters():
            room = replace(room, quiet=None if self.off else self.hours)
            if room != desk.room:
                await desk.membership.adopt(desk.asker, room)
        if room.quiet is None:
            return Card("No quiet hours: alerts come at any time", (_form(),))
        says = "What is critical is told all the same; the rest waits and comes as one summary when they end."
        now_quiet = room.quiet.until(desk.now, zone_of(room.zone))
        ends = f" It is quiet now, until {clock_time(now_quiet, desk.now, room.zone)}." if now_quiet else ""
        title = f"Quiet from {room.quiet.start:%H:%M} to {room.quiet.end:%H:%M}, {room.zone}"
        return Card(title, (Paragraph(says + ends), Buttons((Button("Quiet off", "quiet off"),)), _form()))


def _form() -> Form:
    return Form("Change quiet hours", "quiet", (Field(label="From and to", hint="22:00-07:00", required=True),))
