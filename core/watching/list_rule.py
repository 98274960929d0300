"""Rules of a whole list: they hold for what is added to it later as well."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.watching.rule import Asked
from core.watching.watch import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """What somebody asked of a list, or (with a `role`) of its own or its competitors' products alone.

    `set_in` is the deed that it was set in, `ended_in` the one that took it away: both can be undone.
    """

    id: UUID
    list_id: UUID
    role: Role | None
    asked: Asked
    set_by: str
    set_at: datetime
    set_in: UUID
    ended_in: UUID | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which products of which lists a rule is for; `role` None: all of them."""

    lists: tuple[UUID, ...]
    role: Role | None = None
