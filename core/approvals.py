"""Approve and reject suggested text, and look back at it: what people ask for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from core.catalog.asin import Product
from core.catalog.snapshot import Snapshot
from core.errors import AgainstTheRules, DecidedAlready, NoSuchSuggestion
from core.judging import troubles_of
from core.listed import listing_of, measure_of, shows
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.suggestion import EFFECT_AFTER, FOLLOWED_FOR, Part, State, Suggestion, Voice, message_key
from core.tracing import unconfirmed
from core.tracker import Asker
from core.watching.workspace import ChatRoom

_PAST: Final = 50


class Approvals:
    """Keeps who approved or rejected what, and how the workspace's brand speaks."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def find(self, room: ChatRoom, suggestion_id: str) -> Suggestion:
        """A suggestion of this workspace. Raises `NoSuchSuggestion`."""
        async with self._storage.begin() as work:
            found = await work.suggestions.find(suggestion_id, room.workspace_id)
        if found is None:
            raise NoSuchSuggestion(suggestion_id)
        return found

    async def approve(
        self, asker: Asker, room: ChatRoom, suggestion_id: str, text: str | None = None, *, message: str | None = None
    ) -> Suggestion:
        """Keep a suggestion, or the text that its reader made of it, as what the workspace wants.

        `message` is the platform's id of the one in which it was approved: what becomes of it is told below that.

        Raises `NoSuchSuggestion` or `DecidedAlready` where it is not open, and `AgainstTheRules` where the new text is
        an error by them.
        """
        now = self._clock.now()
        async with self._storage.begin() as work:
            found = await _open(work, room, suggestion_id)
            accepted = await _accepted(work, found.product)
            if text is not None:
                voice = await work.suggestions.voice(room.workspace_id)
                found = _edited(found, text, accepted, now, voice)
            kept = replace(found, state=State.APPROVED, decided_by=asker.person.name, decided_at=now)
            if accepted and shows(accepted, kept.part, kept.text):
                live = kept.went_live(now, measure_of(accepted))
                kept = replace(live, live_told=True, due_at=now + EFFECT_AFTER)
            await _replace_others(work, kept)
            await work.suggestions.put(kept)
            if message is not None:
                await work.memories.put({message_key(kept.id): message}, now + FOLLOWED_FOR)
            await work.deeds.add(asker.deed(now, f"approved {_name(kept.part)} of {kept.product.asin}"))
            await work.commit()
        return kept

    async def reject(self, asker: Asker, room: ChatRoom, suggestion_id: str) -> Suggestion:
        """Keep that a suggestion is not wanted. Raises `NoSuchSuggestion` or `DecidedAlready`."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            found = await _open(work, room, suggestion_id)
            kept = replace(found, state=State.REJECTED, decided_by=asker.person.name, decided_at=now)
            await work.suggestions.put(kept)
            await work.deeds.add(asker.deed(now, f"rejected {_name(kept.part)} of {kept.product.asin}"))
            await work.commit()
        return kept

    async def past(self, room: ChatRoom, product: Product) -> Sequence[Suggestion]:
        """What was suggested for a product in this workspace, the latest first."""
        async with self._storage.begin() as work:
            return await work.suggestions.of(room.workspace_id, product, _PAST)

    async def voice(self, room: ChatRoom) -> Voice:
        """How the workspace's brand speaks."""
        async with self._storage.begin() as work:
            return await work.suggestions.voice(room.workspace_id)

    async def speak(self, asker: Asker, room: ChatRoom, voice: Voice) -> None:
        """Set how the workspace's brand speaks."""
        async with self._storage.begin() as work:
            await work.suggestions.speak(room.workspace_id, voice)
            await work.deeds.add(asker.deed(self._clock.now(), "voice of the brand"))
            await work.commit()


async def _open(work: UnitOfWork, room: ChatRoom, suggestion_id: str) -> Suggestion:
    found = await work.suggestions.find(suggestion_id, room.workspace_id)
    if found is None or found.state is State.REPLACED:
        raise NoSuchSuggestion(suggestion_id)
    if found.state is not State.OFFERED:
        decided = "rejected" if found.state is State.REJECTED else "approved"
        raise DecidedAlready(_capital(found.decided_by or "somebody"), decided, _name(found.part))
    return found


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


async def _accepted(work: UnitOfWork, product: Product) -> Snapshot | None:
    standing = (await work.products.stand([product])).get(product)
    return standing.accepted if standing else None


async def _replace_others(work: UnitOfWork, kept: Suggestion) -> None:
    """Only one text for a part is waited for."""
    for other in await work.suggestions.awaited([kept.product]):
        if (other.part, other.workspace_id) == (kept.part, kept.workspace_id) and other.id != kept.id:
            await work.suggestions.put(replace(other, state=State.REPLACED))


def _edited(found: Suggestion, text: str, accepted: Snapshot | None, now: datetime, voice: Voice) -> Suggestion:
    """The suggestion with its reader's own text, if the rules allow it; untraced claims are theirs to answer for."""
    own = "\n".join(line.strip() for line in text.strip().split("\n") if line.strip())
    if accepted is None:
        return replace(found, text=own)
    listing = listing_of(accepted, now.date())
    if troubles := troubles_of(listing, found.part, own, voice.avoid):
        raise AgainstTheRules("; ".join(one.rstrip(".") for one in troubles))
    return replace(found, text=own, unconfirmed=unconfirmed(own, listing, found.part))


def _name(part: Part) -> str:
    return "search terms" if part is Part.KEYWORDS else f"the {part}"
