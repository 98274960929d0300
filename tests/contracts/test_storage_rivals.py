"""What else stands on a list, in every storage: rules of one metric, the cheapest own product; and rules with names."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from core.catalog.asin import Product
from core.catalog.series import OfferPoint
from core.catalog.snapshot import Availability
from core.ports.storage import Storage
from core.watching.rule import Condition
from core.watching.watch import Role, Watching
from tests.contracts.storage_examples import CHAT, NOON, ended, product, products, track


def point(hours: int, price: str | None) -> OfferPoint:
    return OfferPoint(
        at=NOON + timedelta(hours=hours),
        price=None if price is None else Decimal(price),
        list_price=None,
        used_price=None,
        availability=Availability.IN_STOCK,
    )


def with_condition(one: Watching, condition: Condition) -> Watching:
    return replace(one, rules=(replace(one.rules[0], condition=condition), *one.rules[1:]))


async def test_a_condition_with_names_comes_back_whole(storage: Storage) -> None:
    allowed = Condition("seller", "allowed", names=("Our Shop", "Ünïcode & Söhne", '"quoted"'))
    async with storage.begin() as work:
        (one,) = await track(work, product())
        put = with_condition(one, allowed)
        await work.watches.put([put])
        await work.commit()
    async with storage.begin() as work:
        assert await work.watches.in_chat(CHAT) == [put]


async def test_rules_of_a_metric_are_found_by_list_with_those_who_hear_of_them(storage: Storage) -> None:
    undercut = Condition("undercut", "by", Decimal(1), "%")
    async with storage.begin() as work:
        first, second, third = await track(work, *products(3))
        put = [with_condition(first, undercut), second, ended(with_condition(third, undercut), NOON)]
        await work.watches.put(put)
        found = await work.watches.with_metric([first.watch.list_id], "undercut")
        assert [(one.watching, one.chats) for one in found] == [(put[0], (CHAT,))]
        assert await work.watches.with_metric([], "undercut") == []
        assert await work.watches.with_metric([first.watch.list_id], "coupon") == []


async def test_the_cheapest_own_product_is_that_of_its_list_and_store_by_the_price_that_holds(storage: Storage) -> None:
    abroad = Product("B000000009", "de")
    async with storage.begin() as work:
        watchings = await track(work, *products(5), abroad)
        roles = [Role.OWN, Role.OWN, Role.COMPETITOR, Role.OWN, Role.OWN, Role.OWN]
        put = [replace(one, watch=replace(one.watch, role=role)) for one, role in zip(watchings, roles, strict=True)]
        put[3] = ended(put[3], NOON)
        await work.watches.put(put)
        first, second, rival, gone, sold_out = (one.watch.product for one in watchings[:5])
        await work.series.add_offers({first: point(0, "10"), second: point(0, "30"), rival: point(0, "1")})
        await work.series.add_offers({first: point(1, "25"), gone: point(1, "2"), sold_out: point(0, "3")})
        await work.series.add_offers({sold_out: point(1, None), abroad: point(0, "5")})
        list_id = put[0].watch.list_id
        found = await work.watches.cheapest_own([list_id])
        assert {key: (one.product, one.price) for key, one in found.items()} == {
            (list_id, "com"): (first, Decimal(25)),
            (list_id, "de"): (abroad, Decimal(5)),
        }


async def test_who_asks_for_a_metric_is_found_page_by_page_each_with_such_rules_alone(storage: Storage) -> None:
    audit = Condition("audit", "falls", Decimal(5), "count")
    async with storage.begin() as work:
        watchings = await track(work, *products(6))
        put = [with_condition(one, audit) for one in watchings]
        put[1] = watchings[1]
        put[4] = ended(put[4], NOON)
        await work.watches.put(put)
        await work.commit()
    asking = sorted((put[0], put[2], put[3], put[5]), key=lambda one: one.watch.id)
    async with storage.begin() as work:
        first = await work.watches.asking("audit", None, 3)
        assert [one.watching.watch for one in first] == [one.watch for one in asking[:3]]
        assert {one.chats for one in first} == {(CHAT,)}
        assert [one.watching.rules for one in first] == [one.rules[:1] for one in asking[:3]]
        (last,) = await work.watches.asking("audit", first[-1].watching.watch.id, 3)
        assert last.watching.watch == asking[3].watch
        assert await work.watches.asking("audit", last.watching.watch.id, 3) == []
        assert await work.watches.asking("coupon", None, 3) == []


async def test_whoever_asks_and_is_heard_by_no_awake_chat_is_left_out(storage: Storage) -> None:
    async with storage.begin() as work:
        (one,) = await track(work, product())
        await work.watches.put([with_condition(one, Condition("audit", "falls", Decimal(5), "count"))])
        await work.chats.put_to_sleep(CHAT, NOON)
        await work.commit()
    async with storage.begin() as work:
        assert await work.watches.asking("audit", None, 3) == []
