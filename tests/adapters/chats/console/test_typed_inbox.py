import asyncio
from contextlib import contextmanager
from contextvars import Context
from io import StringIO

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from adapters.chats.console.exchange import TERMINAL
from adapters.chats.console.inbox import TypedInbox
from adapters.chats.console.outbox import ConsoleChat
from adapters.chats.console.prompt import SlashCommands
from adapters.chats.console.screen import Screen
from core.messages import Card
from tests.rooms import QuietRooms

COMMANDS = (("track", "watches a product"), ("/untrack", "stops watching"), ("trail", "shows the way"))
CTRL_C, CTRL_D, TAB, UP, ENTER = "\x03", "\x04", "\t", "\x1b[A", "\r"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"


class Paper(StringIO):
    """Remembers that something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = asyncio.Event()

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


class Typist:
    """A person at a terminal of 80 columns, and all that was ever written to it."""

    def __init__(self, keys, paper: Paper, screen: Screen) -> None:
        self._keys = keys
        self._paper = paper
        self.screen = screen

    def types(self, keys: str) -> None:
        self._keys.send_text(keys)

    async def sees(self, text: str, after: int = 0) -> int:
        """Where the text ends in all that was written, as soon as it is there."""
        async with asyncio.timeout(20):
            while (place := self._paper.getvalue().find(text, after)) < 0:
                self._paper.written.clear()
                await self._paper.written.wait()
        return place + len(text)

    def seen(self) -> str:
        return self._paper.getvalue()


@contextmanager
def a_terminal():
    paper = Paper()
    output = Vt100_Output(paper, lambda: Size(rows=24, columns=80), enable_cpr=False, enable_bell=False)
    with create_pipe_input() as keys, create_app_session(input=keys, output=output):
        yield Typist(keys, paper, Screen(paper, terminal=True, width=80))


@pytest.mark.parametrize(
    ("keys", "heard"),
    [
        ("/list\r/help\r" + CTRL_D, ["/list", "/help"]),
        ("   \r\r/list\r" + CTRL_D, ["/list"]),
        ("/typo" + CTRL_C + "/list\r" + CTRL_D, ["/list"]),
        ("/list\r/lost" + CTRL_C + CTRL_C, ["/list"]),
        (CTRL_C + "x\r" + CTRL_C + CTRL_C, ["x"]),
        ("hush\r" + CTRL_D, ["hush"]),
        (PASTE + "y" * 40_001 + PASTED + "\r/list\r" + CTRL_D, ["/list"]),
        (PASTE + "B0CYT4LN7Q\nB07XJ8C8F5" + PASTED + "\r" + CTRL_D, ["B0CYT4LN7Q\nB07XJ8C8F5"]),
    ],
    ids=["lines", "blank", "clear", "twice", "not twice", "silence", "too long", "pasted"],
)
async def test_a_person_types(keys, heard, noon, parrot):
    with a_terminal() as typist:
        typist.types(keys)
        async with asyncio.timeout(20):
            await TypedInbox(typist.screen, noon, COMMANDS).listen(parrot, QuietRooms())
    assert parrot.texts == heard


async def test_tab_completes_a_command(noon, parrot):
    with a_terminal() as typist:
        listening = asyncio.create_task(TypedInbox(typist.screen, noon, COMMANDS).listen(parrot, QuietRooms()))
        typist.types("/un")
        place = await typist.sees("stops watching")
        typist.types(TAB)
        await typist.sees("track", place)
        typist.types(" 3" + ENTER + CTRL_D)
        await listening
    assert parrot.texts == ["/untrack 3"]


async def test_the_arrow_up_brings_the_last_line_back(noon, parrot):
    with a_terminal() as typist:
        listening = asyncio.create_task(TypedInbox(typist.screen, noon, COMMANDS).listen(parrot, QuietRooms()))
        typist.types("/list" + ENTER)
        place = await typist.sees("> ", await typist.sees("heard /list"))
        typist.types(UP)
        await typist.sees("/list", place)
        typist.types(ENTER + CTRL_D)
        await listening
    assert parrot.texts == ["/list", "/list"]


@pytest.mark.parametrize("context", ["of the prompt", "of somebody else"])
async def test_an_alert_between_two_keys_goes_above_the_line_and_the_line_goes_on(context, noon, parrot):
    with a_terminal() as typist:
        chat = ConsoleChat(typist.screen)
        listening = asyncio.create_task(TypedInbox(typist.screen, noon).listen(parrot, QuietRooms()))
        typist.types("/tr")
        await typist.sees("/tr")
        posting = chat.post(TERMINAL, Card("Price dropped 16 %"))
        elsewhere = Context() if context == "of somebody else" else None
        assert await asyncio.create_task(posting, context=elsewhere)
        before, alert, after = typist.seen().partition("Price dropped 16 %")
        assert before.rpartition("/tr")[2].count("\x1b[J") == 1  # the typed line was wiped first
        assert alert
        assert "> " in after  # and drawn again below
        assert "/tr" in after
        typist.types("ack B0CYT4LN7Q\r" + CTRL_D)
        async with asyncio.timeout(20):
            await listening
    assert parrot.texts == ["/track B0CYT4LN7Q"]


async def test_an_alert_while_an_answer_is_awaited_is_simply_written(noon):
    with a_terminal() as typist:
        chat = ConsoleChat(typist.screen)

        async def slow(heard) -> Card:
            await chat.post(TERMINAL, Card("Price dropped 16 %"))
            return Card("Answered")

        typist.types("/list\r" + CTRL_D)
        await TypedInbox(typist.screen, noon).listen(slow, QuietRooms())
        assert typist.seen().index("Price dropped") < typist.seen().index("Answered")


async def test_an_alert_whose_sender_is_cancelled_does_not_block_the_next(noon, parrot):
    with a_terminal() as typist:
        chat = ConsoleChat(typist.screen)
        listening = asyncio.create_task(TypedInbox(typist.screen, noon).listen(parrot, QuietRooms()))
        typist.types("/tr")
        await typist.sees("/tr")
        hasty = [asyncio.create_task(chat.post(TERMINAL, Card(f"alert {number}"))) for number in range(3)]
        await asyncio.sleep(0)
        for task in hasty:
            task.cancel()
        await asyncio.wait(hasty)
        async with asyncio.timeout(20):
            await chat.post(TERMINAL, Card("the last alert"))
        assert "the last alert" in typist.seen()
        typist.types("\r" + CTRL_D)
        await listening


async def test_a_typed_inbox_cancelled_in_the_middle_of_a_line_ends(noon, parrot):
    with a_terminal() as typist:
        listening = asyncio.create_task(TypedInbox(typist.screen, noon).listen(parrot, QuietRooms()))
        typist.types("/tr")
        await typist.sees("/tr")
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
        await ConsoleChat(typist.screen).post(TERMINAL, Card("said after the prompt was gone"))
        assert "said after the prompt was gone" in typist.seen()
    assert parrot.texts == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/", ["/track", "/untrack", "/trail"]),
        ("/TRA", ["/track", "/trail"]),
        ("/track ", []),
        ("tra", []),
        ("", []),
        ("/nothing", []),
    ],
)
def test_slash_commands_are_offered_at_the_beginning_of_a_line(typed, offered):
    completions = list(SlashCommands(COMMANDS).get_completions(Document(typed), CompleteEvent()))
    assert [completion.text for completion in completions] == offered
    assert all(completion.display_meta_text for completion in completions)
