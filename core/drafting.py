"""Having text written until it may be shown: draft, audit, repair, in at most three rounds; else by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from core.audit.listing import AuditedListing
from core.errors import ModelFailed, ModelRationed
from core.ids import new_id
from core.judging import troubles_of
from core.messages import Progress
from core.ports.language import Brief, Copywriter, Draft, Drafted, Rejected
from core.ports.storage import Storage
from core.ports.world import Clock
from core.suggestion import Part, Writing, essence, text_of, with_part
from core.tracing import unconfirmed

ROUNDS: Final = 3
# About a dollar at a small model's price (4,000 tokens a request, most of them out): a slip, not a bill.
DAILY_REQUESTS: Final = 100
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A drafted part that may be shown, its claims that are not in the listing, and who wrote it."""

    drafted: Drafted
    unconfirmed: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fair:
    """What drafting came to: what may be shown, what failed, in sentences, and whether the writer did all it could."""

    fits: tuple[Fit, ...] = ()
    notes: tuple[str, ...] = ()
    complete: bool = True


class Drafting:
    """Asks the writer, and the rules for what the writer failed at; nothing is given back that the audit forbids."""

    def __init__(self, storage: Storage, clock: Clock, writer: Copywriter, by_rule: Copywriter) -> None:
        self._storage = storage
        self._clock = clock
        self._writer = writer
        self._by_rule = by_rule

    async def draft(self, brief: Brief, workspace_id: UUID, tell: Progress | None = None) -> Fair:
        """The parts of the brief, each fit to be shown or absent. Never raises what writers raise."""
        if not brief.parts:
            return Fair()
        found: dict[Part, Fit] = {}
        left, trouble = await self._in_rounds(self._writer, brief, workspace_id, found, tell)
        notes: list[str] = [f"{trouble} What it had not finished is written by the rules."] if trouble else []
        if left and not trouble and self._writer.costs:
            notes.append(f"{self._writer.name} broke a rule {ROUNDS} times in {_names(left)}; this is by the rules.")
        missing = tuple(part for part in brief.parts if part not in found)
        if missing and self._writer is not self._by_rule:  # what the model has passed over too
            await self._in_rounds(self._by_rule, replace(brief, parts=missing), workspace_id, found, None)
        fits = _together(brief, found)
        if any(_needs_the_title(fit, brief) for fit in fits):
            notes.append("The highlights fit beside the new title alone: approve both, or neither.")
        return Fair(fits=fits, notes=tuple(notes), complete=trouble is None)

    async def _in_rounds(
        self,
        writer: Copywriter,
        brief: Brief,
        workspace_id: UUID,
        found: dict[Part, Fit],
        tell: Progress | None,
    ) -> tuple[tuple[Part, ...], ModelFailed | None]:
        """Fill in `found`; returns the parts that never fitted, and what kept the writer from going on."""
        left = brief.parts
        rejected: dict[Part, Rejected] = {}
        for number in range(1, (ROUNDS if writer.costs else 1) + 1):
            if tell and writer.costs:
                await tell(f"{'Writing' if number == 1 else 'Repairing'} {_names(left)}…")
            asked = replace(brief, parts=left, rejected=tuple(rejected.values()))
            try:
                draft = await self._ask(writer, asked, workspace_id)
            except ModelFailed as failed:
                return tuple(part for part in left if part not in found), failed
            rejected = _take(draft, brief, left, found, writer.name)
            left = tuple(rejected)
            if not left:
                break
        return tuple(part for part in left if part not in found), None

    async def _ask(self, writer: Copywriter, brief: Brief, workspace_id: UUID) -> Draft:
        if not writer.costs:
            return await writer.write(brief)
        await self._ration(workspace_id)
        draft = Draft(parts=())
        try:
            draft = await writer.write(brief)
        finally:  # what fails is asked for too, and may be paid for
            await self._count(writer.name, draft, workspace_id)
        return draft

    async def _count(self, writer: str, draft: Draft, workspace_id: UUID) -> None:
        now = self._clock.now()
        writing = Writing(
            id=new_id(now),
            workspace_id=workspace_id,
            at=now,
            by=writer,
            tokens_in=draft.tokens_in,
            tokens_out=draft.tokens_out,
            dollars=draft.dollars,
        )
        async with self._storage.begin() as work:
            await work.suggestions.wrote(writing)
            await work.commit()

    async def _ration(self, workspace_id: UUID) -> None:
        since = self._clock.now() - _DAY
        async with self._storage.begin() as work:
            used = await work.suggestions.written(since, workspace_id, by=self._writer.name)
        if used.requests >= DAILY_REQUESTS:
            raise ModelRationed(DAILY_REQUESTS)


def _take(
    draft: Draft, brief: Brief, asked: Sequence[Part], found: dict[Part, Fit], writer: str
) -> dict[Part, Rejected]:
    """Keep what may be shown; returns what has to be repaired, a text with untraced claims too."""
    listing = brief.listing
    again: dict[Part, Rejected] = {}
    for one in sorted(draft.parts, key=lambda drafted: list(Part).index(drafted.part)):
        if one.part not in asked or _is_same(one, brief.listing):
            continue
        troubles = troubles_of(listing, one.part, one.text, brief.voice.avoid)
        claims = unconfirmed(one.text, brief.listing, one.part)
        before = found.get(one.part)
        if not troubles and (before is None or len(claims) <= len(before.unconfirmed)):
            found[one.part] = Fit(drafted=one, unconfirmed=claims, by=writer)
        if not troubles:
            listing = with_part(listing, one.part, one.text)
        if troubles or claims:
            said = (*troubles, *(f"The listing does not say “{claim}”" for claim in claims))
            again[one.part] = Rejected(one.part, one.text, said)
    return again


def _together(brief: Brief, found: dict[Part, Fit]) -> tuple[Fit, ...]:
    """What still may be shown beside the title that came out at last."""
    title = found.get(Part.TITLE)
    listing = with_part(brief.listing, Part.TITLE, title.drafted.text) if title else brief.listing
    return tuple(
        found[part]
        for part in Part
        if part in found and not troubles_of(listing, part, found[part].drafted.text, brief.voice.avoid)
    )


def _needs_the_title(fit: Fit, brief: Brief) -> bool:
    """Whether highlights would break a rule beside the title that there is now."""
    part = fit.drafted.part
    return part is Part.HIGHLIGHTS and bool(troubles_of(brief.listing, part, fit.drafted.text))


def _is_same(one: Drafted, listing: AuditedListing) -> bool:
    return one.text == (text_of(listing, one.part) or "") or essence(one.text) == ""


def _names(parts: Sequence[Part]) -> str:
    return ", ".join("search terms" if part is Part.KEYWORDS else str(part) for part in parts)
