"""The cards that follow their product, in every storage."""

from datetime import timedelta

from core.messages import ChatId
from core.ports.cards import LiveCard
from core.ports.storage import Storage
from tests.contracts.storage_examples import CHAT, ELSEWHERE, NOON, product, track

REST = timedelta(seconds=45)
SLACK = ChatId("slack", "T1", "C1")
EVERYWHERE = ("telegram", "slack")
HERE = LiveCard(CHAT, product(1), "m1")
THERE = LiveCard(ELSEWHERE, product(1), "m2")
OTHER = LiveCard(SLACK, product(2), "m3")


async def shown(storage: Storage, *cards: LiveCard) -> None:
    async with storage.begin() as work:
        await track(work, product(1), product(2))
        for card in cards:
            await work.cards.shown(card, NOON + REST)
        await work.commit()


async def test_a_card_whose_product_was_touched_is_given_once_it_has_rested(storage: Storage) -> None:
    await shown(storage, HERE, OTHER)
    async with storage.begin() as work:
        assert await work.cards.claim(NOON + REST, NOON + 2 * REST, NOON + 2 * REST, 10, EVERYWHERE) == []
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(NOON, NOON + REST, NOON + REST, 10, EVERYWHERE) == []
        assert await work.cards.claim(NOON + REST, NOON + 2 * REST, NOON + 2 * REST, 10, EVERYWHERE) == [HERE]
        assert await work.cards.claim(NOON + REST, NOON + 2 * REST, NOON + 2 * REST, 10, EVERYWHERE) == []


async def test_a_card_that_has_rested_is_due_at_once_and_then_rests_again(storage: Storage) -> None:
    await shown(storage, HERE)
    later = NOON + 10 * REST
    async with storage.begin() as work:
        await work.cards.touch([product(1), product(9)], later)
        assert await work.cards.claim(later, later + REST, later + REST, 10, EVERYWHERE) == [HERE]
        await work.cards.touch([product(1)], later)
        await work.cards.touch([product(1)], later + REST / 2)
        assert await work.cards.claim(later + REST / 2, later + REST, later + REST, 10, EVERYWHERE) == []
        assert await work.cards.claim(later + REST, later + 2 * REST, later + 2 * REST, 10, EVERYWHERE) == [HERE]


async def test_every_chat_has_its_own_and_each_platform_is_asked_for_by_itself(storage: Storage) -> None:
    await shown(storage, HERE, THERE, OTHER)
    async with storage.begin() as work:
        await work.cards.touch([product(1), product(2)], NOON)
        due = NOON + REST
        assert await work.cards.claim(due, due + REST, due + REST, 10, ("slack",)) == [OTHER]
        assert len(await work.cards.claim(due, due + REST, due + REST, 1, EVERYWHERE)) == 1
        assert len(await work.cards.claim(due, due + REST, due + REST, 10, EVERYWHERE)) == 1
        assert await work.cards.claim(due, due + REST, due + REST, 10, ()) == []


async def test_the_newest_message_is_the_live_one_and_late_word_of_an_older_one_changes_nothing(
    storage: Storage,
) -> None:
    await shown(storage, HERE, newer := LiveCard(CHAT, product(1), "m9"))
    async with storage.begin() as work:
        await work.cards.later(HERE, NOON)
        await work.cards.drop(CHAT, "m1")
        assert await work.cards.claim(NOON + REST, NOON + 2 * REST, NOON + 2 * REST, 10, EVERYWHERE) == []
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(NOON + REST, NOON + 2 * REST, NOON + 2 * REST, 10, EVERYWHERE) == [newer]
        await work.cards.later(newer, NOON + 3 * REST)
        assert await work.cards.claim(NOON + 3 * REST, NOON + 4 * REST, NOON + 4 * REST, 10, EVERYWHERE) == [newer]
        await work.cards.drop(CHAT, "m9")
        await work.cards.touch([product(1)], NOON + 9 * REST)
        assert await work.cards.claim(NOON + 9 * REST, NOON + 10 * REST, NOON + 10 * REST, 10, EVERYWHERE) == []


async def test_a_product_that_nobody_knows_has_no_card(storage: Storage) -> None:
    async with storage.begin() as work:
        await work.cards.shown(HERE, NOON)
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(NOON, NOON, NOON, 10, EVERYWHERE) == []


async def test_what_is_to_be_drawn_is_something_to_say(storage: Storage) -> None:
    await shown(storage, HERE)
    async with storage.begin() as work:
        await work.cards.touch([product(1)], NOON)
        assert not await work.agenda.anything_to_say(NOON)
        assert await work.agenda.anything_to_say(NOON + REST)


async def test_a_chat_that_goes_on_under_another_id_begins_without_cards(storage: Storage) -> None:
    await shown(storage, HERE)
    async with storage.begin() as work:
        await work.chats.move(CHAT, SLACK)
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(NOON + REST, NOON + 2 * REST, NOON + 2 * REST, 10, EVERYWHERE) == []


async def test_the_watches_of_one_product_in_a_chat_are_found_alone(storage: Storage) -> None:
    async with storage.begin() as work:
        first, _ = await track(work, product(1), product(2))
        assert await work.watches.of_product(CHAT, product(1)) == [first]
        assert await work.watches.of_product(ELSEWHERE, product(1)) == []
        assert await work.watches.of_product(CHAT, product(3)) == []


async def test_a_card_that_nothing_is_heard_of_comes_back_and_one_that_was_drawn_does_not(storage: Storage) -> None:
    await shown(storage, HERE)
    due, until = NOON + REST, NOON + 3 * REST
    async with storage.begin() as work:
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(due, until, due + REST, 10, EVERYWHERE) == [HERE]
        assert await work.cards.claim(due + REST, until, due + REST, 10, EVERYWHERE) == []
        assert not await work.agenda.anything_to_say(due + REST)
        assert await work.agenda.anything_to_say(until)
        assert await work.cards.claim(until, until + REST, until + REST, 10, EVERYWHERE) == [HERE]
        await work.cards.drawn(HERE, until)  # late word of the claim that has lapsed
        assert await work.cards.claim(until + REST, until + 2 * REST, NOON, 10, EVERYWHERE) == [HERE]
        await work.cards.drawn(HERE, until + 2 * REST)
        assert await work.cards.claim(until + 9 * REST, until + 9 * REST, NOON, 10, EVERYWHERE) == []


async def test_a_card_that_is_touched_while_it_is_drawn_is_drawn_again_once_it_has_rested(storage: Storage) -> None:
    await shown(storage, HERE)
    due, until = NOON + REST, NOON + 9 * REST
    async with storage.begin() as work:
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(due, until, due + REST, 10, EVERYWHERE) == [HERE]
        await work.cards.touch([product(1)], due)
        assert await work.cards.claim(due + REST, until, NOON, 10, EVERYWHERE) == []
        await work.cards.drawn(HERE, until)
        assert await work.cards.claim(due, until, NOON, 10, EVERYWHERE) == []
        assert await work.cards.claim(due + REST, until, NOON, 10, EVERYWHERE) == [HERE]


async def test_a_process_that_is_alone_draws_what_the_last_one_was_drawing_once_it_has_rested(
    storage: Storage,
) -> None:
    await shown(storage, HERE, OTHER)
    due, until = NOON + REST, NOON + 9 * REST
    async with storage.begin() as work:
        await work.cards.touch([product(1)], NOON)
        assert await work.cards.claim(due, until, due + REST, 10, EVERYWHERE) == [HERE]
        await work.cards.give_back_all()
        assert await work.cards.claim(due, until, NOON, 10, EVERYWHERE) == []
        assert await work.cards.claim(due + REST, until, NOON, 10, EVERYWHERE) == [HERE]
