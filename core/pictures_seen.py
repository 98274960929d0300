"""What was seen of a product's images, kept until it shows others: rules read it at every look, nobody looks twice."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from zlib import crc32

from core.audit.listing import ListedPicture
from core.catalog.asin import Product
from core.ports.storage import UnitOfWork

NOTHING: Final = ListedPicture()
"""An image of which nothing is known."""
_LASTING: Final = timedelta(days=180)


async def pictures_seen(
    work: UnitOfWork, product: Product, images: Sequence[str], now: datetime
) -> tuple[ListedPicture, ...]:
    """What these images of a product show; empty where they are others than those that were looked at."""
    text = await work.memories.get(_key(product), now)
    which, *rows = (text or "").split("\n")
    return tuple(map(read, rows)) if images and which == _name(images) else ()


async def keep_pictures(
    work: UnitOfWork, product: Product, images: Sequence[str], seen: Sequence[ListedPicture], now: datetime
) -> None:
    """Keep what was seen of them, in place of what was seen before."""
    await work.memories.put({_key(product): "\n".join((_name(images), *map(written, seen)))}, now + _LASTING)


def written(seen: ListedPicture) -> str:
    """One image as a short line; the inverse of `read`."""
    ring, fill = (None if share is None else str(share) for share in (seen.white_ring, seen.fill))
    return json.dumps([seen.width, seen.height, ring, fill, seen.likeness])


def read(line: str) -> ListedPicture:
    """What was kept of an image."""
    width, height, ring, fill, likeness = json.loads(line)
    white_ring, filled = (None if share is None else Decimal(share) for share in (ring, fill))
    return ListedPicture(width=width, height=height, white_ring=white_ring, fill=filled, likeness=likeness)


def _key(product: Product) -> str:
    return f"seen:{product}"


def _name(images: Sequence[str]) -> str:
    return f"{crc32(repr(tuple(images)).encode()):x}"
