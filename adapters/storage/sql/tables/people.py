"""Workspaces, their chats, and the lists that are mounted there."""

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, false, true

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import Address, Id, UtcTime
from adapters.storage.sql.tables.schema import metadata
from core.watching.plan import Wanted
from core.watching.watch import Watching

workspaces: Final = Table(
    "workspaces",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String, nullable=False),
    Column("account", String, nullable=False),
    Column("next_number", Integer, nullable=False),
)
Index(
    "uq_workspaces_platform_account",
    workspaces.c.platform,
    workspaces.c.account,
    unique=True,
    sqlite_where=workspaces.c.account != "",
    postgresql_where=workspaces.c.account != "",
)

watchlists: Final = Table(
    "watchlists",
    metadata,
    Column("id", Id, primary_key=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
)

chats: Final = Table(
    "chats",
    metadata,
    Column("chat", Address, primary_key=True),
    Column("workspace_id", Id, ForeignKey("workspaces.id"), nullable=False, index=True),
    Column("default_list_id", Id, ForeignKey("watchlists.id"), nullable=False),
    Column("market", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("asleep_since", UtcTime),
    Column("admins_only", Boolean, nullable=False, server_default=false()),
    Column("links", Boolean, nullable=False, server_default=true()),
    Column("threads", String, nullable=False, server_default="off"),
    Column("quiet", String),
    sqlite_with_rowid=False,
)

mounts: Final = Table(
    "mounts",
    metadata,
    Column("list_id", Id, ForeignKey("watchlists.id"), primary_key=True),
    Column("chat", Address, ForeignKey("chats.chat"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

members: Final = Table(
    "members",
    metadata,
    Column("workspace_id", Id, ForeignKey("workspaces.id"), primary_key=True),
    Column("platform", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("right", String),
    Column("seen_at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)

deeds: Final = Table(
    "deeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat", Address, nullable=False),
    Column("person", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("summary", String, nullable=False),
    Column("before", Json(tuple[Watching, ...]), nullable=False),
    Column("undone_at", UtcTime),
    Column("name", String),
    Column("undoable", Boolean, nullable=False, server_default=true()),
    Index("ix_deeds_chat_person_at", "chat", "person", "at"),
)

invitations: Final = Table(
    "invitations",
    metadata,
    Column("code", String, primary_key=True),
    Column("list_id", Id, ForeignKey("watchlists.id"), nullable=False),
    Column("made_by", String, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)

plans: Final = Table(
    "plans",
    metadata,
    Column("id", String, primary_key=True),
    Column("chat", Address, nullable=False),
    Column("person", String, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Column("lines", Json(tuple[str, ...]), nullable=False),
    Column("wanted", Json(tuple[Wanted, ...]), nullable=False),
)

installations: Final = Table(
    "installations",
    metadata,
    Column("platform", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("secret", String, nullable=False),
)
