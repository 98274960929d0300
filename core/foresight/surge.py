"""Whether more changes are found just now than were expected: sales begin for many products at once."""

from typing import Final

_HALF_LIFE: Final = 1.0  # hours
_TRUST: Final = 8.0  # changes for which “as expected” counts
_EMPHASIS: Final = 1.5
_LEAST, _MOST = 0.3, 4.0


class Surge:
    """Counts of changes found and expected that fade within hours; times are hours since 1970."""

    def __init__(self, found: float = 0.0, expected: float = 0.0, at: float | None = None) -> None:
        self.found = found
        self.expected = expected
        self.at = at

    def take_in(self, at: float, expected: float, *, changed: bool) -> None:
        """A look at a product that had changed with this probability."""
        fading = self._fading(at)
        self.found = self.found * fading + changed
        self.expected = self.expected * fading + expected
        self.at = at

    def factor(self, at: float) -> float:
        """How much more than usual is worth looking for now; 1 where all is as expected."""
        fading = self._fading(at)
        surprise = (self.found * fading + _TRUST) / (self.expected * fading + _TRUST)
        return float(min(max(surprise**_EMPHASIS, _LEAST), _MOST))

    def _fading(self, at: float) -> float:
        return 1.0 if self.at is None else float(0.5 ** (max(at - self.at, 0.0) / _HALF_LIFE))
