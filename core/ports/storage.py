"""What Amazcope asks of its database: repositories behind one unit of work.

A unit of work is one transaction. Nothing in it may wait for the network: claim, commit, look, then begin another.
"""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from core.ports.agenda import Agenda
from core.ports.attic import Attic
from core.ports.briefings import Briefings
from core.ports.cards import Cards
from core.ports.chats import Chats, Installations, Invitations
from core.ports.deeds import Deeds, Plans
from core.ports.lessons import LessonBook
from core.ports.list_rules import ListRules
from core.ports.looks import Looks
from core.ports.members import Members
from core.ports.memory import Memories
from core.ports.notices import Notices
from core.ports.outbox import Alerts
from core.ports.products import Products
from core.ports.runs import Runs
from core.ports.schedules import Schedules
from core.ports.series import Series
from core.ports.suggestions import Suggestions
from core.ports.talk import Talks
from core.ports.watches import Watches


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
    def briefings(self) -> Briefings:
        """What bears on a batch of looks, from several of these."""

    @property
    def looks(self) -> Looks:
        """The repository of looks, counted."""

    @property
    def lessons(self) -> LessonBook:
        """The repository of what looks have taught in all."""

    @property
    def attic(self) -> Attic:
        """The repository of what has grown old."""

    @property
    def notices(self) -> Notices:
        """The repository of notices."""

    @property
    def alerts(self) -> Alerts:
        """The repository of alerts."""

    @property
    def list_rules(self) -> ListRules:
        """The repository of what holds for whole lists."""

    @property
    def cards(self) -> Cards:
        """The repository of the cards that follow their product."""

    @property
    def agenda(self) -> Agenda:
        """Whether anything waits, in any repository."""

    @property
    def invitations(self) -> Invitations:
        """The repository of invitations."""

    @property
    def deeds(self) -> Deeds:
        """The repository of deeds."""

    @property
    def members(self) -> Members:
        """The repository of members."""

    @property
    def plans(self) -> Plans:
        """The repository of plans."""

    @property
    def memories(self) -> Memories:
        """The repository of what platforms must find again."""

    @property
    def installations(self) -> Installations:
        """The repository of installations."""

    @property
    def runs(self) -> Runs:
        """The repository of runs that cost money."""

    @property
    def suggestions(self) -> Suggestions:
        """The repository of suggested text."""

    @property
    def talks(self) -> Talks:
        """The repository of conversations."""

    @property
    def schedules(self) -> Schedules:
        """The repository of digests that chats have asked for."""

    async def commit(self) -> None:
        """Make it so. Raises `StorageBusy`, `StorageFull` or `StorageUnreachable`; then nothing has changed."""


class Storage(Protocol):
    """The database."""

    def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """A unit of work; may raise like `UnitOfWork.commit`."""

    async def close(self) -> None:
        """Let go of connections."""
