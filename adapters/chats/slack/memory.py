"""What has been heard already: Slack tells some things twice, after a lost connection or a slow answer."""

from collections import OrderedDict
from typing import Final

_REMEMBERED: Final = 10_000


class Seen:
    """The newest names of what was heard."""

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._names: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def first_time(self, *names: str | None) -> bool:
        """Whether none of these names was heard before; from now on all of them were."""
        known = [name for name in names if name]
        fresh = not any(name in self._names for name in known)
        for name in known:
            self._names[name] = None
            self._names.move_to_end(name)
        while len(self._names) > self._most:
            self._names.popitem(last=False)
        return fresh

    def __contains__(self, name: str) -> bool:
        return name in self._names
