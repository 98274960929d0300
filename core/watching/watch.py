"""Watches: one product on one list, its rules, its interval, its silence."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from core.catalog.asin import Product
from core.messages import ChatId
from core.watching.rule import Rule

FOREVER: Final = datetime(9999, 12, 31, tzinfo=UTC)


class Role(StrEnum):
    """Whose product it is, seen from the list."""

    OWN = "own"
    COMPETITOR = "competitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One product on one list.

    `number` is what people call it by, never used twice in a workspace; `every` the wished interval between looks
    (None: the default); `muted_until` the end of its silence; `thread` the thread or topic of `chat` it was made in;
    `wake` the rule whose news ends it sooner; `ended_at` when it was untracked; `memo` a note of its makers, shown and
    exported, never read by a rule.
    """

    id: UUID
    list_id: UUID
    product: Product
    number: int
    role: Role
    made_by: str
    made_at: datetime
    chat: ChatId
    thread: str | None = None
    every: timedelta | None = None
    muted_until: datetime | None = None
    ended_at: datetime | None = None
    memo: str | None = None
    wake: Rule | None = None

    def is_muted(self, now: datetime) -> bool:
        """Whether alerts of this watch are held down at `now`."""
        return self.muted_until is not None and now < self.muted_until


@dataclass(frozen=True, slots=True)
class Watching:
    """A watch with its rules, as commands and patrols handle it."""

    watch: Watch
    rules: tuple[Rule, ...]
