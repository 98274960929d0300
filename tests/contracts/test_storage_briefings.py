"""What bears on a batch of looks, asked as one, in every storage: the same as each question by itself."""

from dataclasses import replace
from decimal import Decimal

from core.alerts.alert import Course
from core.catalog.series import offer_point
from core.ports.cards import LiveCard
from core.ports.storage import Storage, UnitOfWork
from core.watching.rule import Condition
from core.watching.watch import Role, Watching
from tests.contracts.briefs import DAY, asked, ranked
from tests.contracts.storage_examples import (
    CHAT,
    ELSEWHERE,
    HOUR,
    NOON,
    alert,
    ended,
    product,
    products,
    snapshot,
    track,
)

UNDERCUT = Condition("undercut", "by", Decimal(1), "%")


async def furnished(work: UnitOfWork) -> list[Watching]:
    """Four products, the second watched in two chats; prices that fall, ranks of two categories, alerts and a card."""
    here = await track(work, *products(4))
    there = await track(work, product(1), chat=ELSEWHERE)
    for hours in range(3):
        for one in products(3):
            falling = snapshot(one, NOON + hours * HOUR, str(30 - hours))
            await work.series.add_offers({one: offer_point(falling)})
            await work.series.add_ranks({one: ranked(10 + hours, hours, "Kettles" if hours == 1 else "Kitchen")})
    told = [
        replace(alert(one, NOON + at * HOUR, f"k{at}"), course=Course()) for at, one in enumerate((*here[:2], *there))
    ]
    await work.alerts.add(told, [])
    await work.cards.shown(LiveCard(CHAT, product(1), "m1"), NOON)
    await work.cards.shown(LiveCard(ELSEWHERE, product(1), "m2"), NOON)
    return [*here, *there]


async def test_it_tells_of_changed_products_what_each_question_tells_by_itself(storage: Storage) -> None:
    now = {one: ranked(1, 3) for one in products(3)[1:]}
    async with storage.begin() as work:
        await furnished(work)
        found = await work.briefings.on(asked(*products(3), ranked=now, fallen=products(2)))
        assert found.audience == await work.watches.audience(products(3))
        assert [len(one.watching.rules) for one in found.audience] == [2, 2, 2, 2]
        assert sorted(one.watching.watch.product.asin[-1] for one in found.audience) == ["0", "1", "1", "2"]
        assert found.lowest == await work.series.lowest(products(2))
        assert found.lowest[product(1)].price == Decimal(28)
        assert found.ranks == await work.series.ranks_before(now, DAY) == {one: [10, 12] for one in now}
        assert found.shown == {product(1)}
        assert found.contested == frozenset()


async def test_it_is_only_told_what_it_asks_for(storage: Storage) -> None:
    async with storage.begin() as work:
        await furnished(work)
        found = await work.briefings.on(asked(product(3), ranked={product(3): ranked(1, 3)}))
        assert [one.watching.watch.product for one in found.audience] == [product(3)]
        assert (found.lowest, found.ranks, found.shown) == ({}, {product(3): ()}, frozenset())
        assert (await work.briefings.on(asked())).audience == []


async def test_only_what_can_return_and_has_not_is_under_way_and_only_what_is_young_enough(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product(1))
        courses = (None, Course(), Course(resolved_at=NOON), Course(deepest="41.99"))
        alerts = [replace(alert(watched, NOON + at * HOUR, f"a{at}"), course=one) for at, one in enumerate(courses)]
        await work.alerts.add(alerts, [])
        assert (await work.briefings.on(asked(product(1)))).under_way == [alerts[1], alerts[3]]
        assert (await work.briefings.on(asked(product(1), told_since=NOON + 2 * HOUR))).under_way == [alerts[3]]


async def test_a_list_is_contested_where_a_live_watch_on_it_asks_who_undercuts_what_is_sold_there(
    storage: Storage,
) -> None:
    moved = asked(product(0), repriced=[product(0)])
    async with storage.begin() as work:
        first, second, *_ = await furnished(work)
        assert (await work.briefings.on(moved)).contested == frozenset()
        rival = replace(second, rules=(replace(second.rules[0], condition=UNDERCUT), *second.rules[1:]))
        await work.watches.put([rival])
        assert (await work.briefings.on(moved)).contested == frozenset()  # the first is a competitor too
        await work.watches.put([replace(first, watch=replace(first.watch, role=Role.OWN))])
        assert (await work.briefings.on(moved)).contested == {first.watch.list_id}
        assert (await work.briefings.on(asked(product(0)))).contested == frozenset()
        await work.watches.put([ended(rival)])
        assert (await work.briefings.on(moved)).contested == frozenset()


async def test_more_products_than_one_statement_holds_are_told_of_all_the_same(storage: Storage) -> None:
    many = products(620)
    async with storage.begin() as work:
        await track(work, *many)
        found = await work.briefings.on(asked(*many[:510]))
        assert [one.watching.watch.product for one in found.audience] == many[:510]
