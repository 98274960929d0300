"""Conversations, in every storage."""

from core.memory import forget_expired
from core.messages import ChatId
from core.ports.storage import Storage
from core.talk import Choice, Question, Talk, Turn
from tests.contracts.storage_examples import CHAT, HOUR, NOON

OTHER = ChatId("telegram", "", "-100777")
CHOICE = Choice(product="B0TESTBL01@com", number=1, title="Küche 茶", lines=("mute B0TESTBL01@com 4h",))
FULL = Talk(
    focus="B0TESTBL01@com",
    turns=(Turn("mute the blender", ("mute B0TESTBL01@com 4h",)), Turn("thanks")),
    question=Question(asked_at=NOON, said="mute the blender", missing="which", choices=(CHOICE,), yes=("undo",)),
    choices=(CHOICE,),
)


async def test_a_conversation_is_found_as_it_was_until_it_expires_and_a_newer_one_takes_its_place(storage: Storage):
    async with storage.begin() as work:
        await work.talks.put(CHAT, "U1", Talk(focus="B0TESTCA01@de"), NOON + HOUR)
        await work.talks.put(CHAT, "U1", FULL, NOON + HOUR)
        await work.commit()
    async with storage.begin() as work:
        assert await work.talks.get(CHAT, "U1", NOON) == FULL
        assert await work.talks.get(CHAT, "U1", NOON + HOUR) is None


async def test_nobody_has_another_person_s_or_another_chat_s_conversation(storage: Storage):
    async with storage.begin() as work:
        await work.talks.put(CHAT, "U1", FULL, NOON + HOUR)
        assert await work.talks.get(CHAT, "U2", NOON) is None
        assert await work.talks.get(OTHER, "U1", NOON) is None


async def test_what_has_expired_is_forgotten_with_everything_else_that_has(storage: Storage):
    async with storage.begin() as work:
        await work.talks.put(CHAT, "U1", FULL, NOON)
        await work.talks.put(CHAT, "U2", FULL, NOON + HOUR)
        await work.commit()
    assert await forget_expired(storage, NOON) == 1
    async with storage.begin() as work:
        assert await work.talks.get(CHAT, "U2", NOON) == FULL


async def test_a_chat_that_goes_on_under_another_id_takes_its_conversations_along(storage: Storage):
    async with storage.begin() as work:
        await work.chats.settle(CHAT, NOON)
        await work.talks.put(CHAT, "U1", FULL, NOON + HOUR)
        await work.talks.put(OTHER, "U1", Talk(), NOON + HOUR)
        await work.talks.put(OTHER, "U3", Talk(focus="B0TESTCA01@de"), NOON + HOUR)
        await work.chats.move(CHAT, OTHER)
        found = [await work.talks.get(OTHER, person, NOON) for person in ("U1", "U3")]
        assert found == [FULL, Talk(focus="B0TESTCA01@de")]
        assert await work.talks.get(CHAT, "U1", NOON) is None
