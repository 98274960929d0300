"""Whose turn it is: all that are due, or, within a budget, those whose looks are worth most."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.allowance import PastLooks
from core.budget import Budget, ration
from core.catalog.asin import Product
from core.catalog.snapshot import Look, Pending
from core.foresight.foresight import Foresight
from core.foresight.timing import Delays, Timing, shares
from core.ports.storage import UnitOfWork
from core.settling import Turn, appointed_anew, look_at
from core.stakes import stakes
from core.watching.standing import Standing

LEASE: Final = timedelta(minutes=5)
_KEPT_EVERY: Final = timedelta(minutes=1)  # what is learned in between is lost with the process


class Dispatch:
    """Gives products their turns, and learns from what their looks find when the next ones are worth it.

    What it has learned is in the database, so that a fresh process goes on from there; processes that look at the same
    time learn each by itself, and the lessons of the last one to write stay.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._stretch = 0.0  # of all intervals, as the last round found it
        self._foresight: Foresight | None = None
        self._kept_at: datetime | None = None
        self._past = PastLooks()
        self._delays: Delays | None = None

    async def claim(self, work: UnitOfWork, by: UUID, now: datetime, limit: int) -> Sequence[Product]:
        """Claim up to `limit` products that are to be looked at now."""
        if not self._budget.is_set:
            return await work.products.claim_due(by, now, LEASE, limit)
        return await self._claim_within_budget(work, by, now, limit)

    async def timing(self, work: UnitOfWork) -> Timing:
        """What gives the next appointments after looks, and learns from them."""
        return Timing(await self._learned(work), self._stretch)

    async def at_stake(self, work: UnitOfWork, turns: Sequence[Turn], timing: Timing) -> Sequence[Standing]:
        """The standings after these turns; within a tight budget with what is at stake now, and looked at by it."""
        standings = [turn.after for turn in turns]
        if not timing.is_tight:
            return standings
        found = await stakes(work, [turn for turn in turns if turn.is_news])
        return [
            appointed_anew(replace(one, stake=found[one.product]), timing) if one.product in found else one
            for one in standings
        ]

    async def keep(self, work: UnitOfWork, now: datetime) -> None:
        """Write down what has been learned, if the last time is not just over."""
        if self._foresight is None:
            return
        if self._kept_at is None or not timedelta() <= now - self._kept_at < _KEPT_EVERY:
            await work.lessons.write(self._foresight.lessons)
            self._kept_at = now

    def took(self, looks: Iterable[Look], turns: Iterable[Turn], now: datetime) -> None:
        """Hear what has been committed: these looks, and what they made of products."""
        for look in looks:
            if not isinstance(look, Pending):
                self._past.take_in(look_at(look))
        if self._delays is not None:
            self._delays.take_in(now, [late for turn in turns if (late := _delay(turn)) is not None])

    async def _claim_within_budget(self, work: UnitOfWork, by: UUID, now: datetime, limit: int) -> Sequence[Product]:
        """Second looks go first; turns take what is theirs of the rest, those that are due before those that may be."""
        await work.looks.lock()
        foresight = await self._learned(work)
        found = await ration(work, self._budget, now, shares=shares(foresight, now), over=self._past.over(now))
        self._stretch = found.stretch
        left = limit if found.left is None else min(limit, found.left)
        if not left:
            return ()
        second = await work.products.claim_due(by, now, LEASE, left, only_doubted=True)
        turns = left - len(second) if found.turns is None else min(left - len(second), found.turns)
        due = await work.products.claim_due(by, now, LEASE, turns) if turns > 0 else ()
        rest = turns - len(due)
        early = await work.products.claim_rested(by, now, LEASE, rest) if rest > 0 else ()
        return (*second, *due, *early)

    async def _learned(self, work: UnitOfWork) -> Foresight:
        if self._foresight is None:
            lessons = await work.lessons.read()
            self._foresight = Foresight(price=None) if lessons is None else Foresight.of(lessons)
            self._delays = Delays(self._foresight)
        return self._foresight


def _delay(turn: Turn) -> timedelta | None:
    """How much later a turn came than it was worth its price; None where that did not decide."""
    before, after = turn.before, turn.after
    if before.due_at is None or before.rested_at is None or after.looked_at is None or not turn.is_news:
        return None
    return after.looked_at - before.due_at
