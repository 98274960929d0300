"""What comes of an answer for those who wait and those who count."""

from bot.attentive import Attentive
from core.messages import Card, ChatId, Heard, Person
from core.pacing import Pacer
from tests.clock import TurnedClock


async def test_a_meter_hears_how_long_each_answer_took_and_nothing_of_silence():
    clock = TurnedClock()
    heard = Heard(chat=ChatId("slack", "T1", "C1"), person=Person("U1", "Ada"), text="/list", at=clock.now())
    answers = [Card("Done"), None]
    counted = []

    class Meter:
        def answered(self, platform: str, seconds: float) -> None:
            counted.append((platform, seconds))

    async def listener(heard: Heard) -> Card | None:
        clock.turn(seconds=2)
        return answers.pop(0)

    attentive = Attentive(listener, Pacer(), clock, Meter())
    assert await attentive(heard) == Card("Done")
    assert await attentive(heard) is None
    assert counted == [("slack", 2.0)]
