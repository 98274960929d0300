"""What a command is: frozen data that carries itself out at a desk."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from dataclasses import Field as Argument
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, ClassVar, Protocol
from uuid import UUID

from bot.pointing import Pointing
from bot.recollection import Recollection
from bot.refs import Ref
from core.advisor import Advisor
from core.approvals import Approvals
from core.archive import Archive, Watched
from core.catalog.asin import Product
from core.digest import Digests
from core.history import History
from core.interpretation import Share
from core.membership import Membership
from core.messages import Card, Field, Form, Heard
from core.patrol import Count, Patrol
from core.planner import Planner
from core.ports.world import Charts, Clock, Links, Spreadsheets
from core.retelling import Retelling
from core.sharing import Sharing
from core.talk import Turn
from core.tracker import Asker, Tracker
from core.watching.workspace import ChatRoom


@dataclass(frozen=True, slots=True)
class Took:
    """What a slot made of some words: the value, and how many words it took."""

    value: object
    words: int


class Slot(Protocol):
    """One kind of argument. `many` slots gather a tuple, taking again and again."""

    many: bool
    hint: str

    def take(self, words: Sequence[str]) -> Took | None:
        """The value at the beginning of `words`, or None if it is not there."""

    def spell(self, value: object) -> str:
        """The value as words that `take` gives back."""


Examine = Callable[[], Awaitable[Sequence[tuple[str, str | None]]]]
"""What each part of the installation was found to be, and its fix where it is broken."""


class Interprets(Protocol):
    """A model that reads what the grammar cannot; see `bot.interpreting.Interpreting`."""

    async def read(self, heard: Heard, desk: "Desk", turns: Sequence[Turn] = ()) -> Card | None:
        """The answer to an addressed message: what was asked for, a plan to confirm, or a question back.

        `turns` are the asker's last ones in this chat, oldest first. None where the model could make nothing of it
        either, is down, or has had its share: then the nearest command is suggested. Raises `Refusal` and `Outage` as
        commands do, never for the model's own troubles.
        """

    async def spent(self, workspace_id: UUID) -> Share:
        """What the model has taken of a workspace's share in the last day."""

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Whom a command may call, wherever it works; `shortest_interval` is the shortest between two looks.

    `interpreter` is None where no model is set up.
    """

    clock: Clock
    tracker: Tracker
    archive: Archive
    sharing: Sharing
    membership: Membership
    patrol: Patrol
    history: History
    planner: Planner
    digests: Digests
    advisor: Advisor
    approvals: Approvals
    retelling: Retelling
    recollection: Recollection
    charts: Charts
    sheets: Spreadsheets
    links: Links
    menu: "Sequence[type[Command]]"
    shortest_interval: timedelta
    examine: Examine
    interpreter: Interprets | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Staff):
    """Where a command works, one for each message heard: the staff, who asks, and where; `confirmed` in a plan."""

    heard: Heard
    room: ChatRoom
    pointing: Pointing
    confirmed: bool = False

    @classmethod
    def of(cls, staff: Staff, heard: Heard, room: ChatRoom) -> "Desk":
        """The desk at which `staff` serve what was heard in `room`."""

        async def recalled() -> str | None:
            return (await staff.recollection.of(heard.chat, heard.person.id)).focus

        pointing = Pointing(heard.chat, room.market, heard.focus, staff.archive, staff.links, recalled)
        known = {one.name: getattr(staff, one.name) for one in fields(staff)}
        return cls(**known, heard=heard, room=room, pointing=pointing)

    @property
    def asker(self) -> Asker:
        """Who asks, and where."""
        return Asker(chat=self.heard.chat, person=self.heard.person, thread=self.heard.thread)

    @property
    def now(self) -> datetime:
        """The present."""
        return self.clock.now()

    @property
    def count(self) -> Count | None:
        """What tells the asker how far looking at several products has come."""
        tell = self.heard.progress
        if tell is None:
            return None

        async def count(done: int, of: int) -> None:
            if of > 1 and done < of:
                await tell(f"Looking at Amazon: {done} of {of} read…" if done else f"Looking at {of} products…")

        return count

    async def products(self, refs: Sequence[Ref], on: str | None = None) -> tuple[Product, ...]:
        """The products that refs name, tracked or not; `on` is the store of bare ASINs."""
        return await self.pointing.products(refs, on)

    async def find(self, refs: Sequence[Ref]) -> tuple[Watched, ...]:
        """What refs mean among the watches of this chat."""
        return await self.pointing.find(refs)


class Consent(Enum):
    """When a command is asked back before it is carried out."""

    NEVER = "never"
    FOR_GROUPS = "all, own, competitor, or a list"
    FOR_SEVERAL = "more than one product, however they were named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(ABC):
    """One thing a person can ask for.

    The docstring is its help, its fields made with `argument` are its arguments, `names` its spellings (the first is
    the one shown), `examples` lines that work. `changes` tells commands that change something from those that show,
    and `consent` when such a change is asked back first; `for_later` says that a group means what joins it later, too.
    """

    names: ClassVar[tuple[str, ...]]
    examples: ClassVar[tuple[str, ...]]
    changes: ClassVar[bool] = False
    consent: ClassVar[Consent] = Consent.FOR_GROUPS
    for_later: ClassVar[bool] = False

    def alters(self) -> bool:
        """Whether this very line would change something; where only admins may, others are refused."""
        return self.changes

    @abstractmethod
    async def carry_out(self, desk: Desk) -> Card:
        """Do it, and answer. Raises `Refusal` or `Outage` with a sentence for the asker."""

    @classmethod
    def summary(cls) -> str:
        """The first sentence of the docstring."""
        return (cls.__doc__ or "").strip().split("\n", 1)[0]

    @classmethod
    def form_to_fill(cls) -> Form | None:
        """What asks for the arguments that must be said; None where there are none."""
        required = [one for one in fields(cls) if is_required(one)]
        name, _, example = cls.examples[0].partition(" ")
        label = ", ".join(slot_of(one).hint.strip("<>[]") for one in required)
        return (
            Form(f"{name.capitalize()} …", name, (Field(label=label, hint=example, required=True),)) if label else None
        )

    @classmethod
    def usage(cls) -> str:
        """The slash line with a hint for each argument."""
        hints = (hint_of(one) for one in fields(cls))
        return " ".join([f"/{cls.names[0]}", *hints])


def argument(slot: Slot, *, default: Any = MISSING) -> Any:
    """A field of a command, read and spelled by `slot`; without a default it must be said."""
    if default is MISSING:
        return field(metadata={"slot": slot})
    return field(default=default, metadata={"slot": slot})


def slot_of(one: Argument[Any]) -> Slot:
    """The slot a field was made with."""
    slot: Slot = one.metadata["slot"]
    return slot


def is_required(one: Argument[Any]) -> bool:
    """Whether a field must be said."""
    return one.default is MISSING


def hint_of(one: Argument[Any]) -> str:
    """The field's hint, in brackets where it may be left out."""
    hint = slot_of(one).hint
    if is_required(one) or hint.startswith("["):
        return hint
    return f"[{hint}]"
