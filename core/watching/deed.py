"""Deeds: who changed what, and how things were before, so that it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.messages import ChatId
from core.watching.watch import Watching

UNDO_WITHIN: Final = timedelta(minutes=10)
_NAMED: Final = 5  # watches that a deed names


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One change to watches by one person; `before` holds the touched watches with their rules as they were.

    A watch that the deed created stands there as already ended, so that undoing means putting every image back. A deed
    without images (a role, the customs of a chat) is remembered, and cannot be undone. `person` is the platform's own
    id, `name` what others see.
    """

    id: UUID
    chat: ChatId
    person: str
    at: datetime
    summary: str
    before: tuple[Watching, ...] = ()
    name: str = ""
    undone_at: datetime | None = None


def named(watches: Sequence[Watching]) -> str:
    """The numbers and ASINs of a few watches, as a deed is remembered."""
    few = ", ".join(f"{one.watch.number} ({one.watch.product.asin})" for one in watches[:_NAMED])
    return few + (f" and {len(watches) - _NAMED} more" if len(watches) > _NAMED else "")
