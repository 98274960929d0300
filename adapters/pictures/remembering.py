"""What was seen of an image, as a short text that can be kept."""

import json
from decimal import Decimal

from core.audit.listing import ListedPicture

NOTHING = ListedPicture()
"""An image of which nothing is known."""


def written(seen: ListedPicture) -> str:
    """The inverse of `read`."""
    ring, fill = (None if share is None else str(share) for share in (seen.white_ring, seen.fill))
    return json.dumps([seen.width, seen.height, ring, fill, seen.likeness])


def read(text: str) -> ListedPicture:
    """What was kept of an image."""
    width, height, ring, fill, likeness = json.loads(text)
    white_ring, filled = (None if share is None else Decimal(share) for share in (ring, fill))
    return ListedPicture(width=width, height=height, white_ring=white_ring, fill=filled, likeness=likeness)
