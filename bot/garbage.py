"""How often a process that stays looks for garbage."""

import gc
from typing import Final

_YOUNG: Final = 20_000  # new objects, before those are looked through; Python's own 700 suits small programs
_MIDDLE, _OLD = 20, 20  # looks through the young before the middle-aged, and through those before all


def collect_rarely() -> None:
    """Leave alone for good what is loaded by now, and look through the rest less often than Python does by itself.

    Looking through all held up a command for 50 ms; and a look that ten thousand chats are told of makes half a million
    objects that all stay until its end, so that looking through them was a fifth of its time.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
