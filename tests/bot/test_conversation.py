"""Trouble in words."""

import re

import pytest
from structlog.testing import capture_logs

from core.errors import StorageBusy
from core.messages import Heard
from tests.shop import BLENDER
from tests.stage import ANA, HERE, Stage


class Broken:
    """A storage that fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def begin(self):
        raise self._error

    async def close(self):
        pass


async def test_an_unexpected_error_gives_a_reference_that_the_log_knows(stage: Stage):
    stage.archive._storage = Broken(RuntimeError("the secret is 1234"))
    with capture_logs() as logs:
        answer = await stage.say("/list")
    (reference,) = re.findall(r"reference (\w+)\)", answer)
    assert [line["reference"] for line in logs] == [reference]
    assert "1234" not in answer


async def test_an_outage_is_said_as_it_is(stage: Stage):
    stage.archive._storage = Broken(StorageBusy())
    assert await stage.say("/list") == (
        "The database was busy and did not take the change in time. Nothing was changed. Try again in a moment."
    )


@pytest.mark.parametrize("text", ["/frob", "/show 7", "/untrack nothing", "/track 3x", "/track https://example.org/x"])
async def test_refusals_are_whispered(stage: Stage, text):
    card = await stage.conversation(Heard(chat=HERE, person=ANA, text=text, at=stage.clock.now()))
    assert card is not None
    assert card.whisper


async def test_talk_that_is_not_meant_for_the_bot_is_met_with_silence(stage: Stage):
    for text in ("see you at nine", "list looks great, thanks", ""):
        heard = Heard(chat=HERE, person=ANA, text=text, at=stage.clock.now(), addressed=False)
        assert await stage.conversation(heard) is None


async def test_a_hostile_message_is_only_a_message(stage: Stage):
    stage.shelf.put(BLENDER)
    for text in (
        "/track " + "A" * 10_000,
        "/" + "x " * 5_000,
        "\u202e/list\u202c",
        "/track \x00",
        "/show 'a' OR 1=1 --",
        "💥" * 500,
    ):
        answer = await stage.say(text)
        assert "reference" not in answer
