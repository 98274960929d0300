"""The rules of whole lists, as the database keeps them."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

from core.watching.list_rule import ListRule


class ListRules(Protocol):
    """Rules that hold for what is added to a list later."""

    async def of(self, lists: Iterable[UUID]) -> Sequence[ListRule]:
        """Those in force on these lists, in the order in which they were set."""

    async def add(self, rules: Sequence[ListRule]) -> None:
        """Keep new ones."""

    async def end(self, ids: Iterable[UUID], deed: UUID) -> None:
        """These hold no longer, by this deed."""

    async def undo(self, deed: UUID) -> None:
        """What was set in this deed is gone, what was ended in it holds again."""
