"""Audit tracked products, and suggest text for what is weak: what people ask for."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from core.archive import Watched
from core.audit.listing import AuditedListing
from core.audit.report import Report, audit
from core.catalog.asin import Product
from core.drafting import Drafting, Fair
from core.errors import NeverRead
from core.judging import findings_about
from core.listed import listing_of, possible_parts
from core.messages import Progress
from core.ports.language import Brief, Copywriter
from core.ports.pictures import Pictures
from core.ports.storage import Storage
from core.ports.world import Clock
from core.suggestion import Part, State, Suggestion, Voice, Written, text_of, version_of
from core.tracker import Asker
from core.watching.workspace import ChatRoom

REMEMBERED: Final = timedelta(hours=24)
_PAST: Final = 50  # suggestions of a product that are looked through
_RIVALS: Final = 3  # competitors whose text a writer is shown
_RIVAL_TEXT: Final = 1500  # characters of each
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What optimising came to: the report in any case, what is offered, and what is missing, in sentences.

    `varies` says whether another try would come to something else: the rules know one text only.
    """

    listing: AuditedListing
    report: Report
    offered: tuple[Suggestion, ...] = ()
    notes: tuple[str, ...] = ()
    varies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One listing as it is now, with what was suggested for these very words before."""

    asker: Asker
    room: ChatRoom
    product: Product
    listing: AuditedListing
    voice: Voice
    version: str
    past: tuple[Suggestion, ...]
    known: frozenset[str]

    @property
    def memory(self) -> str:
        """The key under which it is remembered which parts were written."""
        return f"optimize:{self.room.workspace_id}:{self.product}:{self.version}"

    def latest(self, part: Part) -> Suggestion | None:
        """The last suggestion for this part of these words."""
        return next((row for row in self.past if row.part is part and row.version == self.version), None)

    def is_ready(self, part: Part) -> bool:
        """Whether the part needs no new writing: it was written lately, and nobody rejected it."""
        row = self.latest(part)
        return part in self.known and (row is None or row.state is not State.REJECTED)


class Advisor:
    """Judges by the rulebook, and has weak parts written."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        writer: Copywriter,
        by_rule: Copywriter,
        pictures: Pictures | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._writer = writer
        self._pictures = pictures
        self._drafting = Drafting(storage, clock, writer, by_rule)

    @property
    def pictures(self) -> Pictures | None:
        """Who looks at images, where anybody does."""
        return self._pictures

    @property
    def writer(self) -> str:
        """The name of whoever writes."""
        return self._writer.name

    async def report(self, asker: Asker, room: ChatRoom, one: Watched) -> Advice:
        """What the rules make of the listing as it was last accepted. Raises `NeverRead`."""
        case = await self._case(asker, room, one)
        return Advice(listing=case.listing, report=audit(case.listing))

    async def suggest(
        self,
        asker: Asker,
        room: ChatRoom,
        one: Watched,
        parts: Sequence[Part] = (),
        *,
        rivals: Sequence[Watched] = (),
        again: bool = False,
        tell: Progress | None = None,
    ) -> Advice:
        """The same, with better text for these parts (all where none is named), as far as any could be made.

        What was written in the last 24 hours for the same words is given again, unless `again`. Raises `NeverRead`.
        """
        case = await self._case(asker, room, one)
        possible = possible_parts(case.listing)
        wanted = [part for part in possible if part in (parts or possible)]
        varies = self._writer.costs
        ready = [] if again and varies else [part for part in wanted if case.is_ready(part)]
        brief = _brief(case, [part for part in wanted if part not in ready], rivals)
        fair = await self._drafting.draft(brief, room.workspace_id, tell)
        fresh = self._suggestions(case, fair)
        await self._keep(case, brief, fresh, fair)
        rows = {part: case.latest(part) for part in ready}
        held = [row for row in rows.values() if row and row.state is State.OFFERED]
        offered = tuple(sorted([*held, *fresh], key=lambda row: possible.index(row.part)))
        missing = [part for part in wanted if part not in {row.part for row in offered}]
        notes = (*_impossible(parts, possible), *fair.notes, *_why_missing(case, missing))
        return Advice(listing=case.listing, report=audit(case.listing), offered=offered, notes=notes, varies=varies)

    async def spent(self) -> Written:
        """What writing took in the last day, in the whole installation."""
        async with self._storage.begin() as work:
            return await work.suggestions.written(self._clock.now() - _DAY, by=self._writer.name)

    async def close(self) -> None:
        """Let go of the writer's connections, and of those for images."""
        await self._writer.close()
        if self._pictures is not None:
            await self._pictures.close()

    async def _case(self, asker: Asker, room: ChatRoom, one: Watched) -> _Case:
        product, accepted, now = one.watching.watch.product, one.standing.accepted, self._clock.now()
        if accepted is None:
            raise NeverRead(product.asin)
        pictures = await self._pictures.look_at(accepted.listing.images) if self._pictures else ()
        async with self._storage.begin() as work:
            past = tuple(await work.suggestions.of(room.workspace_id, product, _PAST))
            voice = await work.suggestions.voice(room.workspace_id)
            terms = next((row.text for row in past if row.part is Part.KEYWORDS and row.is_approved), None)
            listing = listing_of(accepted, now.date(), terms, pictures)
            version = f"{version_of(listing, voice)}:{self._writer.name}"
            case = _Case(
                asker=asker,
                room=room,
                product=product,
                listing=listing,
                voice=voice,
                version=version,
                past=past,
                known=frozenset(),
            )
            known = await work.memories.get(case.memory, now)
        return replace(case, known=frozenset((known or "").split()))

    def _suggestions(self, case: _Case, fair: Fair) -> list[Suggestion]:
        return [
            Suggestion(
                id=secrets.token_hex(6),
                workspace_id=case.room.workspace_id,
                chat=case.asker.chat,
                thread=case.asker.thread,
                product=case.product,
                part=fit.drafted.part,
                before=text_of(case.listing, fit.drafted.part) or "",
                text=fit.drafted.text,
                reason=fit.drafted.reason,
                facts=fit.drafted.facts,
                unconfirmed=fit.unconfirmed,
                by=fit.by,
                version=case.version,
                made_at=self._clock.now(),
            )
            for fit in fair.fits
        ]

    async def _keep(self, case: _Case, brief: Brief, fresh: Sequence[Suggestion], fair: Fair) -> None:
        """What the writer failed at is not remembered as written: it is tried anew when it is asked for again."""
        if not brief.parts:
            return
        written = brief.parts if fair.complete else ()
        async with self._storage.begin() as work:
            await work.suggestions.add(fresh)
            text = " ".join(sorted({*case.known, *written}))
            await work.memories.put({case.memory: text}, self._clock.now() + REMEMBERED)
            await work.commit()


def _brief(case: _Case, parts: Sequence[Part], rivals: Sequence[Watched]) -> Brief:
    listing = case.listing
    weak = (f"{bad.rule.id}: {bad.broken.message}" for part in parts for bad in findings_about(listing, part))
    return Brief(
        listing=listing,
        parts=tuple(parts),
        weak=tuple(weak),
        competitors=tuple(_words_of(rival) for rival in rivals if rival.standing.accepted)[:_RIVALS],
        voice=case.voice,
        others=tuple(row.text for row in case.past if row.version == case.version and row.part in parts),
    )


def _words_of(rival: Watched) -> str:
    """A competitor's title and bullets."""
    if rival.standing.accepted is None:
        return ""
    seen = rival.standing.accepted.listing
    return "\n".join((seen.title, *seen.bullets))[:_RIVAL_TEXT]


def _impossible(parts: Sequence[Part], possible: Sequence[Part]) -> Iterator[str]:
    """What was asked for and is no field of this listing."""
    for part in parts:
        if part not in possible:
            yield f"This listing's store or category has no {part}."


def _why_missing(case: _Case, missing: Sequence[Part]) -> Iterator[str]:
    """Why nothing is offered for a part: it is decided, it is fine, or nothing can be made of what there is."""
    for part in missing:
        row = case.latest(part)
        name = "Search terms" if part is Part.KEYWORDS else part.capitalize()
        if row and row.is_approved and row.decided_at:
            yield f"{name}: approved by {row.decided_by} on {row.decided_at:%-d %b %Y}, not seen live yet."
        elif text_of(case.listing, part) and not findings_about(case.listing, part):
            yield f"{name}: no rule asks for a change."
        elif text_of(case.listing, part):
            yield f"{name}: nothing better can be made of what the listing says, without adding to it."
        else:
            yield f"{name}: there is nothing in the listing to make it of."
