"""Alerts on their way to chats that bear only so many: paced, patient, and behind every answer."""

from datetime import timedelta
from itertools import pairwise

from bot.attentive import Attentive
from bot.rounds import DELIVERIES, Rounds
from core.errors import SlowDown
from core.messages import Card, ChatId, Heard
from core.pacing import Pacer
from tests.shop import BLENDER, CABLE
from tests.stage import ANA, Stage

GROUP, OTHER = ChatId("telegram", "", "-1001"), ChatId("telegram", "", "-1002")
SECOND = timedelta(seconds=1)


class Watched:
    """A chat that keeps when it was told what; the first tries are answered with 429, if it should."""

    def __init__(self, stage: Stage, *, refused: int = 0, patience: float = 30) -> None:
        self.stage, self.refused, self.patience = stage, refused, patience
        self.tried: list[tuple[ChatId, float]] = []
        self.told: list[tuple[ChatId, str | None, float]] = []

    async def post(self, chat: ChatId, card: Card, *, thread: str | None = None, **how: object) -> str:
        now = self.stage.clock.now().timestamp()
        self.tried.append((chat, now))
        if chat == GROUP and self.refused:
            self.refused -= 1
            raise SlowDown(chat, self.patience)
        self.told.append((chat, thread, now))
        return f"m{len(self.told)}"

    async def edit(self, chat: ChatId, message: str, card: Card) -> None:
        raise NotImplementedError


def rounds_of(stage: Stage, chat: Watched) -> Rounds:
    async def sleep(seconds: float) -> None:
        stage.clock.turn(seconds=seconds)

    stage.herald._chats = {"telegram": chat}
    return Rounds(stage.patrol, stage.herald, stage.crier, sleep=sleep)


async def run(stage: Stage, rounds: Rounds, seconds: float) -> None:
    end = stage.clock.now() + timedelta(seconds=seconds)
    while stage.clock.now() < end:
        await rounds.deliver()
        stage.clock.at += DELIVERIES


async def tracked_in_topics(stage: Stage, count: int) -> None:
    """The blender in one group, so many others each in a topic of its own; all of them fall by a fifth."""
    for number in range(count):
        asin = f"B0TOPIC{number:03d}"
        heard = Heard(chat=GROUP, person=ANA, text=f"/track {asin}", at=stage.clock.now(), thread=str(number))
        stage.shelf.put(type(BLENDER)(asin, "com"), "50.00")
        await stage.conversation(heard)
    for number in range(count):
        stage.shelf.put(type(BLENDER)(f"B0TOPIC{number:03d}", "com"), "40.00")
    stage.clock.turn(hours=6)
    while await stage.patrol.round():
        pass
    stage.clock.turn(seconds=5)


async def test_a_group_is_told_once_a_second_and_nineteen_times_a_minute(stage: Stage):
    chat = Watched(stage)
    await tracked_in_topics(stage, 30)
    await run(stage, rounds_of(stage, chat), 120)
    times = [at for _, _, at in chat.told]
    assert len(times) == 30
    assert len({thread for _, thread, _ in chat.told}) == 30
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1
    assert times[18] - times[0] == 18
    assert times[19] - times[0] == 60


async def test_a_429_is_the_truth_for_its_chat_and_for_no_other(stage: Stage):
    chat = Watched(stage, refused=1, patience=30)
    stage.shelf.put(BLENDER, "50.00")
    stage.shelf.put(CABLE, "50.00")
    await stage.say("/track B0TESTBL01", chat=GROUP)
    await stage.say("/track B0TESTBL01", chat=OTHER)
    stage.shelf.put(BLENDER, "40.00")
    rounds = rounds_of(stage, chat)
    stage.clock.turn(hours=6)
    await stage.patrol.round()
    stage.clock.turn(seconds=6)
    began = stage.clock.now().timestamp()
    await run(stage, rounds, 10)
    assert [told[0] for told in chat.told] == [OTHER]
    await stage.say("/track B0TESTCA01", chat=GROUP)
    stage.shelf.put(CABLE, "40.00")
    await stage.say("/check B0TESTCA01", chat=GROUP)
    await run(stage, rounds, 15)
    assert len([one for one in chat.tried if one[0] == GROUP]) == 1  # not even for what is new
    await run(stage, rounds, 15)
    assert chat.told[-1][0] == GROUP
    assert chat.told[-1][2] - began >= 30
    assert len(chat.told) == 2


async def test_an_answer_never_waits_and_the_alerts_for_its_chat_do(stage: Stage):
    chat, pacer = Watched(stage), Pacer()
    await tracked_in_topics(stage, 5)
    stage.herald._pacer = pacer
    rounds = rounds_of(stage, chat)
    await run(stage, rounds, 2)
    asked = stage.clock.now().timestamp()
    listener = Attentive(stage.conversation, pacer, stage.clock)
    assert await listener(Heard(chat=GROUP, person=ANA, text="/list", at=stage.clock.now()))
    assert stage.clock.now().timestamp() == asked
    before = len(chat.told)
    await run(stage, rounds, 2.5)
    assert len(chat.told) == before
    await run(stage, rounds, 10)
    assert len(chat.told) == 5


async def test_the_chat_with_the_longest_queue_is_served_first(stage: Stage):
    stage.shelf.put(CABLE, "50.00")
    await stage.say("/track B0TESTCA01", chat=OTHER)
    stage.shelf.put(CABLE, "40.00")
    await tracked_in_topics(stage, 3)
    chat = Watched(stage)
    await run(stage, rounds_of(stage, chat), 5)
    assert [told[0] for told in chat.told][:2] == [GROUP, OTHER]
    assert len(chat.told) == 4
