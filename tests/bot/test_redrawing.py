"""Editing what was told, in chats that fail in every way."""

from datetime import timedelta

import pytest

from bot.redrawing import Redrawing
from core.cadence import Cadence
from core.errors import ChatGone, ChatUnreachable, SlowDown
from core.messages import Card, ChatId
from core.pacing import Limits, Pacer, Rate
from tests.shop import BLENDER
from tests.stage import HERE, Stage

USUAL = Cadence(timedelta(hours=6))


class Stubborn:
    """A chat that takes an edit only when all of these errors were raised."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.edits: list[Card] = []

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        if self._errors:
            raise self._errors.pop(0)
        self.edits.append(card)


async def over_after_days(stage: Stage) -> None:
    """An alert that is over two days after it was told, and to be edited."""
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01 only drops 10%")
    stage.shelf.put(BLENDER, "40.00")
    assert len(await stage.later(hours=6)) == 1
    stage.shelf.put(BLENDER, "50.00")
    stage.clock.turn(days=2)
    await stage.patrol.round()


def redrawing(stage: Stage, chat: Stubborn) -> Redrawing:
    return Redrawing(stage.storage, {"console": chat}, stage.clock, USUAL, Pacer())


@pytest.mark.parametrize(
    ("error", "wait"), [(ChatUnreachable(HERE, "HTTP 502"), 30), (SlowDown(HERE, 90), 90)], ids=["outage", "429"]
)
async def test_what_a_platform_does_not_take_is_edited_when_it_may_be(stage: Stage, error: Exception, wait: int):
    chat = Stubborn(error)
    edits = redrawing(stage, chat)
    await over_after_days(stage)
    assert [await edits.round(), await edits.round()] == [1, 0]
    stage.clock.turn(seconds=wait - 1)
    assert await edits.round() == 0
    stage.clock.turn(seconds=1)
    assert [await edits.round(), await edits.round()] == [1, 0]
    assert [card.title.startswith("Resolved") for card in chat.edits] == [True]


async def test_an_edit_is_given_up_a_day_after_the_news_that_it_tells(stage: Stage):
    chat = Stubborn(*(ChatUnreachable(HERE, "HTTP 502") for _ in range(3)))
    edits = redrawing(stage, chat)
    await over_after_days(stage)
    tried = []
    for hours in (0, 23, 2, 1):
        stage.clock.turn(hours=hours)
        tried.append(await edits.round())
    assert (tried, chat.edits) == ([1, 1, 1, 0], [])


async def test_a_refusal_for_good_ends_it(stage: Stage):
    edits = redrawing(stage, Stubborn(ChatGone(HERE, "kicked")))
    await over_after_days(stage)
    assert await edits.round() == 1
    stage.clock.turn(hours=1)
    assert await edits.round() == 0


async def test_a_bug_in_one_edit_is_heard_of_once_and_holds_nothing_up(stage: Stage):
    edits = redrawing(stage, Stubborn(ValueError("a bug")))
    await over_after_days(stage)
    with pytest.raises(ValueError, match="a bug"):
        await edits.round()
    stage.clock.turn(hours=1)
    assert await edits.round() == 0


async def test_what_waits_for_a_platform_that_is_not_spoken_to_stays_for_who_speaks_to_it(stage: Stage):
    await over_after_days(stage)
    assert await Redrawing(stage.storage, {"slack": Stubborn()}, stage.clock, USUAL, Pacer()).round() == 0
    chat = Stubborn()
    assert await redrawing(stage, chat).round() == 1
    assert len(chat.edits) == 1


async def test_an_edit_waits_until_its_chat_may_be_spoken_to_and_counts_there_as_a_message_does(stage: Stage):
    chat, pacer = Stubborn(), Pacer({"console": Limits(chat=Rate(1, timedelta(seconds=3)))})
    edits = Redrawing(stage.storage, {"console": chat}, stage.clock, USUAL, pacer)
    await over_after_days(stage)
    pacer.said(HERE, stage.clock.now())
    stage.clock.turn(seconds=1)
    assert [await edits.round(), await edits.round(), len(chat.edits)] == [1, 0, 0]
    stage.clock.turn(seconds=2)
    assert [await edits.round(), len(chat.edits)] == [1, 1]
    assert pacer.ready_at(HERE) == stage.clock.now() + timedelta(seconds=3)


async def test_an_edit_waits_while_an_answer_is_on_its_way(stage: Stage):
    chat, pacer = Stubborn(), Pacer()
    edits = Redrawing(stage.storage, {"console": chat}, stage.clock, USUAL, pacer)
    await over_after_days(stage)
    pacer.rest(HERE, stage.clock.now() + timedelta(seconds=3))
    assert [await edits.round(), len(chat.edits)] == [1, 0]
    stage.clock.turn(seconds=3)
    assert [await edits.round(), len(chat.edits)] == [1, 1]


async def test_where_a_platform_has_no_room_an_edit_comes_a_second_later(stage: Stage):
    chat, pacer = Stubborn(), Pacer({"console": Limits(overall=Rate(2, timedelta(seconds=1)))})
    edits = Redrawing(stage.storage, {"console": chat}, stage.clock, USUAL, pacer)
    await over_after_days(stage)
    for channel in ("else", "where"):
        pacer.said(ChatId("console", "", channel), stage.clock.now())
    assert [await edits.round(), len(chat.edits)] == [1, 0]
    stage.clock.turn(seconds=1)
    assert [await edits.round(), len(chat.edits)] == [1, 1]


async def test_what_a_platform_asks_for_after_an_edit_holds_for_the_whole_chat(stage: Stage):
    pacer = Pacer()
    edits = Redrawing(stage.storage, {"console": Stubborn(SlowDown(HERE, 90))}, stage.clock, USUAL, pacer)
    await over_after_days(stage)
    assert await edits.round() == 1
    assert pacer.ready_at(HERE) == stage.clock.now() + timedelta(seconds=90)
