"""Watchlists: named lists of watches, owned by a workspace and mounted in its chats."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

DEFAULT_LIST_NAME: Final = "watchlist"


@dataclass(frozen=True, slots=True)
class Watchlist:
    """A list that a workspace owns; a chat hears of its watches while the list is mounted there."""

    id: UUID
    workspace_id: UUID
    name: str
