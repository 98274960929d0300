"""Which earlier message an alert follows, by the custom of its chat."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from core.alerts.alert import Delivery
from core.messages import Tone
from core.watching.workspace import Threads

LIVES: Final = timedelta(days=7)  # what is told later begins anew: nobody looks into a thread of last month
_MOST: Final = 4  # messages at once; more are one burst, and so one message in the chat
_LOUD: Final = frozenset({Tone.WARNING, Tone.CRITICAL})


@dataclass(frozen=True, slots=True)
class Part:
    """Deliveries that become one message, and the earlier message that it follows, if there is one."""

    deliveries: tuple[Delivery, ...]
    below: str | None = None


def parted(deliveries: Sequence[Delivery], begun: Mapping[UUID, str]) -> tuple[Part, ...]:
    """What is due together, by the messages it follows; `begun` are those of the watches that have one."""
    parts: dict[str | None, list[Delivery]] = defaultdict(list)
    for one in deliveries:
        parts[begun.get(one.alert.watch_id)].append(one)
    if len(parts) > _MOST:
        return (Part(tuple(deliveries)),)
    news_first = sorted(parts.items(), key=lambda part: part[0] is not None)
    return tuple(Part(tuple(those), below) for below, those in news_first)


def is_aloud(threads: Threads, tone: Tone, below: str | None) -> bool:
    """Whether an alert is to be seen, and heard, in the chat itself: what follows nothing always is."""
    return below is None or (threads is Threads.WORSE and tone in _LOUD)


def is_silent(tone: Tone, *, aloud: bool) -> bool:
    """Whether it makes no sound, where the platform has one."""
    return tone not in _LOUD or not aloud
