"""Suggested texts, and what writing them cost, as the database keeps them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from core.catalog.asin import Product
from core.suggestion import Suggestion, Voice, Writing, Written


class Suggestions(Protocol):
    """What was suggested, approved, rejected and seen live."""

    async def add(self, suggestions: Sequence[Suggestion]) -> None:
        """Keep new ones."""

    async def put(self, suggestion: Suggestion) -> None:
        """Write a known one as it is now."""

    async def find(self, suggestion_id: str, workspace_id: UUID) -> Suggestion | None:
        """One of this workspace's, locked until the unit of work ends."""

    async def of(self, workspace_id: UUID, product: Product, limit: int) -> Sequence[Suggestion]:
        """The workspace's for a product, the latest first."""

    async def awaited(self, products: Iterable[Product]) -> Sequence[Suggestion]:
        """Those approved for these products and not seen live yet, of every workspace."""

    async def claim_due(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Suggestion]:
        """Those about which a chat is to hear now, oldest first; they come back after the lease."""

    async def wrote(self, writing: Writing) -> None:
        """Keep what a request to a writer took."""

    async def written(self, since: datetime, workspace_id: UUID | None = None, by: str | None = None) -> Written:
        """What requests after `since` came to, of a workspace or of all, to one writer or to all."""

    async def voice(self, workspace_id: UUID) -> Voice:
        """How the workspace's brand speaks; the empty voice where nobody has said."""

    async def speak(self, workspace_id: UUID, voice: Voice) -> None:
        """Set how it speaks."""
