"""What looks have taught, in every storage."""

from dataclasses import replace

from core.foresight.foresight import Foresight
from core.foresight.habit import Habit
from core.ports.storage import Storage
from tests.contracts.storage_examples import HOUR, LEASE, NOON, claimer, product, products, track


async def test_lessons_come_back_as_they_were_written_and_newer_ones_take_their_place(storage: Storage) -> None:
    foresight = Foresight(price=None)
    async with storage.begin() as work:
        assert await work.lessons.read() is None
        await work.lessons.write(foresight.lessons)
        foresight.learn(Habit(looked=400_000.25), 400_007.5, changed=True)
        foresight.appraise(24.0)
        await work.lessons.write(foresight.lessons)
        await work.commit()
    async with storage.begin() as work:
        assert await work.lessons.read() == foresight.lessons


async def test_habit_stake_and_rest_come_back_as_they_were_saved(storage: Storage) -> None:
    async with storage.begin() as work:
        await track(work, product())
        (standing,) = (await work.products.stand([product()])).values()
        habit = Habit(changes=1.25, days=4.5, changed=494_000.125, looked=494_001.0)
        saved = replace(standing, habit=habit, stake=1.5, rested_at=NOON + HOUR)
        await work.products.save([saved])
        await work.commit()
    async with storage.begin() as work:
        assert (await work.products.stand([product()]))[product()] == saved
        await work.products.reschedule([product()], HOUR, NOON)
        after = (await work.products.stand([product()]))[product()]
        assert (after.stake, after.habit) == (None, habit)


async def test_the_rested_are_claimed_before_they_are_due_and_the_soonest_due_first(storage: Storage) -> None:
    due = {0: 9, 1: 5, 2: 7, 3: -1, 4: 3}
    async with storage.begin() as work:
        await track(work, *products(5))
        await work.products.save(
            [
                replace(one, due_at=NOON + due[number] * HOUR, rested_at=NOON if number != 4 else NOON + HOUR)
                for number, one in enumerate((await work.products.stand(products(5))).values())
            ]
        )
        assert await work.products.claim_rested(claimer(), NOON, LEASE, 2) == [product(1), product(2)]
        assert await work.products.claim_rested(claimer(), NOON, LEASE, 9) == [product(0)]
        assert await work.products.claim_due(claimer(), NOON, LEASE, 9) == [product(3)]
