"""What Amazcope asks of its database: repositories behind one unit of work.

A unit of work is one transaction. Nothing in it may wait for the network: claim, commit, look, then begin another.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from core.alerts.alert import Alert, Delivery, Told
from core.catalog.asin import Product
from core.messages import ChatId
from core.ports.series import Series
from core.watching.deed import Deed
from core.watching.invitation import Invitation
from core.watching.plan import Plan
from core.watching.rule import Rule
from core.watching.standing import Standing
from core.watching.watch import Watching
from core.watching.watchlist import Watchlist
from core.watching.workspace import ChatRoom


@dataclass(frozen=True, slots=True)
class Audience:
    """A watching to judge, and every awake chat that its list is mounted in."""

    watching: Watching
    chats: tuple[ChatId, ...]


class Chats(Protocol):
    """Chats, workspaces, watchlists and where they are mounted."""

    async def settle(self, chat: ChatId, now: datetime) -> ChatRoom:
        """The room of a chat, awake.

        A chat never met before gets a workspace (shared by its Slack team), a default list and its mount.
        """

    async def room(self, chat: ChatId) -> ChatRoom | None:
        """The room of a chat that has been met, without waking it."""

    async def adopt(self, room: ChatRoom) -> None:
        """Write the customs of a chat that has been met: its store, its zone, who may change things."""

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

    async def put_to_sleep(self, chat: ChatId, now: datetime) -> None:
        """The platform refuses our messages there: nothing more is sent until someone speaks.

        An empty channel means every chat of the account.
        """


class Invitations(Protocol):
    """Codes that let another chat mount a list."""

    async def add(self, invitation: Invitation) -> None:
        """Remember a fresh code."""

    async def redeem(self, code: str, now: datetime) -> Invitation | None:
        """The invitation, used up from now on; None where the code is unknown, used or expired."""


class Products(Protocol):
    """Where each product stands, and whose turn it is: the timetable."""

    async def claim_due(self, by: UUID, now: datetime, lease: timedelta, limit: int) -> Sequence[Product]:
        """Claim up to `limit` products due at `now` that nobody holds or whose lease ran out; longest due first."""

    async def claim(self, by: UUID, products: Sequence[Product], now: datetime, lease: timedelta) -> Sequence[Product]:
        """Claim these products now, due or not; those that another claim holds are left out. All must be known."""

    async def know(self, products: Sequence[Product], every: timedelta, now: datetime) -> None:
        """Make products known that are not yet; they are due when a watch is added and `reschedule` called."""

    async def stand(self, products: Iterable[Product]) -> Mapping[Product, Standing]:
        """Where these products stand; unknown ones are absent."""

    async def held_by(self, by: UUID, products: Iterable[Product]) -> Mapping[Product, Standing]:
        """Where these products stand, only those still claimed by `by`, locked until the unit of work ends."""

    async def save(self, standings: Sequence[Standing]) -> None:
        """Write standings back and let their claims go; one statement however many there are."""

    async def give_back(self, by: UUID) -> None:
        """Let go of all claims of `by`, leaving due times as they were."""

    async def give_back_all(self) -> None:
        """Let go of every claim: at the start of a process that is the only one."""

    async def reschedule(self, products: Iterable[Product], usual: timedelta, now: datetime) -> None:
        """Set the timetable anew after watches were added, changed or ended.

        `every` becomes the shortest wished (`usual` where unsaid), the next look comes no later than `every` from the
        last one (at once if there was none), and an unwatched product is never due. After failed looks the due time
        stays as patience has set it.
        """

    async def unread(self, chat: ChatId) -> Sequence[Standing]:
        """The products watched in this chat whose last look failed."""


class Watches(Protocol):
    """Watches and their rules."""

    async def next_number(self, workspace_id: UUID, count: int = 1) -> int:
        """The next number of a watch in this workspace, the first of `count`; each is given once."""

    async def put(self, watchings: Sequence[Watching]) -> None:
        """Write watches and their rules, new or known: afterwards each has exactly these rules."""

    async def keep(self, rules: Sequence[Rule]) -> None:
        """Write only what these rules remember (anchor, about, armed); one statement however many there are."""

    async def load(self, ids: Iterable[UUID]) -> Sequence[Watching]:
        """These watches as they are now, ended ones included, locked until the unit of work ends."""

    async def in_chat(self, chat: ChatId) -> Sequence[Watching]:
        """All that is watched in a chat (on every list mounted there), by number; ended watches are not."""

    async def on_list(self, list_id: UUID, products: Iterable[Product]) -> Sequence[Watching]:
        """The watches of these products on a list, ended ones included (the latest one of each product)."""

    async def audience(
        self, changed: Iterable[Product], looked: Mapping[Product, tuple[datetime, datetime]]
    ) -> Sequence[Audience]:
        """Whom a look concerns: all watches of `changed`; of `looked` those whose mute ended between the two times.

        Ended watches are left out; muted ones are not (the caller knows the time).
        """


class Alerts(Protocol):
    """Alerts and the outbox that carries them."""

    async def add(self, alerts: Sequence[Alert], deliveries: Sequence[Delivery]) -> None:
        """Keep alerts and queue their deliveries; an alert whose key is known, and its deliveries, are passed over."""

    async def claim_deliveries(self, now: datetime, lease: timedelta, limit: int) -> Sequence[Delivery]:
        """Claim what is due, oldest first, together with all else that waits for the same chats (up to `limit` in all).

        Claimed ones count one attempt more, and come back after the lease if nothing is heard of them.
        """

    async def delivered(self, deliveries: Mapping[UUID, str], now: datetime) -> None:
        """These arrived; each with the platform's message id."""

    async def postpone(self, deliveries: Iterable[UUID], until: datetime) -> None:
        """These did not arrive; try again at `until`."""

    async def drop(self, deliveries: Iterable[UUID], reason: str, now: datetime) -> None:
        """These will not be sent; the reason is kept."""

    async def give_back_all(self) -> None:
        """Make every claimed delivery claimable again: at the start of a process that is the only one."""

    async def acknowledge(self, watches: Iterable[UUID], by: str, now: datetime) -> int:
        """Mark the open alerts of these watches as taken in hand; what told them is to be edited. Returns how many."""

    async def told_by(self, chat: ChatId, message: str) -> Told | None:
        """What a message of ours told; None where it told no alerts."""

    async def claim_edits(self, now: datetime, limit: int) -> Sequence[Told]:
        """The messages that are to be edited now, each whole; they are not given again unless `edit_later` asks."""

    async def edit_later(self, told: Told, at: datetime) -> None:
        """The edit did not succeed; claim it again at `at`."""

    async def waiting(self, chat: ChatId | None = None) -> int:
        """How many deliveries wait, in this chat or in all."""

    async def recent(self, chat: ChatId, limit: int) -> Sequence[Alert]:
        """The last alerts of what is watched in this chat, newest first."""


class Deeds(Protocol):
    """Who changed what."""

    async def add(self, deed: Deed) -> None:
        """Remember a deed."""

    async def last(self, chat: ChatId, person: str, since: datetime) -> Deed | None:
        """The latest deed of this person in this chat since then that is not undone yet."""

    async def mark_undone(self, deed_id: UUID, now: datetime) -> None:
        """The deed was undone."""


class Plans(Protocol):
    """Plans that wait for their asker's confirmation."""

    async def add(self, plan: Plan) -> None:
        """Keep a plan until it is taken or expires."""

    async def take(self, plan_id: str, chat: ChatId, person: str, now: datetime) -> Plan | None:
        """The plan, once only: None where it is another's, another chat's, expired, taken or unknown."""

    async def forget(self, now: datetime) -> None:
        """Drop the plans that have expired."""


class Installations(Protocol):
    """What lets us into the accounts of a platform that we are installed in; each is sealed before it comes here."""

    async def save(self, platform: str, account: str, secret: str) -> None:
        """Keep an account's secret, in place of an older one."""

    async def find(self, platform: str, account: str) -> str | None:
        """The account's secret, if we are installed there."""

    async def forget(self, platform: str, account: str) -> None:
        """Keep it no longer; one that is not there is no trouble."""


class UnitOfWork(Protocol):
    """One transaction over all repositories; what is not committed when it ends never happened."""

    @property
    def chats(self) -> Chats:
        """The repository of chats."""

    @property
    def products(self) -> Products:
        """The repository of products."""

    @property
    def watches(self) -> Watches:
        """The repository of watches."""

    @property
    def series(self) -> Series:
        """The repository of series."""

    @property
    def alerts(self) -> Alerts:
        """The repository of alerts."""

    @property
    def invitations(self) -> Invitations:
        """The repository of invitations."""

    @property
    def deeds(self) -> Deeds:
        """The repository of deeds."""

    @property
    def plans(self) -> Plans:
        """The repository of plans."""

    @property
    def installations(self) -> Installations:
        """The repository of installations."""

    async def commit(self) -> None:
        """Make it so. Raises `StorageBusy`, `StorageFull` or `StorageUnreachable`; then nothing has changed."""


class Storage(Protocol):
    """The database."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A unit of work; may raise like `UnitOfWork.commit`."""

    async def close(self) -> None:
        """Let go of connections."""
