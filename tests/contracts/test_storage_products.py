"""Products, their standings and the claims on them, in every storage."""

from dataclasses import replace
from datetime import timedelta

from core.catalog.snapshot import Outcome
from core.ports.storage import Storage
from core.watching.presence import GONE, HERE, Presence
from core.watching.standing import Doubt, Failure, Suspicion
from tests.contracts.storage_examples import (
    CHAT,
    ELSEWHERE,
    HOUR,
    LEASE,
    NOON,
    claimer,
    ended,
    product,
    products,
    snapshot,
    track,
    watching,
)


async def test_a_product_made_known_is_not_due_until_it_is_watched(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know([product(1), product(1)], HOUR, NOON)
        await work.products.know([product(1), product(2)], 2 * HOUR, NOON)
        standings = await work.products.stand([product(1), product(2), product(3)])
        assert await work.products.claim_due(claimer(), NOON, LEASE, 10) == []
    assert [(one.product, one.every, one.due_at) for one in standings.values()] == [
        (product(1), HOUR, None),
        (product(2), 2 * HOUR, None),
    ]
    assert len({one.key for one in standings.values()} | {one.id for one in standings.values()}) == 4


async def test_one_asin_in_two_stores_is_two_products(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.products.know([product(1, "com"), product(1, "de")], HOUR, NOON)
        standings = await work.products.stand([product(1, "de"), product(1, "com"), product(1, "fr")])
    assert set(standings) == {product(1, "com"), product(1, "de")}


async def test_of_one_asin_in_two_stores_only_the_store_that_was_asked_for_is_read(storage: Storage) -> None:
    here, there, by = product(1, "com"), product(1, "de"), claimer()
    async with storage.begin() as work:
        await track(work, here, there)
        assert set(await work.products.stand([here])) == {here}
        assert set(await work.products.claim_due(by, NOON, LEASE, 2)) == {here, there}
        assert set(await work.products.held_by(by, [there])) == {there}


async def test_a_standing_comes_back_as_it_was_saved(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, product())
        (standing,) = (await work.products.stand([product()])).values()
        seen = snapshot(product())
        saved = replace(
            standing,
            accepted=seen,
            doubt=Doubt((Suspicion("price", NOON + HOUR),), snapshot(product(), NOON + HOUR, "9.90", "Other")),
            failure=Failure(2, NOON, NOON + HOUR, Outcome.BLOCKED, "robot check"),
            presence=Presence("B000000009", NOON, HERE, NOON + HOUR),
            every=timedelta(minutes=15),
            due_at=NOON + 3 * HOUR,
            looked_at=NOON + HOUR,
        )
        await work.products.save([saved])
        await work.commit()
    async with storage.begin() as work:
        assert (await work.products.stand([product()])) == {product(): saved}


async def test_saving_without_having_read_keeps_the_listing_right(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, product())
        (standing,) = (await work.products.stand([product()])).values()
        await work.commit()
    titles = ("Kettle", "Kettle", "Kettle, new", "Kettle")
    for hours, title in enumerate(titles):
        seen = snapshot(product(), NOON + hours * HOUR, title=title)
        async with storage.begin() as work:
            await work.products.save([replace(standing, accepted=seen)])
            await work.commit()
        async with storage.begin() as work:
            assert (await work.products.stand([product()]))[product()].accepted == seen


async def test_what_is_due_longest_is_claimed_first_and_only_once(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, *products(4))
        for standing in (await work.products.stand(products(4))).values():
            age = int(standing.product.asin[2:])
            await work.products.save([replace(standing, due_at=NOON - age * HOUR if age < 3 else NOON + HOUR)])
        await work.commit()
    async with storage.begin() as work:
        first = await work.products.claim_due(claimer(), NOON, LEASE, 2)
        await work.commit()
    async with storage.begin() as work:
        second = await work.products.claim_due(claimer(), NOON, LEASE, 2)
        third = await work.products.claim_due(claimer(), NOON, LEASE, 2)
    assert first == [product(2), product(1)]
    assert second == [product(0)]
    assert third == []


async def test_a_lease_that_ran_out_is_claimed_anew_and_the_old_claimer_holds_nothing(storage: Storage) -> None:
    dead, alive = claimer(), claimer()
    async with storage.begin() as work:
        await track(work, product())
        await work.products.claim_due(dead, NOON, LEASE, 10)
        await work.commit()
    async with storage.begin() as work:
        assert set(await work.products.held_by(dead, [product()])) == {product()}
        assert await work.products.claim_due(alive, NOON + LEASE / 2, LEASE, 10) == []
        assert await work.products.claim_due(alive, NOON + LEASE, LEASE, 10) == [product()]
        await work.commit()
    async with storage.begin() as work:
        assert await work.products.held_by(dead, [product()]) == {}
        assert set(await work.products.held_by(alive, [product()])) == {product()}


async def test_products_can_be_claimed_before_they_are_due_unless_another_holds_them(storage: Storage) -> None:
    mine, theirs = claimer(), claimer()
    async with storage.begin() as work:
        await work.products.know(products(3), HOUR, NOON)
        assert await work.products.claim(theirs, [product(1)], NOON, LEASE) == [product(1)]
        assert await work.products.claim(mine, products(3)[::-1], NOON, LEASE) == [product(2), product(0)]
        assert await work.products.claim(mine, [product(0)], NOON, LEASE) == [product(0)]
        assert await work.products.claim(mine, products(3), NOON + LEASE, LEASE) == products(3)


async def test_saving_lets_the_claim_go(storage: Storage) -> None:
    by = claimer()
    async with storage.begin() as work:
        await track(work, product())
        await work.products.claim_due(by, NOON, LEASE, 10)
        await work.products.save(list((await work.products.held_by(by, [product()])).values()))
        assert await work.products.held_by(by, [product()]) == {}
        assert await work.products.claim_due(claimer(), NOON, LEASE, 10) == [product()]


async def test_giving_back_leaves_due_times_and_the_claims_of_others(storage: Storage) -> None:
    mine, theirs = claimer(), claimer()
    async with storage.begin() as work:
        await track(work, *products(2))
        await work.products.claim_due(mine, NOON, LEASE, 1)
        await work.products.claim_due(theirs, NOON, LEASE, 1)
        await work.products.give_back(mine)
        assert await work.products.claim_due(claimer(), NOON, LEASE, 10) == [product(0)]
        await work.products.give_back_all()
        assert await work.products.claim_due(claimer(), NOON, LEASE, 10) == products(2)


async def test_the_shortest_wish_sets_the_pace_and_the_next_look(storage: Storage) -> None:
    async with storage.begin() as work:
        (slow,) = await track(work, product())
        room = await work.chats.settle(ELSEWHERE, NOON)
        standing = (await work.products.stand([product()]))[product()]
        assert (standing.every, standing.due_at) == (HOUR, NOON)
        await work.products.save([replace(standing, looked_at=NOON, due_at=NOON + HOUR)])
        quick = watching(room, product())
        quick = replace(quick, watch=replace(quick.watch, every=timedelta(minutes=20)))
        await work.watches.put([quick])
        await work.products.reschedule([product()], 6 * HOUR, NOON)
        standing = (await work.products.stand([product()]))[product()]
        assert (standing.every, standing.due_at) == (timedelta(minutes=20), NOON + timedelta(minutes=20))
        await work.watches.put([ended(quick)])
        await work.products.reschedule([product()], 6 * HOUR, NOON)
        assert (await work.products.stand([product()]))[product()].every == HOUR
        await work.watches.put([ended(slow)])
        await work.products.reschedule([product()], 6 * HOUR, NOON)
        assert (await work.products.stand([product()]))[product()].due_at is None


async def test_a_watch_that_wishes_nothing_is_looked_at_as_usual(storage: Storage) -> None:
    async with storage.begin() as work:
        (watched,) = await track(work, product())
        await work.watches.put([replace(watched, watch=replace(watched.watch, every=None))])
        await work.products.reschedule([product()], 6 * HOUR, NOON)
        assert (await work.products.stand([product()]))[product()].every == 6 * HOUR


async def test_a_product_that_cannot_be_read_now_is_not_looked_at_sooner_for_a_new_watch(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, product())
        standing = (await work.products.stand([product()]))[product()]
        failure = Failure(1, NOON, NOON, Outcome.BLOCKED, "robot check")
        await work.products.save([replace(standing, failure=failure, due_at=NOON + HOUR)])
        await work.products.reschedule([product()], HOUR, NOON)
        assert (await work.products.stand([product()]))[product()].due_at == NOON + HOUR


async def test_unread_products_are_those_watched_here_whose_last_look_failed(storage: Storage) -> None:
    failure = Failure(1, NOON, NOON, Outcome.ERROR, "HTTP 503")
    async with storage.begin() as work:
        (_, _, gone) = await track(work, *products(3))
        await track(work, product(4), chat=ELSEWHERE)
        failing = [
            replace(one, failure=failure)
            for one in (await work.products.stand([product(0), product(2), product(4)])).values()
        ]
        await work.products.save(failing)
        await work.watches.put([ended(gone)])
        assert [(one.product, one.failure) for one in await work.products.unread(CHAT)] == [(product(0), failure)]


async def test_second_looks_can_be_claimed_alone(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, *products(4))
        standings = await work.products.stand(products(4))
        doubt = Doubt((Suspicion("price", NOON),), snapshot(product(2)))
        gone = Presence(GONE, NOON)
        await work.products.save(
            [
                replace(standings[product(0)], due_at=NOON - 3 * HOUR),
                replace(standings[product(1)], due_at=NOON - HOUR, presence=gone),
                replace(standings[product(2)], due_at=NOON - HOUR, doubt=doubt),
                replace(
                    standings[product(3)], due_at=NOON, presence=replace(gone, suspected=HERE, suspected_since=NOON)
                ),
            ]
        )
        by = claimer()
        claimed = await work.products.claim_due(by, NOON, LEASE, 3, only_doubted=True)
        assert {product(2), product(3)} <= set(claimed)
        assert product(0) not in claimed
        assert await work.products.in_doubt(by) == {product(2), product(3)}
        assert await work.products.claim_due(claimer(), NOON, LEASE, 3) == [product(0)]
        assert await work.products.held(NOON) == 4
        assert await work.products.held(NOON + LEASE) == 0


async def test_what_is_planned_is_the_looks_a_day_of_all_that_is_watched(storage: Storage) -> None:
    async with storage.begin() as work:
        assert await work.products.planned() == 0
        (_, watched) = await track(work, *products(2))
        assert await work.products.planned() == 48
        await work.watches.put([ended(watched)])
        await work.products.reschedule([product(1)], HOUR, NOON)
        assert await work.products.planned() == 24


async def test_failing_products_are_known_by_the_workspaces_that_watch_them(storage: Storage) -> None:
    failure = Failure(1, NOON, NOON, Outcome.ERROR, "HTTP 503")
    async with storage.begin() as work:
        (_, _, gone) = await track(work, *products(3))
        await track(work, product(0), product(4), chat=ELSEWHERE)
        await work.watches.put([ended(gone)])
        standings = await work.products.stand([product(0), product(2)])
        await work.products.save(
            [replace(one, failure=failure, accepted=snapshot(one.product)) for one in standings.values()]
        )
        here, there = [(await work.chats.settle(chat, NOON)).workspace_id for chat in (CHAT, ELSEWHERE)]
        failing = await work.products.failing()
        assert {key: [one.product for one in found] for key, found in failing.items()} == {
            here: [product(0)],
            there: [product(0)],
        }
        assert failing[here][0].failure == failure
        assert (await work.products.watched(here), await work.products.watched(there)) == (2, 2)
