"""Start, stop and adjust watches: what people ask for."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from core.alerts.arming import armed, conditions_merged, localised
from core.cadence import Cadence
from core.catalog.asin import Product
from core.catalog.snapshot import Look, Outcome, Unseen
from core.errors import NothingToUndo
from core.ids import new_id
from core.list_rules import rules_on_arrival, usual_rules
from core.messages import ChatId, Person
from core.patrol import Count, Patrol, Reserved
from core.ports.storage import Storage, UnitOfWork
from core.ports.world import Clock
from core.undoing import restorable, undo_besides
from core.watching.deed import UNDO_WITHIN, Deed, named
from core.watching.list_rule import ListRule
from core.watching.plan import Wanted
from core.watching.rule import Asked, Rule
from core.watching.standing import Standing
from core.watching.watch import Role, Watch, Watching
from core.watching.watchlist import Watchlist
from core.watching.wish import Wish
from core.watching.workspace import ChatRoom

Change = Callable[[Watching], Watching]
Besides = Callable[[UnitOfWork, Deed], Awaitable[None]]
"""What belongs to a change of watches, done in its unit of work; undone with its deed."""

FRESH: Final = timedelta(minutes=1)  # a look this young answers a newcomer too


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, and where: chat, and the thread or topic in it."""

    chat: ChatId
    person: Person
    thread: str | None = None

    def deed(self, at: datetime, summary: str, before: Sequence[Watching] = ()) -> Deed:
        """What the asker does now; `before` as in `Deed`."""
        return Deed(
            id=new_id(at),
            chat=self.chat,
            person=self.person.id,
            name=self.person.name,
            at=at,
            summary=summary,
            before=tuple(before),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """What tracking one product came to: as it was (None: new), as it is, and the look that was taken now, if any."""

    before: Watching | None
    after: Watching
    standing: Standing | None
    look: Look | None

    @property
    def missing(self) -> bool:
        """Whether the store has no such product, so that nothing is tracked."""
        return self.before is None and isinstance(self.look, Unseen) and self.look.why is Outcome.NOT_FOUND


class Tracker:
    """Every change to watches; each is one unit of work and can be undone for ten minutes."""

    def __init__(self, storage: Storage, patrol: Patrol, clock: Clock, cadence: Cadence) -> None:
        self._storage = storage
        self._patrol = patrol
        self._clock = clock
        self._cadence = cadence

    @property
    def usual(self) -> timedelta:
        """The interval between looks where nothing else is said."""
        return self._cadence.usual

    async def track(
        self, asker: Asker, products: Sequence[Product], wish: Wish, count: Count | None = None
    ) -> tuple[Tracked, ...]:
        """Watch products on the named list (the chat's default where unnamed), then look at those not seen lately."""
        before, after, reserved = await self._begin(asker, products, wish)
        looks = await self._patrol.look_at(reserved, count)
        async with self._storage.begin() as work:
            standings = await work.products.stand(products)
        tracked = tuple(
            Tracked(
                before=before.get(one.watch.product),
                after=one,
                standing=standings.get(one.watch.product),
                look=looks.get(one.watch.product),
            )
            for one in after
        )
        await self._forget([one for one in tracked if one.missing])
        return tracked

    async def take_in(self, asker: Asker, wanted: Sequence[Wanted]) -> tuple[Watching, ...]:
        """Watch what an import brings, each by its own wish; what is on its list already stays as it is.

        It is one unit of work and one deed, however much it is. Nothing is looked at now: all of it is due.
        """
        now = self._clock.now()
        async with self._storage.begin() as work:
            room = await work.chats.settle(asker.chat, now)
            await work.products.know([one.product for one in wanted], self._cadence.usual, now)
            standings = await work.products.stand([one.product for one in wanted])
            fresh = await self._fresh(work, room, wanted)
            first = await work.watches.next_number(room.workspace_id, len(fresh))
            rules = await work.list_rules.of({list_id for list_id, _ in fresh})
            made = [
                armed(self._new(list_id, one.product, asker, one.wish, number, rules), standings.get(one.product))
                for number, (list_id, one) in enumerate(fresh, first)
            ]
            await self._write(work, made)
            if made:
                images = [_ended(one, now) for one in made]
                await work.deeds.add(asker.deed(now, f"import of {len(made)} products", images))
            await work.commit()
        return tuple(made)

    async def adjust(
        self, asker: Asker, watches: Sequence[Watching], change: Change, summary: str, *besides: Besides
    ) -> tuple[Watching, ...]:
        """Change watches, each as it is now, and what is done `besides`, and remember how they were."""
        async with self._storage.begin() as work:
            before = await work.watches.load([one.watch.id for one in watches])
            after = [change(one) for one in before]
            standings = await work.products.stand({one.watch.product for one in after})
            after = [armed(one, standings.get(one.watch.product)) for one in after]
            await self._write(work, after)
            deed = asker.deed(self._clock.now(), summary, before)
            await work.deeds.add(deed)
            for do in besides:
                await do(work, deed)
            await work.commit()
        return tuple(after)

    async def untrack(self, asker: Asker, watches: Sequence[Watching]) -> tuple[Watching, ...]:
        """Stop watching; what was seen is kept."""
        now = self._clock.now()
        return await self.adjust(asker, watches, lambda one: _ended(one, now), f"untrack {named(watches)}")

    async def acknowledge(self, asker: Asker, watches: Sequence[Watching]) -> int:
        """Take the open alerts of these watches in hand, in every chat that was told; returns how many."""
        async with self._storage.begin() as work:
            now = self._clock.now()
            count = await work.alerts.acknowledge([one.watch.id for one in watches], asker.person.name, now)
            await work.cards.touch({one.watch.product for one in watches}, now)
            await work.commit()
        return count

    async def undo(self, asker: Asker) -> tuple[Deed, tuple[Watching, ...]]:
        """Put back what the asker's last change here touched. Raises `NothingToUndo`."""
        now = self._clock.now()
        async with self._storage.begin() as work:
            deed = await work.deeds.last(asker.chat, asker.person.id, now - UNDO_WITHIN)
            if deed is None:
                raise NothingToUndo
            images = await restorable(work, deed)
            await self._write(work, images)
            await undo_besides(work, deed, images)
            await work.deeds.mark_undone(deed.id, now)
            await work.commit()
        return deed, tuple(images)

    async def _begin(
        self, asker: Asker, products: Sequence[Product], wish: Wish
    ) -> tuple[Mapping[Product, Watching], Sequence[Watching], Reserved]:
        now = self._clock.now()
        async with self._storage.begin() as work:
            room = await work.chats.settle(asker.chat, now)
            list_id = await self._list(work, room, wish.list_name)
            await work.products.know(products, self._cadence.usual, now)
            standings = await work.products.stand(products)
            known = await work.watches.on_list(list_id, products)
            before = {one.watch.product: one for one in known if one.watch.ended_at is None}
            rules = await work.list_rules.of([list_id])
            after = [
                armed(
                    self._changed(before[product], asker, wish)
                    if product in before
                    else self._new(
                        list_id, product, asker, wish, await work.watches.next_number(room.workspace_id), rules
                    ),
                    standings.get(product),
                )
                for product in products
            ]
            await self._write(work, after)
            images = [before.get(one.watch.product) or _ended(one, now) for one in after]
            await work.deeds.add(asker.deed(now, f"track {named(after)}", images))
            stale = [p for p in products if self._is_wanted(standings.get(p), now, is_new=p not in before)]
            reserved = await self._patrol.reserve(work, stale)
            await work.commit()
        return before, after, reserved

    async def _list(self, work: UnitOfWork, room: ChatRoom, name: str | None) -> UUID:
        if name is None:
            return room.default_list_id
        for known in await work.chats.lists(room.chat):
            if known.name.casefold() == name.casefold():
                return known.id
        fresh = Watchlist(new_id(self._clock.now()), room.workspace_id, name)
        await work.chats.add_list(room.chat, fresh)
        return fresh.id

    async def _fresh(self, work: UnitOfWork, room: ChatRoom, wanted: Sequence[Wanted]) -> Sequence[tuple[UUID, Wanted]]:
        """What is not on its list yet, each once, with its list; in the order of `wanted`."""
        list_of: dict[str | None, UUID] = {}
        for name in dict.fromkeys(one.wish.list_name for one in wanted):
            list_of[name] = await self._list(work, room, name)
        places: dict[tuple[UUID, Product], Wanted] = {}
        for one in wanted:
            places.setdefault((list_of[one.wish.list_name], one.product), one)
        for list_id in set(list_of.values()):
            known = await work.watches.on_list(list_id, [one for place, one in places if place == list_id])
            for product in (one.watch.product for one in known if one.watch.ended_at is None):
                del places[list_id, product]
        return [(list_id, one) for (list_id, _), one in places.items()]

    def _new(
        self, list_id: UUID, product: Product, asker: Asker, wish: Wish, number: int, rules: Sequence[ListRule]
    ) -> Watching:
        """A new watch with the usual rules, those of its list, and what is wished: each in the place of the former."""
        now = self._clock.now()
        watch = Watch(
            id=new_id(now),
            list_id=list_id,
            product=product,
            number=number,
            role=wish.role or Role.OWN,
            made_by=asker.person.name,
            made_at=now,
            chat=asker.chat,
            thread=asker.thread,
            every=wish.every,
            memo=wish.memo,
        )
        of_list = () if wish.only else rules_on_arrival(watch, rules)
        asked = conditions_merged(usual_rules(of_list, only=wish.only), wish.rules)
        return Watching(watch, self.rules_for(watch, of_list, asked, asker.person))

    def _changed(self, one: Watching, asker: Asker, wish: Wish) -> Watching:
        watch = replace(one.watch, role=wish.role or one.watch.role, every=wish.every or one.watch.every)
        asked = wish.rules if wish.only else conditions_merged([r.condition for r in one.rules], wish.rules)
        return Watching(watch, self.rules_for(watch, one.rules, asked, asker.person) if wish.rules else one.rules)

    def rules_for(
        self, watch: Watch, rules: Iterable[Rule], conditions: Iterable[Asked], person: Person
    ) -> tuple[Rule, ...]:
        """Rules for exactly these conditions: those that exist already keep their memory, new ones begin without."""
        known = {rule.condition: rule for rule in rules}
        now = self._clock.now()
        return tuple(
            known.get(condition)
            or Rule(id=new_id(now), watch_id=watch.id, condition=condition, set_by=person.name, set_at=now)
            for condition in (localised(asked, watch.product.market) for asked in conditions)
        )

    def _is_wanted(self, standing: Standing | None, now: datetime, *, is_new: bool) -> bool:
        """Whether asking calls for a look: for a new watch at what was not seen lately, for others at what never was.

        A process that died between a watch and its first look leaves such a product behind; failed looks have patience.
        """
        if standing is None or standing.looked_at is None:
            return is_new or standing is None or standing.failure is None
        return is_new and now - standing.looked_at > self._cadence.shortened(FRESH)

    async def _forget(self, missing: Sequence[Tracked]) -> None:
        """A product that the store does not have is not tracked: its watch ends before anybody relied on it."""
        if not missing:
            return
        now = self._clock.now()
        async with self._storage.begin() as work:
            await self._write(work, [_ended(one.after, now) for one in missing])
            await work.commit()

    async def _write(self, work: UnitOfWork, watches: Sequence[Watching]) -> None:
        await work.watches.put(watches)
        now, products = self._clock.now(), {one.watch.product for one in watches}
        await work.products.reschedule(products, self._cadence.usual, now)
        await work.cards.touch(products, now)
        await work.alerts.withdraw([one.watch.id for one in watches if one.watch.ended_at], now)


def _ended(one: Watching, now: datetime) -> Watching:
    return replace(one, watch=replace(one.watch, ended_at=now))
