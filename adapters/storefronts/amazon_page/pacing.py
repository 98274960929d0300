"""Spacing out requests to one host."""

import asyncio


class Pace:
    """Lets callers through one after another, at least `seconds` apart; no pause when that is 0."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._next = 0.0

    async def turn(self) -> None:
        """Wait for the next turn."""
        if self._seconds <= 0:
            return
        clock = asyncio.get_running_loop().time
        at = max(self._next, clock())
        self._next = at + self._seconds
        await asyncio.sleep(at - clock())
