"""Looking at the images of a listing."""

from collections.abc import Sequence
from typing import Protocol

from core.audit.listing import ListedPicture


class Pictures(Protocol):
    """Whoever has eyes."""

    async def look_at(self, urls: Sequence[str]) -> tuple[ListedPicture, ...]:
        """What each image shows, the main one first and in their order; of one that cannot be seen, nothing is known.

        Only what keeps the findings may fail: raises like `core.ports.memory.Memory`.
        """

    async def close(self) -> None:
        """Let go of connections."""
