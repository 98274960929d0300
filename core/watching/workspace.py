"""Workspaces and the chats that belong to them: a Slack workspace, or a Telegram chat until it is linked to one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.messages import ChatId
from core.watching.quiet import Quiet


class Threads(StrEnum):
    """Where an alert goes that follows an earlier one about the same product.

    `OFF`: into the chat, as news of its own; `THREAD`: into the earlier one's thread alone; `WORSE`: into the thread,
    and into the chat as well where it is a warning or critical.
    """

    OFF = "off"
    THREAD = "thread"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRoom:
    """A chat as Amazcope knows it: its workspace, its default list, and the customs its members have set.

    `market` is the store that a bare ASIN means here, `zone` an IANA time zone, `asleep_since` the moment since which
    the platform refuses our messages (None: awake), `admins_only` whether only its administrators may change things,
    `links` whether Amazon links that people paste to each other are offered to be tracked, `threads` where alerts go
    that follow an earlier one, `quiet` the hours in which only what is critical is told.
    """

    chat: ChatId
    workspace_id: UUID
    default_list_id: UUID
    market: str = "com"
    zone: str = "UTC"
    asleep_since: datetime | None = None
    admins_only: bool = False
    links: bool = True
    threads: Threads = Threads.OFF
    quiet: Quiet | None = None
