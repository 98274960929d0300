"""The tables, as the newest migration leaves them."""

from adapters.storage.sql.tables.alerts import alerts, deliveries
from adapters.storage.sql.tables.cards import live_cards
from adapters.storage.sql.tables.health import look_counts, notices
from adapters.storage.sql.tables.memories import memories
from adapters.storage.sql.tables.people import (
    chats,
    deeds,
    installations,
    invitations,
    members,
    mounts,
    plans,
    watchlists,
    workspaces,
)
from adapters.storage.sql.tables.products import (
    categories,
    chores,
    lessons,
    listing_versions,
    offer_points,
    products,
    rank_pages,
    rank_points,
)
from adapters.storage.sql.tables.schedules import schedules
from adapters.storage.sql.tables.schema import metadata
from adapters.storage.sql.tables.sources import owed_looks, source_runs
from adapters.storage.sql.tables.suggestions import suggestions, voices, writings
from adapters.storage.sql.tables.talks import talks
from adapters.storage.sql.tables.watches import list_rules, rules, watches

__all__ = [
    "alerts",
    "categories",
    "chats",
    "chores",
    "deeds",
    "deliveries",
    "installations",
    "invitations",
    "lessons",
    "list_rules",
    "listing_versions",
    "live_cards",
    "look_counts",
    "members",
    "memories",
    "metadata",
    "mounts",
    "notices",
    "offer_points",
    "owed_looks",
    "plans",
    "products",
    "rank_pages",
    "rank_points",
    "rules",
    "schedules",
    "source_runs",
    "suggestions",
    "talks",
    "voices",
    "watches",
    "watchlists",
    "workspaces",
    "writings",
]
