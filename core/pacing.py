"""How fast chats may be spoken to: as fast as their platform bears, and no faster.

Limits: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this and
https://docs.slack.dev/apis/web-api/rate-limits.
"""

from collections import deque
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from core.messages import ChatId

_SECOND: Final = timedelta(seconds=1)
_MINUTE: Final = timedelta(minutes=1)
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `most` messages in any stretch of time as long as `per`."""

    most: int
    per: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a platform bears: in all, in each chat, and besides in each chat that is a group; None: anything."""

    overall: Rate | None = None
    chat: Rate | None = None
    group: Rate | None = None

    def of(self, chat: ChatId) -> tuple[Rate, ...]:
        """What holds in one chat; Telegram's groups have negative numbers."""
        group = self.group if chat.channel.startswith("-") else None
        return tuple(rate for rate in (self.chat, group) if rate is not None)


# Of Telegram's thirty a second, and a group's twenty a minute, one is kept for answers: they come when they come, and
# are not to meet an empty bucket.
LIMITS: Final[Mapping[str, Limits]] = {
    "telegram": Limits(overall=Rate(29, _SECOND), chat=Rate(1, _SECOND), group=Rate(19, _MINUTE)),
    "slack": Limits(chat=Rate(1, _SECOND)),
}


class Bucket:
    """Tokens, each of which comes back `per` after it was taken."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._taken: deque[datetime] = deque(maxlen=rate.most)

    def take(self, now: datetime) -> None:
        """Take one, even where there is none: what is said anyway counts."""
        self._taken.append(now)

    def ready_at(self) -> datetime:
        """When there is one to take; long ago where that has always been so."""
        return self._taken[0] + self._rate.per if len(self._taken) == self._rate.most else _LONG_AGO

    def free(self, now: datetime) -> int:
        """How many may be taken now."""
        return self._rate.most - sum(at > now - self._rate.per for at in self._taken)

    def is_full(self, now: datetime) -> bool:
        """Whether nothing that was taken is still missing."""
        return not self._taken or self._taken[-1] + self._rate.per <= now


@dataclass(slots=True)
class _Chat:
    buckets: tuple[Bucket, ...]
    rests_until: datetime = field(default=_LONG_AGO)

    def ready_at(self) -> datetime:
        return max((bucket.ready_at() for bucket in self.buckets), default=self.rests_until)


class Pacer:
    """Knows what was said when, in this process, and so when each chat may be spoken to again.

    What a platform asks for (`rest`) holds for that chat alone, and over whatever is reckoned here.
    """

    def __init__(self, limits: Mapping[str, Limits] = LIMITS) -> None:
        self._limits = limits
        self._chats: dict[ChatId, _Chat] = {}
        self._overall = {name: Bucket(of.overall) for name, of in limits.items() if of.overall}

    def said(self, chat: ChatId, now: datetime) -> None:
        """Something is being said there, whether it was this one's turn or not."""
        known = self._known(chat)
        for bucket in known.buckets:
            bucket.take(now)
        if chat.platform in self._overall:
            self._overall[chat.platform].take(now)

    def rest(self, chat: ChatId, until: datetime) -> None:
        """Nothing is to be said there before then: the platform asks for patience, or an answer is on its way."""
        known = self._known(chat)
        known.rests_until = max(known.rests_until, until)

    def room(self, platform: str, now: datetime, most: int) -> int:
        """How many messages may be said there now in all, if they are for different chats; at most `most`."""
        bucket = self._overall.get(platform)
        return most if bucket is None else min(bucket.free(now), most)

    def resting(self, platform: str, now: datetime) -> frozenset[ChatId]:
        """The chats in which nothing may be said yet."""
        self._forget(now)
        return frozenset(chat for chat in self._chats if chat.platform == platform and self.ready_at(chat) > now)

    def ready_at(self, chat: ChatId) -> datetime:
        """When something may be said in a chat, as far as its platform in all has room; long ago: at any time."""
        known = self._chats.get(chat)
        return _LONG_AGO if known is None else max(known.ready_at(), known.rests_until)

    def next_room(self, now: datetime) -> datetime | None:
        """The first moment from now on at which a chat or a platform that must wait now may be spoken to."""
        chats = (self.ready_at(chat) for chat in self._chats)
        platforms = (bucket.ready_at() for bucket in self._overall.values())
        return min((at for at in (*chats, *platforms) if at > now), default=None)

    def _known(self, chat: ChatId) -> _Chat:
        if chat not in self._chats:
            rates = self._limits[chat.platform].of(chat) if chat.platform in self._limits else ()
            self._chats[chat] = _Chat(tuple(map(Bucket, rates)))
        return self._chats[chat]

    def _forget(self, now: datetime) -> None:
        """What is as if nothing had ever been said there needs no place."""
        idle = [
            chat
            for chat, known in self._chats.items()
            if known.rests_until <= now and all(bucket.is_full(now) for bucket in known.buckets)
        ]
        for chat in idle:
            del self._chats[chat]


class Bursts:
    """Five messages about one place within two minutes are enough: what follows waits, to be one message.

    A place is whatever is spoken of as one: a chat, or a thread in it.
    """

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._begun: dict[Hashable, tuple[datetime, int]] = {}  # in the order in which they began

    def over_at(self, place: Hashable, now: datetime) -> datetime | None:
        """When the burst that is going on there is over; None where nothing has to wait."""
        begun, count = self._begun.get(place, (_LONG_AGO, 0))
        end = begun + self._rate.per
        return end if count >= self._rate.most and end > now else None

    def said(self, place: Hashable, now: datetime) -> None:
        """Something was said there."""
        while (oldest := next(iter(self._begun), None)) is not None and self._is_over(oldest, now):
            del self._begun[oldest]
        if self._is_over(place, now):
            self._begun.pop(place, None)
        begun, count = self._begun.get(place, (now, 0))
        self._begun[place] = (begun, count + 1)

    def _is_over(self, place: Hashable, now: datetime) -> bool:
        return place in self._begun and self._begun[place][0] + self._rate.per <= now
