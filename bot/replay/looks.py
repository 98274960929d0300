"""When the products of a replay are looked at: by what looks have taught, or at a fixed interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from time import perf_counter
from typing import Final

from bot.replay.detection import Detector
from bot.replay.histories import History
from core.foresight.foresight import Foresight
from core.foresight.habit import Habit
from core.foresight.rhythm import HOURS

_STEP: Final = 0.5  # hours between two rounds
_SECOND_LOOK: Final = 0.05  # hours after which a second look confirms what is hard to believe
_LESSONS: Final = 12  # rounds after which the release of the budget is worked out anew
_SAVED: Final = 2  # days of budget that may be saved up
_REST: Final = 1.0  # hours after a look before another may be taken, however much there is to spare
_GOLDEN: Final = 0.6180339887498949


@dataclass(slots=True)
class Played:
    """What a replay did: when each history was looked at, and what deciding took."""

    looks: list[list[float]]
    seconds: float = 0.0
    product_rounds: int = 0

    @property
    def decide_ms_per_1000_products(self) -> float:
        """Milliseconds that one round of deciding takes for a thousand products, learning included."""
        return self.seconds / self.product_rounds * 1e6 if self.product_rounds else 0.0


def at_fixed_interval(histories: Sequence[History], looks: float) -> Played:
    """About so many looks in all, every product at the same interval, the products spread over it."""
    total = sum(one.end - one.start for one in histories)
    interval = total / looks if looks else total
    return Played([list(_every(one, interval, index)) for index, one in enumerate(histories)])


def as_learned(histories: Sequence[History], budget: float, detectors: Sequence[Detector]) -> Played:
    """So many looks per product and day on average, taken where changes are likely; each look goes to its detector."""
    play = _Play(histories, budget, detectors)
    at, end = min(one.start for one in histories), max(one.end for one in histories)
    while at <= end:
        play.round(at)
        at += _STEP
    return play.played


def confirmed_look(detector: Detector, history: History, at: float) -> bool:
    """A look, and the second one minutes later where what it saw is hard to believe: they count as one.

    Whoever looks at a fixed interval needs the second look just as well. Returns whether the price has changed.
    """
    changed, is_doubted = detector.look(at, history.at(at))
    if is_doubted:
        detector.look(at + _SECOND_LOOK, history.at(at + _SECOND_LOOK))
    return changed


def _every(history: History, interval: float, index: int) -> Iterator[float]:
    at = history.start + (index * _GOLDEN) % 1 * interval
    while at <= history.end:
        yield at
        at += interval


@dataclass(slots=True)
class _Play:
    """One replay under way: a queue by due time, and a budget that is released hour by hour.

    What has just been looked at rests before it goes back into the queue.
    """

    histories: Sequence[History]
    budget: float
    detectors: Sequence[Detector]
    foresight: Foresight = field(default_factory=Foresight)
    played: Played = field(init=False)
    habits: list[Habit] = field(init=False)
    waiting: list[tuple[float, int]] = field(init=False)
    queue: list[tuple[float, int]] = field(default_factory=list)
    resting: list[tuple[float, float, int]] = field(default_factory=list)
    release: tuple[float, ...] = field(init=False)
    credit: float = 0.0
    alive: int = 0
    rounds: int = 0

    def __post_init__(self) -> None:
        self.played = Played([[] for _ in self.histories])
        self.habits = [Habit() for _ in self.histories]
        self.waiting = sorted(((one.start, index) for index, one in enumerate(self.histories)), reverse=True)
        self.release = self.foresight.release()

    def round(self, at: float) -> None:
        """Take the looks that the budget allows now, those that are due first; what can be spent is not saved."""
        self._welcome(at)
        begun = perf_counter()
        looked = 0.0
        delays: list[float] = []
        outlook = self.foresight.outlook()
        self._earn(at)
        while self.credit >= 1 and self.queue:
            due, index = heappop(self.queue)
            if self.histories[index].end < at:
                self.alive -= 1
                continue
            if due > 0:
                delays.append(at - due)
            paused = perf_counter()
            changed = self._look(index, at)
            looked += perf_counter() - paused
            self.habits[index] = self.foresight.learn(self.habits[index], at, changed=changed)
            price = self.foresight.appraise(HOURS / self.budget)
            heappush(self.resting, (at + _REST, outlook.due(self.habits[index], price), index))
            self.credit -= 1
        self.foresight.settle(delays)
        self.played.seconds += perf_counter() - begun - looked
        self.played.product_rounds += self.alive

    def _look(self, index: int, at: float) -> bool:
        """Whether the product has changed since the last look."""
        self.played.looks[index].append(at)
        return confirmed_look(self.detectors[index], self.histories[index], at)

    def _welcome(self, at: float) -> None:
        while self.resting and self.resting[0][0] <= at:
            _, due, index = heappop(self.resting)
            heappush(self.queue, (due, index))
        while self.waiting and self.waiting[-1][0] <= at:
            _, index = self.waiting.pop()
            heappush(self.queue, (0.0, index))
            self.alive += 1

    def _earn(self, at: float) -> None:
        self.rounds += 1
        if self.rounds % _LESSONS == 0:
            self.release = self.foresight.release()
        share = self.foresight.released_at(self.release, at)
        daily = self.alive * self.budget
        self.credit = min(self.credit + daily * _STEP / HOURS * share, max(daily * _SAVED, 1.0))
