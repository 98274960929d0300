"""What is shown while an answer takes long, and how it becomes the answer."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from core.messages import Card, Tone
from tests.adapters.chats.slack.conftest import SocketDoor, listened, opened
from tests.adapters.chats.slack.payloads import mention, message, press, says, slash
from tests.servers.slack import BOT, Failure
from tests.servers.slack_rules import shown

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Worker:
    """Tells of its work step by step, each when the test lets it, and then answers."""

    def __init__(self, card: Card | None) -> None:
        self.now = NOON
        self._card = card
        self._steps: asyncio.Queue[str] = asyncio.Queue()

    def step(self, words: str, seconds: float = 2) -> None:
        self._steps.put_nowait(f"{seconds} {words}")

    def end(self) -> None:
        self._steps.put_nowait("")

    async def __call__(self, heard):
        while step := await self._steps.get():
            seconds, _, words = step.partition(" ")
            self.now += timedelta(seconds=float(seconds))
            await heard.progress(words)
        return self._card


@pytest.fixture
def worker():
    return Worker(Card("Checked 10 products", subject="B0CYT4LN7Q@com"))


@pytest.fixture
async def at_work(slack, company, worker):
    company.answer = worker
    async with opened(slack, now=lambda: worker.now) as account, listened(account, company):
        yield SocketDoor(slack)


PANE = {"channel": "D1", "thread_ts": "1600.1"}


async def test_in_the_agents_pane_work_is_streamed_and_the_card_ends_the_stream(slack, worker, at_work):
    await at_work.send("events_api", message("check all", **PANE))
    worker.step("Looking at 10 products…")
    await slack.until(lambda: "Looking at 10 products" in slack.seen("D1"))
    worker.step("3 of 10 read…")
    await slack.until(lambda: "3 of 10 read" in slack.seen("D1"))
    worker.end()
    await slack.until(lambda: slack.of("chat.stopStream"))
    (streamed,) = slack.messages.values()
    assert (streamed["streaming"], streamed["thread_ts"]) == (False, "1600.1")
    assert "Checked 10 products" in shown(streamed["blocks"])
    assert streamed["metadata"]["event_payload"] == {"subject": "B0CYT4LN7Q@com"}
    assert slack.of("chat.stopStream")[0]["chunks"][0]["status"] == "complete"
    assert slack.of("chat.postMessage") == []


@pytest.mark.parametrize("kind", ["slash_commands", "events_api"])
async def test_elsewhere_a_note_tells_of_the_work_and_becomes_the_answer(slack, worker, at_work, kind):
    asked = slash(slack, "/check", "all") if kind == "slash_commands" else mention(f"<@{BOT}> check all")
    await at_work.send(kind, asked)
    worker.step("Looking at 10 products…")
    await slack.until(lambda: "Looking at 10 products" in slack.seen())
    worker.step("3 of 10 read…")
    await slack.until(lambda: "3 of 10 read" in slack.seen())
    worker.end()
    await slack.until(lambda: "Checked 10 products" in slack.seen())
    assert len(slack.messages) == 1


async def test_notes_that_follow_too_closely_are_left_out(slack, worker, at_work):
    await at_work.send("slash_commands", slash(slack, "/check", "all"))
    for number in range(9):
        worker.step(f"{number} of 10 read…", 0.2)
    worker.end()
    await slack.until(lambda: "Checked 10 products" in slack.seen())
    assert len(slack.of("chat.postMessage") + slack.of("chat.update")) == 3


@pytest.mark.parametrize("card", [Card("Only admins may.", tone=Tone.WARNING, whisper=True), None])
async def test_what_only_the_asker_may_see_is_no_note_for_all(slack, company, worker, at_work, card):
    worker._card = card
    await at_work.send("slash_commands", slash(slack, "/check", "all"))
    worker.step("Looking at 10 products…")
    worker.end()
    await slack.until(lambda: slack.of("chat.delete") and (slack.responses or card is None))
    assert slack.messages == {}


async def test_a_note_that_somebody_deleted_meanwhile_does_not_take_the_answer_along(slack, worker, at_work):
    await at_work.send("slash_commands", slash(slack, "/check", "all"))
    worker.step("Looking at 10 products…")
    await slack.until(lambda: slack.messages)
    slack.messages.clear()
    worker.end()
    await slack.until(lambda: "Checked 10 products" in slack.seen())


@pytest.mark.parametrize("method", ["chat.startStream", "chat.stopStream"])
async def test_where_slack_does_not_stream_the_answer_comes_all_the_same(slack, worker, at_work, method):
    slack.fail(method, Failure("message_not_in_streaming_state"))
    await at_work.send("events_api", message("check all", **PANE))
    worker.step("Looking at 10 products…")
    worker.step("3 of 10 read…")
    worker.end()
    await slack.until(lambda: "Checked 10 products" in slack.seen("D1"))
    assert len(slack.messages) == 1


async def test_where_the_bot_is_no_member_the_answer_comes_without_notes(slack, worker, at_work):
    slack.closed_channels["C1"] = "not_in_channel"
    await at_work.send("slash_commands", slash(slack, "/check", "all"))
    worker.step("Looking at 10 products…")
    worker.step("3 of 10 read…")
    worker.end()
    await slack.until(lambda: slack.responses)
    assert "Checked 10 products" in str(slack.responses[0]["blocks"])
    assert len(slack.of("chat.postMessage")) == 2  # the note, and the answer


async def test_a_pressed_card_is_not_covered_by_notes(slack, worker, at_work):
    await at_work.send("interactive", press(slack, "1600.1", says("check 3")))
    worker.step("Looking at 10 products…")
    worker.end()
    await slack.until(lambda: slack.of("chat.update"))
    assert len(slack.of("chat.update")) == 1
    assert slack.of("chat.postMessage") == []
