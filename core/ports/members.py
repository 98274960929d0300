"""Members of workspaces, as the database keeps them."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from core.watching.member import Identity, Member


class Members(Protocol):
    """Who takes part in a workspace."""

    async def find(self, workspace_id: UUID, identity: Identity) -> Member | None:
        """The member, if they have been met there."""

    async def all(self, workspace_id: UUID) -> Sequence[Member]:
        """All members met, by name."""

    async def put(self, member: Member) -> None:
        """Keep a member, new or known."""
