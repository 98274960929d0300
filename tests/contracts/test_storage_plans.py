"""Plans that wait for confirmation, in every storage."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from core.ports.storage import Storage
from core.watching.plan import Plan, Wanted
from core.watching.rule import Condition
from core.watching.watch import Role
from core.watching.wish import Wish
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, NOON, product, track

WISH = Wish(
    rules=(Condition("price", "below", Decimal("24.99"), "USD"),),
    role=Role.COMPETITOR,
    every=HOUR,
    list_name="cables — “long”",
    memo="=1+1",
)
PLAN = Plan(
    id="0123456789ab",
    chat=CHAT,
    person="U1",
    expires_at=NOON + timedelta(minutes=10),
    lines=("untrack 1 2", 'mute "a name" 4h'),
    wanted=(Wanted(product(), WISH), Wanted(product(2, "co.jp"), Wish())),
)


async def keep(storage: Storage, *plans: Plan) -> None:
    async with storage.begin() as work:
        for plan in plans:
            await work.plans.add(plan)
        await work.commit()


async def test_a_plan_is_given_to_its_asker_once_and_as_it_was(storage: Storage) -> None:
    await keep(storage, PLAN)
    for expected in (PLAN, None):
        async with storage.begin() as work:
            assert await work.plans.take(PLAN.id, CHAT, "U1", NOON) == expected
            await work.commit()


async def test_a_plan_whose_carrying_out_failed_is_still_there(storage: Storage) -> None:
    await keep(storage, PLAN)
    async with storage.begin() as work:
        assert await work.plans.take(PLAN.id, CHAT, "U1", NOON) == PLAN
    async with storage.begin() as work:
        assert await work.plans.take(PLAN.id, CHAT, "U1", NOON) == PLAN


@pytest.mark.parametrize(
    ("plan_id", "chat", "person", "late"),
    [
        ("0123456789ac", CHAT, "U1", timedelta()),
        (PLAN.id, ELSEWHERE, "U1", timedelta()),
        (PLAN.id, CHAT, "U2", timedelta()),
        (PLAN.id, CHAT, "U1", timedelta(minutes=10)),
    ],
)
async def test_nobody_else_nowhere_else_and_no_later_gets_it(storage: Storage, plan_id, chat, person, late) -> None:
    await keep(storage, PLAN)
    async with storage.begin() as work:
        assert await work.plans.take(plan_id, chat, person, NOON + late) is None
        assert await work.plans.take(PLAN.id, CHAT, "U1", NOON) == PLAN


async def test_what_has_expired_is_forgotten_and_the_rest_is_not(storage: Storage) -> None:
    await keep(storage, PLAN, replace(PLAN, id="later", expires_at=NOON + HOUR))
    async with storage.begin() as work:
        await work.plans.forget(NOON + timedelta(minutes=10))
        assert await work.plans.take(PLAN.id, CHAT, "U1", NOON) is None
        assert await work.plans.take("later", CHAT, "U1", NOON) is not None


async def test_a_watch_keeps_its_memo(storage: Storage) -> None:
    async with storage.begin() as work:
        (made,) = await track(work, product())
        noted = replace(made, watch=replace(made.watch, memo="from the fair\n包"))
        await work.watches.put([noted])
        assert await work.watches.in_chat(CHAT) == [noted]


async def test_numbers_can_be_had_in_a_row(storage: Storage) -> None:
    async with storage.begin() as work:
        workspace = (await work.chats.settle(CHAT, NOON)).workspace_id
        assert [await work.watches.next_number(workspace, count) for count in (3, 0, 1, 1)] == [1, 4, 4, 5]
