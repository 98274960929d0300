"""The tables, as the newest migration leaves them."""

from adapters.storage.sql.tables.alerts import alerts, deliveries
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
from adapters.storage.sql.tables.products import categories, listing_versions, offer_points, products, rank_points
from adapters.storage.sql.tables.schema import metadata
from adapters.storage.sql.tables.watches import rules, watches

__all__ = [
    "alerts",
    "categories",
    "chats",
    "deeds",
    "deliveries",
    "installations",
    "invitations",
    "listing_versions",
    "members",
    "metadata",
    "mounts",
    "offer_points",
    "plans",
    "products",
    "rank_points",
    "rules",
    "watches",
    "watchlists",
    "workspaces",
]
