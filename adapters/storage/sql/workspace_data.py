"""Which tables hold what is a workspace's own, in the order in which it can be thrown away."""

from typing import Final

from sqlalchemy import Table

from adapters.storage.sql.tables import (
    chats,
    deeds,
    invitations,
    list_rules,
    live_cards,
    members,
    mounts,
    notices,
    plans,
    schedules,
    suggestions,
    talks,
    voices,
    watchlists,
    writings,
)

OF_CHATS: Final[tuple[Table, ...]] = (live_cards, schedules, talks, plans, deeds, mounts)
OF_LISTS: Final[tuple[Table, ...]] = (mounts, invitations, list_rules)
OF_WORKSPACE: Final[tuple[Table, ...]] = (notices, suggestions, writings, voices, members, chats, watchlists)
