"""Writing the text of listings: what a copywriter is told, and what it drafts."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from core.audit.listing import AuditedListing
from core.suggestion import NO_VOICE, Part, Voice


@dataclass(frozen=True, slots=True)
class Rejected:
    """A text that was drafted in an earlier round, and what is wrong with it, in sentences."""

    part: Part
    text: str
    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is to be written: `parts` of a listing, in the listing's own language, of its own facts alone.

    `weak` are what the audit finds wrong now; `competitors` the text of other listings, as context and never as facts;
    `rejected` what earlier rounds came to; `others` texts that were offered before and were not wanted.
    """

    listing: AuditedListing
    parts: tuple[Part, ...]
    weak: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    voice: Voice = NO_VOICE
    rejected: tuple[Rejected, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One part as drafted, bullets one to a line, why it is better, and the words of the listing that it rests on."""

    part: Part
    text: str
    reason: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a copywriter made of a brief; a part that it has nothing better for is absent.

    `dollars` is what it cost, None where the price is not known.
    """

    parts: tuple[Drafted, ...]
    tokens_in: int = 0
    tokens_out: int = 0
    dollars: Decimal | None = None


class Copywriter(Protocol):
    """Whoever writes; `name` is how people know it, `costs` whether each request is paid for."""

    @property
    def name(self) -> str:
        """A model's name, or “the rules”."""

    @property
    def costs(self) -> bool:
        """Whether requests are rationed and counted."""

    async def write(self, brief: Brief) -> Draft:
        """Draft all parts of the brief. Raises `ModelFailed` in one of its kinds."""

    async def close(self) -> None:
        """Let go of connections."""
