"""The live card of a product, and the end of an alert: edited in place, at most every 45 seconds, without a sound."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.live import LiveCards
from core.cadence import Cadence
from core.catalog.snapshot import Availability
from core.errors import ChatGone, ChatUnreachable, SlowDown
from core.messages import ChatId
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, HERE, Stage, words

ELSEWHERE = ChatId("slack", "T1", "C1")


@dataclass
class Room:
    """A chat whose answers are posted, as platforms do."""

    stage: Stage
    chat: ChatId = HERE
    said: int = 0

    async def say(self, text: str) -> str:
        """Ask, and let the answer stand as a message of its own; returns the message's name."""
        card = await self.stage.answer(text, chat=self.chat)
        self.said += 1
        message = f"{self.chat.channel}-{self.said}"
        live = LiveCards(self.stage.storage, self.stage.clock, Cadence(timedelta(hours=6)))
        assert card is not None
        await live.heed(self.chat, message, card)
        return message

    def shows(self, message: str) -> list[str]:
        """What a message came to show, change by change."""
        return [words(card) for chat, name, card in self.stage.chat.edits if (chat, name) == (self.chat, message)]


@pytest.fixture
async def room(stage: Stage) -> Room:
    stage.shelf.put(BLENDER, "50.00")
    return Room(stage)


async def prices(stage: Stage, *amounts: str) -> list[str]:
    """These prices, six hours apart; returns what was told of them."""
    told = []
    for amount in amounts:
        stage.shelf.put(BLENDER, amount)
        told += await stage.later(hours=6)
    return told


async def test_the_card_follows_its_product_and_the_alert_is_a_message_of_its_own(room: Room):
    card = await room.say("/track B0TESTBL01")
    (alert,) = await prices(room.stage, "44.00")
    assert alert.startswith("Price dropped 12 %: $50.00 → $44.00")
    (shown,) = room.shows(card)
    assert "Open: Price dropped 12 %: $50.00 → $44.00, since 18:00" in shown
    assert "Price: $44.00" in shown
    assert "/ack 1" in shown


async def test_a_change_that_no_rule_minds_is_shown_and_not_told(room: Room):
    await room.stage.say("/track B0TESTBL01")
    card = await room.say("/show 1")
    assert await prices(room.stage, "49.00") == []
    assert "Price: $49.00" in room.shows(card)[-1]


async def test_nothing_is_drawn_where_nothing_has_changed(room: Room):
    card = await room.say("/track B0TESTBL01")
    await room.stage.later(hours=6)
    await room.stage.later(hours=6)
    assert room.shows(card) == []


async def test_when_the_value_returns_card_and_alert_say_when_it_began_ended_and_how_deep_it_went(room: Room):
    card = await room.say("/track B0TESTBL01 only changes 10%")
    await prices(room.stage, "44.00", "42.00")
    assert (
        "Open: Price dropped 12 %: $50.00 → $44.00, since 3 May 18:00, as far as $42.00 (−16 %)" in room.shows(card)[-1]
    )
    heard = len(room.stage.chat.cards)
    await prices(room.stage, "47.60")
    assert len(room.stage.chat.cards) == heard  # resolved passes silently: nothing new is said
    assert "Resolved: 06:00, begun 3 May 18:00, as far as $42.00 (−16 %)" in room.shows(card)[-1]
    (ended,) = [text for text in room.shows("m1") if text.startswith("Resolved")]
    assert ended.startswith("Resolved after 12 h: Price dropped 12 %: $50.00 → $44.00 · Vortex Blender")
    assert "Resolved: 06:00, begun 3 May 18:00, as far as $42.00 (−16 %)" in ended
    assert "/ack" not in ended


async def test_a_return_that_is_told_itself_closes_the_card_and_opens_nothing(room: Room):
    card = await room.say("/track B0TESTBL01")
    await prices(room.stage, "44.00")
    (back,) = await prices(room.stage, "50.00")
    assert back.startswith("Price rose 14 %: $44.00 → $50.00")
    assert "Resolved: 00:00, begun 3 May 18:00, as far as $44.00 (−12 %)" in room.shows(card)[-1]


async def test_stock_that_is_back_closes_what_its_loss_had_opened(room: Room):
    card = await room.say("/track B0TESTBL01 only stock out")
    room.stage.shelf.stock(BLENDER, Availability.OUT_OF_STOCK)
    await room.stage.later(hours=6)
    assert len(await room.stage.later(minutes=3)) == 1
    room.stage.shelf.stock(BLENDER, Availability.IN_STOCK)
    await room.stage.later(hours=6)
    assert await room.stage.later(minutes=3) == []
    assert "Resolved: " in room.shows(card)[-1]
    assert room.shows("m1")[-1].startswith("Resolved after 6 h: Out of stock")


async def test_it_is_changed_at_most_every_45_seconds_and_then_shows_the_latest(room: Room):
    card = await room.say("/track B0TESTBL01 only changes 90%")
    room.stage.clock.turn(minutes=2)
    for amount in ("49.00", "48.00", "47.00"):
        room.stage.shelf.put(BLENDER, amount)
        await room.stage.say("/check 1")
        await room.stage.told()
    assert len(room.shows(card)) == 1
    await room.stage.later(seconds=46)
    assert len(room.shows(card)) == 2
    assert "Price: $47.00" in room.shows(card)[-1]
    assert all("Price: $48.00" not in shown for shown in room.shows(card))


async def test_the_newest_card_is_the_live_one(room: Room):
    old = await room.say("/track B0TESTBL01")
    new = await room.say("/show 1")
    await prices(room.stage, "49.00")
    assert (room.shows(old), len(room.shows(new))) == ([], 1)


async def test_each_chat_has_its_own_card_and_one_look_changes_both(room: Room):
    other = Room(room.stage, ELSEWHERE)
    here, there = await room.say("/track B0TESTBL01"), await other.say("/track B0TESTBL01")
    await prices(room.stage, "49.00")
    assert (len(room.shows(here)), len(other.shows(there))) == (1, 1)


async def test_a_message_whose_place_another_answer_has_taken_is_left_alone(room: Room):
    card = await room.say("/track B0TESTBL01")
    live = LiveCards(room.stage.storage, room.stage.clock, Cadence(timedelta(hours=6)))
    answer = await room.stage.answer("/untrack 1")
    assert answer is not None
    await live.heed(HERE, card, answer)
    await room.stage.say("/undo")
    await prices(room.stage, "49.00")
    assert room.shows(card) == []


async def test_what_is_taken_in_hand_is_seen_on_the_card_too(room: Room):
    card = await room.say("/track B0TESTBL01")
    await prices(room.stage, "44.00")
    room.stage.clock.turn(minutes=1)
    await room.stage.say("/ack 1", person=BEN)
    await room.stage.told()
    assert "Taken in hand: by Ben, 18:01" in room.shows(card)[-1]
    assert "/ack 1" not in room.shows(card)[-1]


async def test_a_card_of_what_is_no_longer_watched_is_let_go(room: Room):
    card = await room.say("/track B0TESTBL01")
    await room.stage.say("/untrack 1")
    await room.stage.later(minutes=1)
    assert room.shows(card) == []
    async with room.stage.storage.begin() as work:
        await work.cards.touch([BLENDER], room.stage.clock.now())
        assert not await work.agenda.anything_to_say(room.stage.clock.now())


def refusing(room: Room, error: Exception) -> Callable[[], None]:
    """Let edits fail, until what is returned is called."""
    edit = room.stage.chat.edit

    async def refuse(*_: object) -> None:
        raise error

    room.stage.chat.edit = refuse

    def mend() -> None:
        room.stage.chat.edit = edit

    return mend


@pytest.mark.parametrize(
    ("error", "wait"), [(ChatUnreachable(HERE, "HTTP 502"), 46), (SlowDown(HERE, 90), 91)], ids=["outage", "429"]
)
async def test_an_edit_that_fails_is_dropped_and_what_is_so_later_is_shown(room: Room, error: Exception, wait: int):
    card = await room.say("/track B0TESTBL01")
    mend = refusing(room, error)
    await prices(room.stage, "49.00")
    mend()
    room.stage.shelf.put(BLENDER, "48.00")
    await room.stage.say("/check 1")
    assert await room.stage.later(seconds=wait) == []
    assert ["Price: $48.00" in shown for shown in room.shows(card)] == [True]


async def test_a_chat_that_is_gone_has_no_cards(room: Room):
    card = await room.say("/track B0TESTBL01")
    mend = refusing(room, ChatGone(HERE, "kicked"))
    await prices(room.stage, "49.00")
    mend()
    await prices(room.stage, "48.00")
    assert room.shows(card) == []


async def test_alerts_told_in_one_message_are_resolved_one_by_one(room: Room):
    stage = room.stage
    stage.shelf.put(CABLE, "50.00")
    await stage.say("/track B0TESTBL01 B0TESTCA01 only changes 10%")
    stage.shelf.put(BLENDER, "44.00")
    stage.shelf.put(CABLE, "43.00")
    (both,) = await stage.later(hours=6)
    assert both.startswith("2 products changed")
    stage.shelf.put(CABLE, "48.00")
    await stage.later(hours=6)
    (table,) = [shown for shown in room.shows("m1") if "Resolved 00:00: Price dropped 14 %" in shown]
    assert "Say: /ack 1" in table
    stage.shelf.put(BLENDER, "50.00")
    await stage.later(hours=6)
    assert "All of it is resolved." in room.shows("m1")[-1]


async def test_what_was_over_in_the_quiet_hours_is_said_to_be_over_in_the_morning(room: Room):
    await room.stage.say("/track B0TESTBL01 only drops 10%")
    await room.stage.say("/quiet 17:00-07:00")
    assert await prices(room.stage, "44.00", "49.00") == []
    (summary,) = await room.stage.later(hours=8)
    assert summary.startswith("1 change in the quiet hours")
    assert "Resolved: 00:00, begun 3 May 18:00" in summary
