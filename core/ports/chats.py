"""Chats, workspaces, lists and accounts, as the database keeps them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from core.messages import ChatId
from core.watching.invitation import Invitation
from core.watching.watchlist import Watchlist
from core.watching.workspace import ChatRoom


class Chats(Protocol):
    """Chats, workspaces, watchlists and where they are mounted."""

    async def settle(self, chat: ChatId, now: datetime) -> ChatRoom:
        """The room of a chat, awake.

        A chat never met before gets a workspace (shared by its Slack team), a default list and its mount.
        """

    async def room(self, chat: ChatId) -> ChatRoom | None:
        """The room of a chat that has been met, without waking it."""

    async def adopt(self, room: ChatRoom) -> None:
        """Write the customs of a chat that has been met: its store, its zone, who may change things, and the others."""

    async def move(self, old: ChatId, new: ChatId) -> None:
        """The chat goes on under another id, and all that is its own with it; an unknown one is passed over."""

    async def lists(self, chat: ChatId) -> Sequence[Watchlist]:
        """The lists mounted in a chat, its default list first, then by name."""

    async def list_by_id(self, list_id: UUID) -> Watchlist | None:
        """A list, wherever it is mounted."""

    async def mounts(self, list_id: UUID) -> Sequence[ChatId]:
        """The chats a list is mounted in."""

    async def mount(self, chat: ChatId, list_id: UUID) -> None:
        """Mount a list in a chat of its own workspace."""

    async def merge(self, workspace_id: UUID, into: UUID) -> None:
        """Let chats, lists and watches of one workspace go on in another; the watches get new numbers there."""

    async def is_shared_account(self, workspace_id: UUID) -> bool:
        """Whether the workspace is a platform's own (a Slack team), rather than one chat's."""

    async def add_list(self, chat: ChatId, watchlist: Watchlist) -> None:
        """A new list of the chat's workspace, mounted in the chat."""

    async def put_to_sleep(self, chat: ChatId, now: datetime) -> Sequence[ChatId]:
        """The platform refuses our messages there: nothing more is sent until someone speaks.

        An empty channel means every chat of the account. Returns those that were awake till now.
        """


class Invitations(Protocol):
    """Codes that let another chat mount a list."""

    async def add(self, invitation: Invitation) -> None:
        """Remember a fresh code."""

    async def redeem(self, code: str, now: datetime) -> Invitation | None:
        """The invitation, used up from now on; None where the code is unknown, used or expired."""


class Installations(Protocol):
    """What lets us into the accounts of a platform that we are installed in; each is sealed before it comes here."""

    async def save(self, platform: str, account: str, secret: str) -> None:
        """Keep an account's secret, in place of an older one."""

    async def find(self, platform: str, account: str) -> str | None:
        """The account's secret, if we are installed there."""

    async def forget(self, platform: str, account: str) -> None:
        """Keep it no longer; one that is not there is no trouble."""
