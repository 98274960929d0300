"""How well a replay kept up: what it missed, how late it was, how long what it knew was wrong."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, quantiles

from bot.replay.histories import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Over all products, from a moment on.

    `missed_share` of the changes were overwritten before any look; delays (hours) are those of the changes that were
    seen; `stale_share` is the part of the products' time in which the price seen last was wrong.
    """

    checks: int
    changes: int
    seen: int
    missed_share: float
    mean_delay_hours: float
    p90_delay_hours: float
    stale_share: float


def score(histories: Sequence[History], looks: Sequence[Sequence[float]], since: float) -> Score:
    """The score of looks (hours since 1970, in order, one sequence for each history)."""
    pairs = [(one, times) for one, times in zip(histories, looks, strict=True) if one.end > since]
    fates = [fate for one, times in pairs for fate in _fates(one, times, since)]
    delays = [fate for fate in fates if fate is not None and fate >= 0]
    missed = sum(fate is not None and fate < 0 for fate in fates)
    alive = sum(one.end - max(one.start, since) for one, _ in pairs)
    stale = sum(_stale(one, times, max(one.start, since)) for one, times in pairs)
    return Score(
        checks=sum(since <= time <= one.end for one, times in pairs for time in times),
        changes=len(fates),
        seen=len(delays),
        missed_share=missed / len(fates) if fates else 0.0,
        mean_delay_hours=fmean(delays) if delays else 0.0,
        p90_delay_hours=quantiles(delays, n=10)[-1] if len(delays) > 1 else sum(delays),
        stale_share=stale / alive if alive else 0.0,
    )


def _fates(history: History, looks: Sequence[float], since: float) -> Iterator[float | None]:
    """Of each change the hours until it was seen; −1 if it was overwritten first, None if it still holds."""
    for index in range(1, len(history.times)):
        time = history.times[index]
        if time < since:
            continue
        is_last = index + 1 == len(history.times)
        until = history.end if is_last else history.times[index + 1]
        place = bisect_left(looks, time)
        if place < len(looks) and (looks[place] < until or (is_last and looks[place] <= until)):
            yield looks[place] - time
        else:
            yield None if is_last else -1.0


def _stale(history: History, looks: Sequence[float], since: float) -> float:
    """Hours from then on in which what was seen last is not what holds; before the first look nothing is known."""
    moments = sorted({since, history.end, *(one for one in (*history.times, *looks) if since < one < history.end)})
    wrong = 0.0
    for begin, end in pairwise(moments):
        place = bisect_right(looks, begin)
        if not place or history.at(looks[place - 1]) != history.at(begin):
            wrong += end - begin
    return wrong
