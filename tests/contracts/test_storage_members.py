"""Members of workspaces, in every storage."""

from dataclasses import replace

from core.messages import Person
from core.ports.storage import Storage
from core.watching.member import Identity, Member, Right
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, NOON


def member(workspace_id, person: str, name: str, right: Right | None = None) -> Member:
    who = Identity.of(CHAT, Person(person, name))
    return Member(workspace_id=workspace_id, identity=who, name=name, right=right, seen_at=NOON)


async def test_a_member_is_found_by_platform_account_and_person(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        ana = member(room.workspace_id, "U1", "Ana")
        await work.members.put(ana)
        await work.commit()
    async with storage.begin() as work:
        assert await work.members.find(room.workspace_id, ana.identity) == ana
        assert await work.members.find(room.workspace_id, replace(ana.identity, account="another")) is None


async def test_a_member_who_is_put_again_is_the_same_member_changed(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        ana = member(room.workspace_id, "U1", "Ana")
        await work.members.put(ana)
        changed = replace(ana, name="Ana Maria", right=Right.VIEWER, seen_at=NOON + HOUR)
        await work.members.put(changed)
        assert await work.members.all(room.workspace_id) == [changed]


async def test_members_come_by_name_whatever_its_case(storage: Storage) -> None:
    async with storage.begin() as work:
        room = await work.chats.settle(CHAT, NOON)
        for person, name in (("U1", "cem"), ("U2", "Ben"), ("U3", "ana")):
            await work.members.put(member(room.workspace_id, person, name))
        assert [one.name for one in await work.members.all(room.workspace_id)] == ["ana", "Ben", "cem"]


async def test_members_go_along_when_workspaces_become_one_and_keep_the_role_they_have_there(storage: Storage) -> None:
    async with storage.begin() as work:
        here, there = await work.chats.settle(CHAT, NOON), await work.chats.settle(ELSEWHERE, NOON)
        await work.members.put(member(here.workspace_id, "U1", "Ana", Right.ADMIN))
        await work.members.put(member(here.workspace_id, "U2", "Ben"))
        await work.members.put(member(there.workspace_id, "U1", "Ana", Right.VIEWER))
        await work.chats.merge(here.workspace_id, there.workspace_id)
        await work.commit()
    async with storage.begin() as work:
        gone = await work.members.all(here.workspace_id)
        stayed = await work.members.all(there.workspace_id)
    assert gone == []
    assert [(one.name, one.right) for one in stayed] == [("Ana", Right.VIEWER), ("Ben", None)]
