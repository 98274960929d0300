"""/status: how the watching goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.command import Command, Desk
from bot.views.health import health_blocks, verdict
from core.health import Health
from core.messages import Card, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Command):
    """Show how the watching goes: what is not being read and why, what waits, and when the next look comes."""

    names: ClassVar = ("status",)
    examples: ClassVar = ("status",)

    async def carry_out(self, desk: Desk) -> Card:
        """The verdict first, then numbers, then each product that is not being read."""
        return status_card(await desk.archive.health(desk.heard.chat), desk.now, desk.room.zone)


def status_card(health: Health, now: datetime, zone: str) -> Card:
    """How the watching of a chat's products goes."""
    tone = Tone.WARNING if health.failing or health.late else Tone.INFO
    blocks = health_blocks(health, now, zone) if health.products else []
    return Card(verdict(health, now, zone), tuple(blocks), tone=tone)
