"""Rules of whole lists, in every storage."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from core.ids import new_id
from core.ports.storage import Storage
from core.watching.list_rule import ListRule
from core.watching.rule import Asked, Condition, How, together
from core.watching.watch import Role
from tests.contracts.storage_examples import CHAT, ELSEWHERE, NOON

CHEAP = Condition("price", "below", Decimal("20.00"), "USD")
ALLOWED = Condition("seller", "allowed", names=("Our Shop", "Ünsere"))
TREE = together(How.ALL, [CHEAP, together(How.ANY, [Condition("stock", "back"), Condition("coupon", "gained")])])
FIRST, SECOND = UUID(int=1), UUID(int=2)


def list_rule(list_id: UUID, asked: Asked, role: Role | None = None, deed: UUID = FIRST, minute: int = 0) -> ListRule:
    at = NOON + timedelta(minutes=minute)
    return ListRule(id=new_id(at), list_id=list_id, role=role, asked=asked, set_by="Ana", set_at=at, set_in=deed)


async def test_the_rules_of_a_list_come_back_whole_in_the_order_they_were_set(storage: Storage) -> None:
    async with storage.begin() as work:
        here, there = [(await work.chats.settle(chat, NOON)).default_list_id for chat in (CHAT, ELSEWHERE)]
        rules = [
            list_rule(here, TREE, Role.COMPETITOR),
            list_rule(here, ALLOWED, minute=1),
            list_rule(here, CHEAP, Role.OWN, minute=2),
        ]
        other = list_rule(there, CHEAP)
        await work.list_rules.add([*reversed(rules), other])
        await work.list_rules.add([])
        await work.commit()
    async with storage.begin() as work:
        assert await work.list_rules.of([here]) == rules
        assert await work.list_rules.of([there]) == [other]
        assert await work.list_rules.of([]) == []


async def test_what_is_ended_is_in_force_no_more_and_comes_back_with_its_deed(storage: Storage) -> None:
    async with storage.begin() as work:
        here = (await work.chats.settle(CHAT, NOON)).default_list_id
        old, new = list_rule(here, CHEAP), list_rule(here, TREE, deed=SECOND, minute=1)
        await work.list_rules.add([old])
        await work.list_rules.end([old.id], SECOND)
        await work.list_rules.add([new])
        assert await work.list_rules.of([here]) == [new]
        await work.list_rules.undo(UUID(int=9))
        assert await work.list_rules.of([here]) == [new]
        await work.list_rules.undo(SECOND)
        assert await work.list_rules.of([here]) == [old]
        await work.list_rules.undo(FIRST)
        assert await work.list_rules.of([here]) == []
