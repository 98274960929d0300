"""The first thing that is said to somebody new."""

from core.messages import Heard
from tests.stage import ANA, HERE, Stage, words


async def test_one_line_of_value_and_one_request(stage: Stage):
    said = await stage.say("/start")
    assert said.startswith("I watch Amazon products and tell you once")
    assert "Paste an Amazon link to begin." in said
    in_group = Heard(chat=HERE, person=ANA, text="/start", at=stage.clock.now(), private=False)
    card = await stage.conversation(in_group)
    assert card is not None
    assert "Say /track and an Amazon link to begin." in words(card)
