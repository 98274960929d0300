"""Watches, their rules and their audience, in every storage."""

from dataclasses import replace
from decimal import Decimal

from core.ids import new_id
from core.ports.storage import Storage
from core.watching.rule import Condition, How, together
from core.watching.watch import FOREVER
from core.watching.watchlist import Watchlist
from tests.contracts.storage_examples import (
    CHAT,
    ELSEWHERE,
    HOUR,
    NOON,
    ended,
    muted,
    product,
    products,
    track,
    watching,
)


async def test_numbers_are_given_once_and_count_for_each_workspace(storage: Storage) -> None:
    async with storage.begin() as work:
        here = (await work.chats.settle(CHAT, NOON)).workspace_id
        there = (await work.chats.settle(ELSEWHERE, NOON)).workspace_id
        numbers = [await work.watches.next_number(one) for one in (here, here, there)]
        await work.commit()
    async with storage.begin() as work:
        assert [*numbers, await work.watches.next_number(here)] == [1, 2, 1, 3]


async def test_a_watching_comes_back_as_it_was_put(storage: Storage) -> None:
    async with storage.begin() as work:
        put = [muted(one, FOREVER) for one in await track(work, *products(3))]
        await work.watches.put(put)
        await work.commit()
    async with storage.begin() as work:
        assert await work.watches.in_chat(CHAT) == put
        assert await work.watches.load([one.watch.id for one in put]) == sorted(put, key=lambda one: one.watch.id)


async def test_after_putting_again_a_watch_has_exactly_the_new_rules(storage: Storage) -> None:
    async with storage.begin() as work:
        first, second = await track(work, *products(2))
        fewer = replace(first, rules=first.rules[1:])
        none = replace(second, rules=())
        await work.watches.put([fewer, none])
        assert await work.watches.in_chat(CHAT) == [fewer, none]


async def test_keeping_writes_only_what_rules_remember(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        one, other = watched.rules
        kept = replace(one, anchor="19.90", anchored_at=NOON + HOUR, about="Kettles", armed=False)
        await work.watches.keep([replace(kept, set_by="Mallory")])
        assert await work.watches.in_chat(CHAT) == [replace(watched, rules=(kept, other))]


async def test_ended_watches_are_out_of_the_chat_but_still_loaded(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.watches.put([ended(watched)])
        assert await work.watches.in_chat(CHAT) == []
        assert await work.watches.load([watched.watch.id, new_id(NOON)]) == [ended(watched)]


async def test_a_chat_sees_every_list_mounted_in_it_by_number(storage: Storage) -> None:
    async with storage.begin() as work:
        first, third = await track(work, product(1), product(3))
        room = await work.chats.settle(CHAT, NOON)
        cables = Watchlist(new_id(NOON), room.workspace_id, "cables")
        await work.chats.add_list(CHAT, cables)
        await work.products.know([product(2)], HOUR, NOON)
        second = watching(room, product(2), number=2, list_id=cables.id)
        third = replace(third, watch=replace(third.watch, number=3))
        await work.watches.put([second, third])
        assert await work.watches.in_chat(CHAT) == [first, second, third]
        assert await work.watches.in_chat(ELSEWHERE) == []


async def test_the_latest_watch_of_each_product_stands_on_a_list(storage: Storage) -> None:
    async with storage.begin() as work:
        old, other = await track(work, *products(2))
        await work.watches.put([ended(old), ended(other)])
        room = await work.chats.settle(CHAT, NOON)
        again = watching(room, product(0), number=3)
        again = replace(again, watch=replace(again.watch, made_at=NOON + HOUR))
        await work.watches.put([again])
        asked = [product(1), product(0), product(7)]
        assert await work.watches.on_list(room.default_list_id, asked) == [ended(other), again]
        assert await work.watches.on_list(new_id(NOON), asked) == []


async def test_an_image_that_ends_a_watch_makes_room_for_another_in_the_same_put(storage: Storage) -> None:
    async with storage.begin() as work:
        (old,) = await track(work, product())
        await work.watches.put([ended(old)])
        (new,) = await track(work, product())
        await work.watches.put([old, ended(new)])
        assert await work.watches.in_chat(CHAT) == [old]


async def test_a_change_concerns_every_live_watch_with_its_rules_and_awake_chats(storage: Storage) -> None:
    async with storage.begin() as work:
        (here,) = await track(work, product())
        (there,) = await track(work, product(), chat=ELSEWHERE)
        await track(work, product(2))
        found = await work.watches.audience([product()])
        assert {one.watching.watch.id: (one.watching, one.chats) for one in found} == {
            here.watch.id: (here, (CHAT,)),
            there.watch.id: (there, (ELSEWHERE,)),
        }
        await work.watches.put([ended(here)])
        await work.chats.put_to_sleep(ELSEWHERE, NOON)
        assert await work.watches.audience([product()]) == []


async def test_muted_watches_hear_of_changes_too_for_the_caller_knows_the_time(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.watches.put([muted(watched, FOREVER)])
        assert [one.watching for one in await work.watches.audience([product()])] == [muted(watched, FOREVER)]


async def test_watches_are_heard_by_awake_chats_in_the_order_of_their_numbers(storage: Storage) -> None:
    async with storage.begin() as work:
        first, second = await track(work, *products(2))
        (there,) = await track(work, product(), chat=ELSEWHERE)
        await work.chats.put_to_sleep(ELSEWHERE, NOON)
        found = await work.watches.heard([second.watch.id, there.watch.id, first.watch.id])
        assert [(one.watching, one.chats) for one in found] == [(first, (CHAT,)), (second, (CHAT,))]


async def test_a_muted_rule_comes_back_with_its_end_and_keeping_leaves_that_alone(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        silent = replace(watched, rules=(replace(watched.rules[0], muted_until=FOREVER), *watched.rules[1:]))
        await work.watches.put([silent])
        learned = replace(silent.rules[0], anchor="19.90")
        await work.watches.keep([replace(learned, muted_until=None)])
        await work.commit()
    async with storage.begin() as work:
        kept = replace(silent, rules=(learned, *silent.rules[1:]))
        assert await work.watches.load([watched.watch.id]) == [kept]
        assert [one for one, _ in await work.watches.standing_in(CHAT)] == [kept]


async def test_a_rule_of_several_conditions_comes_back_whole(storage: Storage) -> None:
    price, rank = Condition("price", "below", Decimal("20.00"), "USD"), Condition("bsr", "below", Decimal(500), "rank")
    tree = together(How.ANY, [together(How.ALL, [price, rank]), Condition("undercut", "by", Decimal(5), "%")])
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        several = replace(watched, rules=(replace(watched.rules[0], condition=tree, anchor='[{"armed":true}]'),))
        await work.watches.put([several])
        await work.commit()
    async with storage.begin() as work:
        assert await work.watches.load([watched.watch.id]) == [several]
        (found,) = await work.watches.with_metric([watched.watch.list_id], "undercut")
        assert found.watching == several
