"""/undo: take back one's last change."""

from dataclasses import dataclass
from typing import ClassVar

from bot.command import Command, Desk
from core.messages import Bullets, Card

_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Take back your own last change here, for ten minutes; again, to take back the one before."""

    names: ClassVar = ("undo",)
    examples: ClassVar = ("undo",)
    changes: ClassVar = True

    async def carry_out(self, desk: Desk) -> Card:
        """Put back what was before."""
        deed, images = await desk.tracker.undo(desk.asker)
        items = tuple(
            f"{one.watch.number} · {one.watch.product.asin}: "
            + ("no longer tracked" if one.watch.ended_at is not None else "as it was before")
            for one in images[:_MOST]
        )
        more = (f"… and {len(images) - _MOST} more",) if len(images) > _MOST else ()
        return Card(f"Undone: {deed.summary}", (Bullets((*items, *more)),))
