"""Keep what is yet to be confirmed, and hand it out once, to its asker alone."""

import secrets
from collections.abc import Sequence
from typing import Final

from core.errors import NoSuchPlan
from core.ports.storage import Storage
from core.ports.world import Clock
from core.tracker import Asker
from core.watching.plan import PLAN_HOLDS, Plan, Wanted

_ID_BYTES: Final = 6  # 48 random bits, good for ten minutes, for one person in one chat


class Planner:
    """Plans survive a restart: they lie in the database until they are taken or expire."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def propose(self, asker: Asker, *, lines: Sequence[str] = (), wanted: Sequence[Wanted] = ()) -> Plan:
        """Keep slash lines (without their slash) or an import for the asker; its id is what the buttons say."""
        now = self._clock.now()
        plan = Plan(
            id=secrets.token_hex(_ID_BYTES),
            chat=asker.chat,
            person=asker.person.id,
            expires_at=now + PLAN_HOLDS,
            lines=tuple(lines),
            wanted=tuple(wanted),
        )
        async with self._storage.begin() as work:
            await work.plans.forget(now)
            await work.plans.add(plan)
            await work.commit()
        return plan

    async def take(self, asker: Asker, plan_id: str) -> Plan:
        """The plan, which is then gone. Raises `NoSuchPlan`."""
        async with self._storage.begin() as work:
            plan = await work.plans.take(plan_id, asker.chat, asker.person.id, self._clock.now())
            await work.commit()
        if plan is None:
            raise NoSuchPlan
        return plan

    async def give_back(self, plan: Plan) -> None:
        """Let a plan that was taken be taken again, for as long as it would have held."""
        async with self._storage.begin() as work:
            await work.plans.add(plan)
            await work.commit()
