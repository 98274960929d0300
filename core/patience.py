"""How long to leave something alone that fails: longer each time, never twice the same, until it works again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Final

_JITTER: Final = 0.25


class Patience:
    """Waits that begin at `first` and double up to `longest`, a quarter shorter or longer by `chance` (0 to 1).

    What asks to be left alone for longer is left alone for as long as it asked.
    """

    def __init__(self, first: timedelta, longest: timedelta, chance: Callable[[], float] | None = None) -> None:
        self._first = first
        self._longest = longest
        self._chance = chance or SystemRandom().random
        self._until: datetime | None = None
        self.failures = 0

    def failed(self, now: datetime, asked: timedelta | None = None) -> None:
        """It has failed once more, and asked to be left alone for so long."""
        self.failures += 1
        usual = min(self._first * (1 << min(self.failures - 1, 20)), self._longest)
        self.rest(now, usual * (1 - _JITTER + 2 * _JITTER * self._chance()))
        self.rest(now, asked or timedelta(0))

    def rest(self, now: datetime, wait: timedelta) -> None:
        """Leave it alone for at least so long."""
        self._until = max(self._until or now, now + wait)

    def worked(self) -> None:
        """It works: nothing is held against it any more."""
        self.failures = 0
        self._until = None

    def left(self, now: datetime) -> timedelta | None:
        """How long it is still left alone; None where it may be tried."""
        return self._until - now if self._until and self._until > now else None
