"""Alerts: the news of one look for one watch, and its way into the chats that watch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

from core.alerts.finding import Finding
from core.catalog.asin import Product
from core.catalog.snapshot import Availability
from core.messages import ChatId, Tone

LOUDNESS: Final = (Tone.GOOD, Tone.INFO, Tone.WARNING, Tone.CRITICAL)


@dataclass(frozen=True, slots=True)
class Course:
    """How an alert goes on: the value farthest from where it began (as text), and when all of it had returned."""

    deepest: str | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one look found for one watch, all of its rules together.

    `key` is the same whenever the same look is judged for the same watch: it keeps “again” from becoming “twice”. The
    rest is context, as it was then: title, price, main rank, and since when (if so) nothing lower was seen; `acked_by`
    and `acked_at` who has taken it in hand, and when; `course` how it goes on, None where nothing of it can return.
    """

    id: UUID
    key: str
    watch_id: UUID
    number: int
    product: Product
    title: str
    at: datetime
    findings: tuple[Finding, ...]
    price: Decimal | None
    currency: str | None
    rank: int | None
    category: str | None
    availability: Availability
    lowest_since: datetime | None = None
    acked_by: str | None = None
    acked_at: datetime | None = None
    course: Course | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has taken it in hand, and it has not passed by itself."""
        return self.acked_at is None and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether it has passed by itself."""
        return self.course is not None and self.course.resolved_at is not None

    @property
    def severity(self) -> Tone:
        """The loudest of its findings."""
        return loudest_first(self.findings)[0].severity


def loudest_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """In the order in which they are told: the first one is the headline."""
    return tuple(sorted(findings, key=lambda finding: -LOUDNESS.index(finding.severity)))


class Held(StrEnum):
    """Why a delivery was put off: the chat's quiet hours, or a rule that flaps."""

    QUIET = "quiet"
    FLAPPING = "flapping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One alert on its way to one chat: due at `due_at`, tried `attempts` times so far, `held` back before or not."""

    id: UUID
    alert: Alert
    chat: ChatId
    thread: str | None
    due_at: datetime
    attempts: int = 0
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A message that stands in a chat, and the deliveries it was made of: what an edit draws anew."""

    chat: ChatId
    message: str
    deliveries: tuple[Delivery, ...]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """What it told."""
        return tuple(one.alert for one in self.deliveries)
