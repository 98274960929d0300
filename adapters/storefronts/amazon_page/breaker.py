"""Leaving a store alone that refuses us: nothing is asked of it for a while, then one look tries."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from core.patience import Patience

_TOLERATED: Final = 5


class LeftAlone(Exception):
    """The store is being left alone; the message says after what, `wait` for how much longer."""

    def __init__(self, words: str, wait: timedelta) -> None:
        super().__init__(words)
        self.wait = wait


class Breaker:
    """Opens after five refusals in a row, for longer each time; when the wait is over one look tries, the others wait.

    `heeds_at_once` says that a single refusal which tells how long to stay away is enough: where one root stands for
    all stores (a sandbox), its products misbehave one by one and are left alone one by one.
    """

    def __init__(self, patience: Patience, *, now: Callable[[], datetime], heeds_at_once: bool = True) -> None:
        self._patience = patience
        self._now = now
        self._heeds_at_once = heeds_at_once
        self._is_open = False
        self._cause = ""
        self._probe: asyncio.Future[None] | None = None
        self.refusals = 0

    async def enter(self) -> bool:
        """Be let through; True for the one who tries where the store was left alone. Raises `LeftAlone`."""
        while self._is_open:
            self.check()
            if self._probe is None:
                self._probe = asyncio.get_running_loop().create_future()
                return True
            await asyncio.shield(self._probe)
        return False

    def check(self) -> None:
        """Raises `LeftAlone` while the store is left alone."""
        if self._is_open and (wait := self._patience.left(self._now())):
            raise LeftAlone(f"waiting after {self._cause}", wait)

    def leave(self) -> None:
        """Whoever tried is done; where it brought no verdict, the next one tries."""
        if self._probe is not None:
            self._probe.set_result(None)
            self._probe = None

    def worked(self) -> None:
        """The store has answered: it is asked as usual."""
        self.refusals = 0
        self._is_open = False
        self._patience.worked()

    def refused(self, cause: str, asked: timedelta | None) -> None:
        """The store has refused, because of a robot check or with a status, and asked us to stay away for so long."""
        self.refusals += 1
        self._cause = cause
        now = self._now()
        if self._is_open and self._patience.left(now):  # asked before the others were refused: it is known already
            self._patience.rest(now, asked or timedelta(0))
        elif self._is_open or self.refusals >= _TOLERATED:
            self._patience.failed(now, asked)
            self._is_open = True
        elif asked and self._heeds_at_once:
            self._patience.rest(now, asked)
            self._is_open = True
