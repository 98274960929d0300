"""A week of one product's rank readings as a few hundred bytes."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, islice
from operator import sub
from typing import Final
from zlib import compress, decompress

WEEK: Final = 7 * 24 * 3600
"""Seconds; pages begin at whole weeks since 1970, so no hour and no day lies on two of them."""

_COLUMNS: Final = 3
_WIDTH: Final = 4
_MODULUS: Final = 1 << 8 * _WIDTH
_BARE: Final = -15  # deflate without header and checksum
RankReading = tuple[int, int, int]
"""Seconds since 1970, rank, number of the category."""


def packed(week: int, readings: Sequence[RankReading]) -> bytes:
    """The readings of that week, oldest first: each column's differences, high bytes apart from low ones, deflated."""
    starts = (week * WEEK, 0, 0)
    columns = zip(*readings, strict=True)
    return compress(b"".join(map(_differences, columns, starts)), 9, wbits=_BARE)


def unpacked(week: int, body: bytes) -> list[RankReading]:
    """What `packed` was given."""
    flat = decompress(body, wbits=_BARE)
    size = len(flat) // _COLUMNS
    starts = (week * WEEK, 0, 0)
    columns = (_sums(flat[number * size : (number + 1) * size], start) for number, start in enumerate(starts))
    return list(zip(*columns, strict=True))


def merged(older: Iterable[RankReading], newer: Iterable[RankReading]) -> list[RankReading]:
    """Both, oldest first; of two readings in one second the newer stays."""
    return sorted({reading[0]: reading for reading in chain(older, newer)}.values())


def coarser(readings: Iterable[RankReading], begin: int, end: int, step: int) -> list[RankReading]:
    """Of each category and step in [begin, end) the median reading, as it was read, at its own time; else all."""
    kept: list[RankReading] = []
    together: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for at, rank, category in readings:
        if begin <= at < end:
            together[category, at // step].append((rank, at))
        else:
            kept.append((at, rank, category))
    for (category, _), some in together.items():
        rank, at = sorted(some)[(len(some) - 1) // 2]
        kept.append((at, rank, category))
    return sorted(kept)


def _differences(column: Sequence[int], start: int) -> bytes:
    """The least difference, then by how much each exceeds it: small numbers, whose high bytes are nothing."""
    differences = list(map(sub, column, chain((start,), column)))
    least = min(differences)
    numbers = array("I", [least % _MODULUS, *(difference - least for difference in differences)])
    flat = _little_endian(numbers).tobytes()
    return b"".join(flat[place::_WIDTH] for place in range(_WIDTH))


def _sums(planes: bytes, start: int) -> Iterable[int]:
    count = len(planes) // _WIDTH
    flat = bytearray(len(planes))
    for place in range(_WIDTH):
        flat[place::_WIDTH] = planes[place * count : (place + 1) * count]
    least, *excesses = _little_endian(array("I", bytes(flat)))
    least -= _MODULUS if least >= _MODULUS // 2 else 0
    return islice(accumulate((least + excess for excess in excesses), initial=start), 1, None)


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
