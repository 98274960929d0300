"""How many products may have their turn now: what the last hours were given of a budget, and have not used."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from core.tally import DAY, hour_of

EVENLY: Final = (1.0,) * 25
"""The shares of the last 25 hours where all are given the same."""

_SAVED: Final = 0.25  # of a day's budget is kept at most for what is due later
_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


def saved_up(most: float, shares: Sequence[float], taken: Mapping[datetime, int], now: datetime) -> float:
    """What is left of `most` turns a day when each hour is given its share of them, the present one so far.

    `shares` are those of the last 25 hours, 1 on average; `taken` says how many turns each hour had. Nothing has to be
    remembered for it but the counts, so that a fresh process goes on from there. An hour that took more than it was
    given owes nothing: that no day takes too much is seen to elsewhere.
    """
    this_hour, credit = hour_of(now), 0.0
    for ago, share in zip(range(len(shares) - 1, -1, -1), shares, strict=True):
        hour = this_hour - ago * _HOUR
        given = most / 24 * share * ((now - this_hour) / _HOUR if not ago else 1.0)
        credit = max(min(credit + given, max(most * _SAVED, 1.0)) - taken.get(hour, 0), 0.0)
    return credit


class PastLooks:
    """The looks of this process by the minute: the day of a budget ends in the middle of an hour."""

    def __init__(self) -> None:
        self._by_minute: Counter[datetime] = Counter()

    def take_in(self, at: datetime) -> None:
        """A look was taken."""
        self._by_minute[at.replace(second=0, microsecond=0)] += 1

    def over(self, now: datetime) -> int:
        """How many looks of the hour in which the last day began came before it began, as far as this process knows."""
        begin = now - DAY
        for minute in [minute for minute in self._by_minute if minute < hour_of(begin)]:
            del self._by_minute[minute]
        return sum(count for minute, count in self._by_minute.items() if minute + _MINUTE <= begin)
