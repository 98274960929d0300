"""What is shown while an answer takes long, and how it becomes the answer."""

import asyncio

import pytest

from core.messages import Card
from tests.adapters.chats.telegram.conftest import ANA, GROUP
from tests.servers.telegram import Fault

DONE = Card("Checked 10 products")


class Worker:
    """Tells of its work step by step, each when the test lets it, and then answers."""

    def __init__(self, town, card: Card | None = DONE) -> None:
        self._clock = town.clock
        self._card = card
        self._steps: asyncio.Queue[str] = asyncio.Queue()
        self.progress: list[bool] = []

    def step(self, words: str, seconds: float = 5) -> None:
        self._steps.put_nowait(f"{seconds} {words}")

    def end(self) -> None:
        self._steps.put_nowait("")

    async def __call__(self, heard):
        self.progress.append(heard.progress is not None)
        while step := await self._steps.get():
            seconds, _, words = step.partition(" ")
            self._clock.turn(seconds=float(seconds))
            await heard.progress(words)
        return self._card


@pytest.mark.parametrize("where", [ANA, GROUP])
async def test_a_note_tells_of_the_work_and_becomes_the_answer(town, where):
    town.parrot = worker = Worker(town)
    async with town.listening():
        await town.says("/check all", where=where)
        worker.step("Looking at 10 products…")
        await town.server.until(lambda: town.server.messages and "Looking at 10" in town.server.messages[0].seen)
        worker.step("Looking at Amazon: 3 of 10 read…")
        await town.server.until(lambda: "3 of 10 read" in town.server.messages[0].seen)
        worker.end()
        await town.server.until(lambda: "Checked 10 products" in town.server.messages[0].seen)
        await town.quiet()
    (shown,) = town.server.messages
    assert bool(shown.reply_to) is (where == GROUP)


async def test_notes_that_follow_too_closely_are_left_out(town):
    town.parrot = worker = Worker(town)
    async with town.listening():
        await town.says("/check all")
        worker.step("1 of 10")
        for number in range(2, 10):
            worker.step(f"{number} of 10", 0.1)
        worker.end()
        await town.server.until(lambda: town.server.messages and "Checked" in town.server.messages[0].seen)
    assert town.server.messages[0].edits == 1


async def test_a_note_that_somebody_deleted_meanwhile_does_not_take_the_answer_along(town):
    town.parrot = worker = Worker(town)
    async with town.listening():
        await town.says("/check all")
        worker.step("Looking at 10 products…")
        await town.sees(1)
        town.server.messages.clear()
        worker.end()
        assert (await town.sees(1))[0].endswith("Checked 10 products")


async def test_where_nothing_is_answered_the_note_is_taken_away(town):
    town.parrot = worker = Worker(town, None)
    async with town.listening():
        await town.says("/check all")
        worker.step("Looking at 10 products…")
        await town.sees(1)
        worker.end()
        await town.server.until(lambda: not town.server.messages)


async def test_a_note_that_telegram_does_not_take_leaves_the_answer_alone(town):
    town.server.faults["sendMessage"].append(Fault(status=400, description="Bad Request: NOT_THIS"))
    town.parrot = worker = Worker(town)
    async with town.listening():
        await town.says("/check all")
        worker.step("Looking at 10 products…")
        worker.step("Looking at Amazon: 3 of 10 read…")
        worker.end()
        assert (await town.sees(1))[0].endswith("Checked 10 products")


async def test_inline_queries_and_pressed_keys_have_no_notes(town):
    town.parrot = worker = Worker(town)
    worker.end()
    worker.end()
    async with town.listening():
        query = {"id": "1", "from": town.message("x")["from"], "query": "B0CYT4LN7Q", "offset": ""}
        await town.server.happens(inline_query=query)
        await town.presses("check 1", town.message("card"))
        await town.server.until(lambda: len(worker.progress) == 2)
        await town.quiet()
    assert worker.progress == [False, False]
