"""Suggested text and what it cost, in every storage."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from core.catalog.snapshot import Availability
from core.ids import new_id
from core.ports.storage import Storage
from core.suggestion import Measure, Part, State, Suggestion, Voice, Writing, Written
from core.watching.workspace import ChatRoom
from tests.contracts.storage_examples import CHAT, ELSEWHERE, HOUR, LEASE, NOON, product


async def a_room(storage: Storage, chat=CHAT) -> ChatRoom:
    async with storage.begin() as work:
        room = await work.chats.settle(chat, NOON)
        await work.commit()
    return room


def suggestion(workspace_id: UUID, number: int = 1, **parts) -> Suggestion:
    return replace(
        Suggestion(
            id=f"{number:012x}",
            workspace_id=workspace_id,
            chat=CHAT,
            thread="42",
            product=product(),
            part=Part.BULLETS,
            before="boils\npours",
            text="Boils “fast”\nPours 茶",
            reason="Capitals",
            facts=("boils", "pours"),
            unconfirmed=("fast",),
            by="some-model",
            version="0123456789abcdef:some-model",
            made_at=NOON + timedelta(minutes=number),
        ),
        **parts,
    )


FULL = {
    "state": State.LIVE,
    "decided_by": "Ana",
    "decided_at": NOON + HOUR,
    "live_at": NOON + 2 * HOUR,
    "live_told": True,
    "due_at": NOON + 3 * HOUR,
    "baseline": Measure(
        at=NOON,
        rank=12,
        category="Kettles",
        price=Decimal("24.90"),
        rating=Decimal("4.7"),
        reviews=9,
        availability=Availability.LOW_STOCK,
    ),
}


async def test_a_suggestion_is_found_as_it_was_kept_and_by_its_own_workspace_alone(storage: Storage) -> None:
    room, other = await a_room(storage), await a_room(storage, ELSEWHERE)
    first = suggestion(room.workspace_id)
    async with storage.begin() as work:
        await work.suggestions.add([])
        await work.suggestions.add([first, suggestion(room.workspace_id, 2, thread=None)])
        await work.suggestions.put(replace(first, **FULL))
        await work.commit()
    async with storage.begin() as work:
        assert await work.suggestions.find(first.id, room.workspace_id) == replace(first, **FULL)
        assert await work.suggestions.find(first.id, other.workspace_id) is None
        assert await work.suggestions.find("f" * 12, room.workspace_id) is None


async def test_those_of_a_product_come_latest_first_up_to_the_limit(storage: Storage) -> None:
    room = await a_room(storage)
    rows = [suggestion(room.workspace_id, number) for number in range(3)]
    async with storage.begin() as work:
        await work.suggestions.add([*rows, suggestion(room.workspace_id, 9, product=product(2))])
        await work.commit()
    async with storage.begin() as work:
        assert await work.suggestions.of(room.workspace_id, product(), 2) == [rows[2], rows[1]]
        assert await work.suggestions.of(new_id(NOON), product(), 2) == []


async def test_only_approved_text_is_awaited(storage: Storage) -> None:
    room = await a_room(storage)
    rows = [suggestion(room.workspace_id, number, state=state) for number, state in enumerate(State)]
    async with storage.begin() as work:
        await work.suggestions.add(rows)
        await work.commit()
    async with storage.begin() as work:
        assert [one.state for one in await work.suggestions.awaited([product(), product(2)])] == [State.APPROVED]
        assert await work.suggestions.awaited([product(2)]) == []
        assert await work.suggestions.awaited([]) == []


async def test_what_is_due_is_claimed_once_until_its_lease_ends(storage: Storage) -> None:
    room = await a_room(storage)
    async with storage.begin() as work:
        await work.suggestions.add(
            [
                suggestion(room.workspace_id, 1, due_at=NOON + HOUR),
                suggestion(room.workspace_id, 2, due_at=NOON),
                suggestion(room.workspace_id, 3),
            ]
        )
        await work.commit()
    for at, expected in (
        (NOON - HOUR, []),
        (NOON, [2]),
        (NOON, []),
        (NOON + HOUR, [2, 1]),
        (NOON + HOUR + LEASE / 2, []),
    ):
        async with storage.begin() as work:
            claimed = await work.suggestions.claim_due(at, LEASE, 10)
            await work.commit()
        assert [int(one.id, 16) for one in claimed] == expected


async def test_requests_are_added_up_for_a_workspace_and_for_all(storage: Storage) -> None:
    room, other = await a_room(storage), await a_room(storage, ELSEWHERE)

    def writing(workspace_id: UUID, dollars: str | None) -> Writing:
        price = Decimal(dollars) if dollars else None
        return Writing(
            id=new_id(NOON),
            workspace_id=workspace_id,
            at=NOON,
            by="some-model",
            tokens_in=1000,
            tokens_out=500,
            dollars=price,
        )

    async with storage.begin() as work:
        for workspace_id, dollars in ((room.workspace_id, "0.0012"), (room.workspace_id, None)):
            await work.suggestions.wrote(writing(workspace_id, dollars))
        await work.suggestions.wrote(writing(other.workspace_id, "0.1"))
        await work.commit()
    async with storage.begin() as work:
        own = await work.suggestions.written(NOON - HOUR, room.workspace_id)
        assert own == Written(requests=2, tokens=3000, dollars=Decimal("0.0012"))
        assert await work.suggestions.written(NOON - HOUR) == Written(
            requests=3, tokens=4500, dollars=Decimal("0.1012")
        )
        assert await work.suggestions.written(NOON) == Written()
        assert await work.suggestions.written(NOON - HOUR, room.workspace_id, by="some-model") == own
        assert await work.suggestions.written(NOON - HOUR, by="another") == Written()


async def test_a_workspace_s_voice_is_the_last_that_was_set(storage: Storage) -> None:
    room = await a_room(storage)
    async with storage.begin() as work:
        assert await work.suggestions.voice(room.workspace_id) == Voice()
        await work.suggestions.speak(room.workspace_id, Voice("loud"))
        await work.suggestions.speak(room.workspace_id, Voice("plain, friendly", ("cheap", "luxury")))
        await work.commit()
    async with storage.begin() as work:
        assert await work.suggestions.voice(room.workspace_id) == Voice("plain, friendly", ("cheap", "luxury"))


async def test_suggestions_go_with_their_chat_and_their_workspace(storage: Storage) -> None:
    room, other = await a_room(storage), await a_room(storage, ELSEWHERE)
    moved = replace(CHAT, channel="-1002")
    async with storage.begin() as work:
        await work.suggestions.add([suggestion(room.workspace_id)])
        await work.suggestions.speak(room.workspace_id, Voice("plain"))
        await work.suggestions.speak(other.workspace_id, Voice("grand"))
        await work.chats.move(CHAT, moved)
        await work.chats.merge(room.workspace_id, other.workspace_id)
        await work.commit()
    async with storage.begin() as work:
        found = await work.suggestions.find(suggestion(room.workspace_id).id, other.workspace_id)
        assert found is not None
        assert found.chat == moved
        assert await work.suggestions.voice(other.workspace_id) == Voice("grand")
