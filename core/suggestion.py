"""Suggested text for the parts of a listing: what is offered, what became of it, and what it cost to write."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Final, assert_never
from uuid import UUID

from core.audit.listing import AuditedListing
from core.audit.text import clean
from core.audit.title import LONGEST, SHORT, is_short_title_due
from core.catalog.asin import Product
from core.catalog.snapshot import Availability
from core.messages import ChatId

EFFECT_AFTER: Final = timedelta(days=14)
FOLLOWED_FOR: Final = timedelta(days=400)
"""How long it is known below which message an approved text is followed."""


class Part(StrEnum):
    """A part of a listing that its owner can rewrite; `KEYWORDS` are the search terms, which buyers never see."""

    TITLE = "title"
    HIGHLIGHTS = "highlights"
    BULLETS = "bullets"
    DESCRIPTION = "description"
    KEYWORDS = "keywords"


class State(StrEnum):
    """What became of a suggestion; `REPLACED`: another text for the same part was approved later."""

    OFFERED = "offered"
    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a product stood at a moment: main rank, price, stars and stock, as far as known."""

    at: datetime
    rank: int | None = None
    category: str | None = None
    price: Decimal | None = None
    rating: Decimal | None = None
    reviews: int | None = None
    availability: Availability = Availability.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One part rewritten, for one workspace.

    `id` is twelve hexadecimal digits; bullets stand one to a line in `before` and `text`; `facts` are the places of the
    listing that it rests on, `unconfirmed` the claims found nowhere in it; `by` names the writer, `version` the
    listing that it was written for; `decided_by` who approved or rejected it. `due_at` is when the next message about
    it is to be posted, `live_told` whether the one that it went live was; `baseline` how the product stood before.
    """

    id: str
    workspace_id: UUID
    chat: ChatId
    thread: str | None
    product: Product
    part: Part
    before: str
    text: str
    reason: str
    facts: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    by: str
    version: str
    made_at: datetime
    state: State = State.OFFERED
    decided_by: str | None = None
    decided_at: datetime | None = None
    live_at: datetime | None = None
    live_told: bool = False
    due_at: datetime | None = None
    baseline: Measure | None = None

    @property
    def is_approved(self) -> bool:
        """Whether it is the text that its workspace wants, live or not yet."""
        return self.state in {State.APPROVED, State.LIVE}

    def went_live(self, at: datetime, baseline: Measure | None) -> "Suggestion":
        """The same, seen live at `at`: its chat is to hear of it."""
        return replace(self, state=State.LIVE, live_at=at, due_at=at, baseline=baseline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One request to a model that costs: what it took, and its price in US dollars where that is known.

    `by` names the writer, or is `core.interpretation.INTERPRETING` where a message was read.
    """

    id: UUID
    workspace_id: UUID
    at: datetime
    by: str
    tokens_in: int
    tokens_out: int
    dollars: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What requests came to: how many, their tokens, and the dollars of those whose price is known."""

    requests: int = 0
    tokens: int = 0
    dollars: Decimal = Decimal(0)


NOTHING_WRITTEN: Final = Written()


@dataclass(frozen=True, slots=True)
class Voice:
    """How a workspace's brand speaks, and the words that it avoids."""

    manner: str = ""
    avoid: tuple[str, ...] = ()


NO_VOICE: Final = Voice()


def text_of(listing: AuditedListing, part: Part) -> str | None:
    """The part as text, bullets one to a line; None where it is not known."""
    match part:
        case Part.TITLE:
            return listing.title
        case Part.HIGHLIGHTS:
            return listing.highlights
        case Part.BULLETS:
            return None if listing.bullets is None else "\n".join(listing.bullets)
        case Part.DESCRIPTION:
            return listing.description
        case Part.KEYWORDS:
            return listing.search_terms
        case _:
            assert_never(part)


def with_part(listing: AuditedListing, part: Part, text: str) -> AuditedListing:
    """The listing with a part replaced."""
    match part:
        case Part.TITLE:
            return replace(listing, title=text)
        case Part.HIGHLIGHTS:
            return replace(listing, highlights=text)
        case Part.BULLETS:
            return replace(listing, bullets=tuple(line for line in text.split("\n") if line.strip()))
        case Part.DESCRIPTION:
            return replace(listing, description=text)
        case Part.KEYWORDS:
            return replace(listing, search_terms=text)
        case _:
            assert_never(part)


def size_of(part: Part, text: str) -> int:
    """What Amazon counts of a part: characters, of search terms bytes."""
    return len(clean(text).encode()) if part is Part.KEYWORDS else len(clean(text))


def most_of(part: Part, listing: AuditedListing) -> int:
    """The most that a part may have, counted as `size_of` does; of bullets, all together."""
    match part:
        case Part.TITLE:
            return SHORT if is_short_title_due(listing) else LONGEST
        case Part.HIGHLIGHTS:
            return 125
        case Part.BULLETS:
            return 999
        case Part.DESCRIPTION:
            return 2000
        case Part.KEYWORDS:
            return 249
        case _:
            assert_never(part)


def message_key(suggestion_id: str) -> str:
    """The name under which the message is remembered in which a suggestion was offered, or approved."""
    return f"suggested:{suggestion_id}"


def essence(text: str) -> str:
    """What of a text must be the same for it to be the same text: not its spaces, entities or unseen signs."""
    return clean(text).casefold()


def version_of(listing: AuditedListing, voice: Voice) -> str:
    """A short name of everything that a writer is told, the same for the same words."""
    told = (
        listing.market,
        listing.category,
        listing.brand,
        *(text_of(listing, part) for part in Part),
        voice.manner,
        voice.avoid,
    )
    return sha256(repr(told).encode()).hexdigest()[:16]
