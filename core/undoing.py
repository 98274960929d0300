"""What undoing a deed puts back: its images, as far as what happened since allows."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from core.ports.storage import UnitOfWork
from core.watching.deed import Deed
from core.watching.watch import Watching


async def restorable(work: UnitOfWork, deed: Deed) -> Sequence[Watching]:
    """A deed's images, without those whose product was tracked anew since; what rules learned since is kept."""
    current = {one.watch.id: one for one in await work.watches.load([one.watch.id for one in deed.before])}
    taken = await _taken(work, deed)
    return [
        _with_memory(image, current.get(image.watch.id))
        for image in deed.before
        if image.watch.id not in taken or image.watch.ended_at is not None
    ]


async def undo_besides(work: UnitOfWork, deed: Deed, images: Sequence[Watching]) -> None:
    """What a deed did besides: rules of lists, and alerts that it kept from being told."""
    await work.list_rules.undo(deed.id)
    await work.alerts.restore([one.watch.id for one in images if one.watch.ended_at is None])


async def _taken(work: UnitOfWork, deed: Deed) -> set[UUID]:
    """The watches whose place on their list another watch of the same product has now."""
    taken: set[UUID] = set()
    for list_id in {image.watch.list_id for image in deed.before}:
        theirs = {one.watch.product: one.watch.id for one in deed.before if one.watch.list_id == list_id}
        others = await work.watches.on_list(list_id, theirs)
        live = [one.watch for one in others if one.watch.ended_at is None]
        taken |= {theirs[watch.product] for watch in live if theirs[watch.product] != watch.id}
    return taken


def _with_memory(image: Watching, current: Watching | None) -> Watching:
    known = {rule.id: rule for rule in current.rules} if current else {}
    rules = tuple(
        replace(known[rule.id], muted_until=rule.muted_until)
        if rule.id in known and known[rule.id].condition == rule.condition
        else rule
        for rule in image.rules
    )
    return Watching(image.watch, rules)
