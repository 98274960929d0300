"""/digest: one summary, at a time of day."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.grammar.hours import HowOften
from bot.grammar.slots import Flag
from bot.views.wording import clock_time
from core.messages import Button, Buttons, Card, Field, Form, Paragraph
from core.watching.schedule import Rhythm, Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Command):
    """Send one summary every day or week: what changed, what is near a rule, what could not be read, and the cost."""

    names: ClassVar = ("digest",)
    examples: ClassVar = ("digest", "digest daily 08:30", "digest weekly mon 08:30", "digest off")
    changes: ClassVar = True

    rhythm: Rhythm | None = argument(HowOften(), default=None)
    off: bool = argument(Flag("off"), default=False)

    def alters(self) -> bool:
        """Only looking changes nothing."""
        return self != Digest()

    async def carry_out(self, desk: Desk) -> Card:
        """Order or cancel it, and say when the next one comes."""
        chat = desk.heard.chat
        if self.off:
            had_one = await desk.digests.cancel(chat)
            return Card("No digest any more" if had_one else "There was no digest here", (_form(),))
        if self.rhythm:
            schedule = await desk.digests.order(chat, desk.heard.thread, self.rhythm, desk.room.zone)
            return _set(schedule, desk)
        known = await desk.digests.ordered(chat)
        return _set(known, desk) if known else Card("No digest is sent here", (_form(),))


def _set(schedule: Schedule, desk: Desk) -> Card:
    first = clock_time(schedule.due_at, desk.now, desk.room.zone)
    says = f"The next one comes {first} ({desk.room.zone}). When nothing has happened, it is one sentence."
    return Card(f"Digest {schedule.rhythm}", (Paragraph(says), Buttons((Button("Digest off", "digest off"),)), _form()))


def _form() -> Form:
    choices = (("Every day", "daily"), ("Every Monday", "weekly mon"), ("Every Friday", "weekly fri"))
    how_often = Field(label="How often", choices=choices, required=True)
    return Form("Change the digest", "digest", (how_often, Field(label="At", hint="08:30", required=True)))
