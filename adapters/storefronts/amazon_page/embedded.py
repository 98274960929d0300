"""What a page tells its own scripts: found in its bytes, bounded, and only as plain JSON."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

_USUAL: Final = 32 * 1024
_MOST: Final = 512 * 1024
_FAR: Final = 4 * 1024
_TRIES: Final = 8  # a page says some keys several times, first with nothing behind them
_ASIN: Final = re.compile(rb'\s{0,40}:\s{0,40}"([A-Z0-9]{10})"')
_DECODER: Final = json.JSONDecoder()


def value_after(source: bytes, key: bytes, between: re.Pattern[bytes], start: int = 0) -> Any:
    """The first JSON value, of at most 512 KiB and not empty, that `between` parts from a `key`; else None.

    Nothing before `start` is looked through.
    """
    for at in _places(source, key, start):
        found = between.match(source, at + len(key))
        if found is not None and (value := _value(source, found.end())):
            return value
    return None


def asin_before(source: bytes, at: int, key: bytes) -> str:
    """The ASIN behind the last ``key :`` before `at`, else the first soon behind it; empty where there is none."""
    place = source.rfind(key, max(0, at - _MOST), at)
    if place < 0:
        place = source.find(key, at, at + _FAR)
    found = _ASIN.match(source, place + len(key)) if place >= 0 else None
    return found[1].decode("ascii") if found else ""


def _value(source: bytes, at: int) -> Any:
    for size in (_USUAL, _MOST):
        try:
            return _DECODER.raw_decode(source[at : at + size].decode("utf-8", "replace"))[0]
        except (ValueError, RecursionError):
            continue
    return None


def _places(source: bytes, key: bytes, start: int) -> Iterator[int]:
    at = start - 1
    for _ in range(_TRIES):
        at = source.find(key, at + 1)
        if at < 0:
            return
        yield at
