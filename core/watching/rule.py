"""Rules: what somebody asked to be told, and what the rule remembers between looks."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Condition:
    """What is to be told, in the words of the action format: ``price below 24.99 USD``, ``bsr changes 30 %``.

    `unit` is ``%``, an ISO currency, ``rank``, ``stars``, ``count`` or ``days``; both None where no number is needed.
    `names` are those of sellers, where the words ask for some.
    """

    metric: str
    when: str
    value: Decimal | None = None
    unit: str | None = None
    names: tuple[str, ...] = ()

    @property
    def slot(self) -> tuple[str, str]:
        """Two conditions of one watch with the same slot are one rule with a new value."""
        return self.metric, self.when


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A condition on a watch, who set it, and its memory.

    `anchor` is the value it measures from (as text: a decimal, or an availability class), taken when the rule was set
    and at each alert; `about` what the anchor belongs to where that can change (a rank's category); `armed` is False
    from an alert until the value has left the alerting side again.
    """

    id: UUID
    watch_id: UUID
    condition: Condition
    set_by: str
    set_at: datetime
    anchor: str | None = None
    anchored_at: datetime | None = None
    about: str | None = None
    armed: bool = True
