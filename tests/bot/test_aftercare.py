"""Messages about approved text: told once, put off when a platform asks for it, given up where the chat is gone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.aftercare import Aftercare
from bot.whereabouts import Whereabouts
from core.errors import ChatGone, ChatUnreachable, SlowDown, StorageBusy
from core.messages import Card
from core.suggestion import State
from core.tracker import Asker
from tests.contracts.test_storage_suggestions import suggestion
from tests.stage import ANA, HERE


class Platform:
    """Raises what it is told to, once; then takes messages."""

    def __init__(self, trouble=None) -> None:
        self.trouble = trouble
        self.posted = []
        self.below = []

    async def post(self, chat, card, **how):
        if self.trouble:
            trouble, self.trouble = self.trouble, None
            raise trouble
        self.posted.append((card.title, how["thread"]))
        self.below.append(how["below"])
        return "m1"

    async def edit(self, chat, message, card):
        raise AssertionError


async def kept(stage):
    """An approved text that is live since now, about which nobody has heard."""
    room = await stage.archive.room(HERE)
    now = stage.clock.now()
    one = replace(
        suggestion(room.workspace_id), chat=HERE, state=State.APPROVED, decided_by="Ana", made_at=now, thread="t"
    ).went_live(now, None)
    async with stage.storage.begin() as work:
        await work.suggestions.add([one])
        await work.commit()


@pytest.mark.parametrize(
    ("trouble", "wait"),
    [(None, None), (SlowDown(HERE, 30), timedelta(seconds=30)), (ChatUnreachable(HERE, "x"), timedelta(minutes=5))],
)
async def test_it_is_told_once_and_after_the_wait_that_trouble_asks_for(stage, trouble, wait):
    await kept(stage)
    platform = Platform(trouble)
    care = Aftercare(stage.storage, {"console": platform}, stage.clock)
    assert await care.round() == 1
    if wait:
        assert platform.posted == []
        stage.clock.turn(seconds=wait.total_seconds())
        assert await care.round() == 1
    ((title, thread),) = platform.posted
    assert (title.startswith("The approved bullets of"), thread) == (True, "t")
    assert await care.round() == 0


async def test_it_stands_below_the_message_in_which_the_text_was_approved(stage):
    room = await stage.archive.room(HERE)
    offered = replace(suggestion(room.workspace_id), chat=HERE, thread=None, made_at=stage.clock.now())
    async with stage.storage.begin() as work:
        await work.suggestions.add([offered])
        await work.commit()
    kept_ = await stage.staff.approvals.approve(Asker(chat=HERE, person=ANA), room, offered.id, message="m7")
    async with stage.storage.begin() as work:
        await work.suggestions.put(kept_.went_live(stage.clock.now(), None))
        await work.commit()
    platform = Platform()
    care = Aftercare(stage.storage, {"console": platform}, stage.clock)
    assert await care.round() == 1
    stage.clock.turn(days=14)
    assert await care.round() == 1
    assert platform.below == ["m7", "m7"]


async def test_where_the_chat_is_gone_nobody_is_told(stage):
    await kept(stage)
    care = Aftercare(stage.storage, {"console": Platform(ChatGone(HERE, "kicked"))}, stage.clock)
    assert await care.round() == 1
    stage.clock.turn(days=30)
    assert await care.round() == 0


async def test_a_platform_that_is_turned_off_is_waited_for(stage):
    await kept(stage)
    assert await Aftercare(stage.storage, {}, stage.clock).round() == 1
    stage.clock.turn(hours=2)
    platform = Platform()
    assert await Aftercare(stage.storage, {"console": platform}, stage.clock).round() == 1
    assert len(platform.posted) == 1


async def test_after_two_weeks_the_effect_of_a_product_nobody_watches_any_more_is_told_with_what_is_known(stage):
    await kept(stage)
    platform = Platform()
    care = Aftercare(stage.storage, {"console": platform}, stage.clock)
    await care.round()
    stage.clock.turn(days=14, seconds=1)
    assert await care.round() == 1
    assert "two weeks with the approved bullets" in platform.posted[-1][0]
    stage.clock.turn(days=30)
    assert await care.round() == 0


@pytest.mark.parametrize(
    ("pressed", "below"), [(None, "m9"), ("m11", "m11")], ids=["typed, or by a form", "by a button"]
)
async def test_whatever_way_it_is_approved_it_stands_below_a_message_about_it(stage, pressed, below):
    room = await stage.archive.room(HERE)
    offered = replace(suggestion(room.workspace_id), chat=HERE, thread=None, made_at=stage.clock.now())
    async with stage.storage.begin() as work:
        await work.suggestions.add([offered])
        await work.commit()
    places = Whereabouts(stage.storage, stage.clock)
    for message, offers in (("m5", (offered.id,)), ("m9", (offered.id, "0" * 12)), ("m10", ())):
        await places.heed(HERE, message, Card("2 suggestions", offers=offers))
    kept_ = await stage.staff.approvals.approve(Asker(chat=HERE, person=ANA), room, offered.id, message=pressed)
    async with stage.storage.begin() as work:
        await work.suggestions.put(kept_.went_live(stage.clock.now(), None))
        await work.commit()
    platform = Platform()
    assert await Aftercare(stage.storage, {"console": platform}, stage.clock).round() == 1
    assert platform.below == [below]


class BusyStorage:
    """A database that nobody gets into."""

    def __init__(self) -> None:
        self.asked = 0

    def begin(self):
        """Refuse."""
        self.asked += 1
        raise StorageBusy


async def test_a_place_that_cannot_be_kept_stops_no_answer(stage):
    storage = BusyStorage()
    await Whereabouts(storage, stage.clock).heed(HERE, "m1", Card("1 suggestion", offers=("0" * 12,)))
    assert storage.asked == 1
