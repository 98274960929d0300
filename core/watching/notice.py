"""Notices: what a workspace is told of its own watching, once when reading breaks and once when it works again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.catalog.asin import Product
from core.messages import ChatId


class NoticeKind(StrEnum):
    """What a notice is about."""

    BREAKS = "breaks"
    WORKS = "works"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """What could not be read: so many `unread` for three intervals, of so many `failing` and so many watched.

    `products` are the first of the unread ones, `reasons` what their last looks met and how often; `since` is
    when the first of them was read last, `next_try` when the next look comes.
    """

    unread: int
    failing: int
    watched: int
    products: tuple[Product, ...]
    markets: tuple[str, ...]
    reasons: tuple[tuple[str, int], ...]
    since: datetime
    next_try: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message for a workspace; `key` keeps “again” from becoming “twice”."""

    id: UUID
    key: str
    workspace_id: UUID
    kind: NoticeKind
    at: datetime
    breakdown: Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A notice on its way to the chat where the workspace hears it, tried `attempts` times so far."""

    notice: Notice
    chat: ChatId
    zone: str
    attempts: int
