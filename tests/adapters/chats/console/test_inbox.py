import asyncio
import os
import subprocess
import sys

import pytest

from adapters.chats.console.exchange import LONGEST, TERMINAL
from adapters.chats.console.inbox import PipedInbox, ScriptInbox, read_script, standard_inbox
from adapters.chats.console.outbox import ConsoleChat
from adapters.chats.console.screen import Screen
from core.errors import ChatGone
from core.messages import Card
from tests.rooms import QuietRooms


def pipe_of(content: bytes):
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return os.fdopen(reading)


async def no_sleep(seconds: float) -> None:
    raise AssertionError(f"nobody asked to sleep {seconds} s")


async def test_piped_lines_are_answered_in_order(screen, paper, noon, parrot):
    with pipe_of(b"/list\n\n  hush \ncaf\xe9\n/help") as source:
        await PipedInbox(screen, noon, source).listen(parrot, QuietRooms())
    assert parrot.texts == ["/list", "hush", "caf\ufffd", "/help"]
    assert paper.getvalue() == "● heard /list\n\n● heard caf\ufffd\n\n● heard /help\n\n"


async def test_what_is_heard_says_where_who_and_when(screen, noon, parrot, monkeypatch):
    monkeypatch.setenv("LOGNAME", "ada")
    with pipe_of(b"/list\n") as source:
        await PipedInbox(screen, noon, source).listen(parrot, QuietRooms())
    (heard,) = parrot.heard
    assert (heard.chat, heard.at, heard.addressed) == (TERMINAL, noon(), True)
    assert (heard.person.id, heard.person.name) == ("you", "ada")
    assert (heard.thread, heard.focus) == (None, None)


async def test_a_user_without_a_name_is_you(screen, noon, parrot, monkeypatch):
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 4_000_000_000)
    await ScriptInbox(screen, noon, ["/list"], no_sleep).listen(parrot, QuietRooms())
    assert parrot.heard[0].person.name == "you"


async def test_a_message_that_is_too_long_is_refused_and_the_next_one_answered(screen, paper, noon, parrot, tmp_path):
    messages = tmp_path / "messages"
    messages.write_bytes(b"x" * (LONGEST + 1) + b"\n" + b"y" * LONGEST + b"\n" + b"z" * 3_000_000 + b"\n/list\n")
    with messages.open() as source:
        await PipedInbox(screen, noon, source).listen(parrot, QuietRooms())
    assert parrot.texts == ["y" * LONGEST, "/list"]
    refusal = "! That message is longer than 40,000 characters, so it was not read. Send it in parts.\n\n"
    assert paper.getvalue() == f"{refusal}● heard {'y' * LONGEST}\n\n{refusal}● heard /list\n\n"


async def test_no_input_at_all_is_an_inbox_that_ends(screen, paper, noon, parrot):
    await PipedInbox(screen, noon, None).listen(parrot, QuietRooms())
    assert paper.getvalue() == ""


async def test_an_answer_that_nobody_reads_ends_the_inbox(noon, parrot):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream, pipe_of(b"/list\n/help\n") as source, pytest.raises(ChatGone):
        await PipedInbox(Screen(stream), noon, source).listen(parrot, QuietRooms())
    assert parrot.texts == ["/list"]


async def test_a_piped_inbox_ends_when_cancelled(screen, noon, parrot):
    reading, writing = os.pipe()
    with os.fdopen(reading) as source:
        listening = asyncio.create_task(PipedInbox(screen, noon, source).listen(parrot, QuietRooms()))
        await asyncio.sleep(0)
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
        assert not asyncio.get_running_loop().remove_reader(reading)
    os.close(writing)


def test_a_process_cancelled_while_its_input_is_silent_ends_without_prompt_toolkit():
    program = """
import asyncio, sys
from datetime import UTC, datetime
from adapters.chats.console.inbox import standard_inbox
from adapters.chats.console.screen import Screen
from core.messages import Card

async def main():
    heard = asyncio.Event()
    async def listener(message):
        heard.set()
        return Card(message.text)
    screen = Screen(sys.stdout)
    listening = asyncio.create_task(standard_inbox(screen, lambda: datetime.now(UTC)).listen(listener, rooms=None))
    await heard.wait()
    await asyncio.sleep(0)
    listening.cancel()
    await asyncio.wait([listening])
    print(listening.cancelled(), "prompt_toolkit" in sys.modules)

asyncio.run(main())
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("/list\n")
        process.stdin.flush()  # and left open
        assert process.stdout.read() == "● /list\n\nTrue False\n"
        assert process.wait(timeout=30) == 0


async def test_a_script_reads_as_a_conversation_in_which_alerts_may_arrive(screen, paper, noon, parrot):
    chat = ConsoleChat(screen)
    slept = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await chat.post(TERMINAL, Card("Price dropped 16 %"))

    script = ["# a comment", "", "/track B0CYT4LN7Q", "sleep 2.5", "  hush", "sleep well", "sleep 5"]
    await ScriptInbox(screen, noon, script, sleep).listen(parrot, QuietRooms())
    assert slept == [2.5, 5.0]
    assert paper.getvalue() == (
        "> /track B0CYT4LN7Q\n● heard /track B0CYT4LN7Q\n\n"
        "● Price dropped 16 %\n\n"
        "> hush\n> sleep well\n● heard sleep well\n\n"
        "● Price dropped 16 %\n\n"
    )


async def test_a_script_ends_when_cancelled_in_its_sleep(screen, noon, parrot):
    asleep = asyncio.Event()

    async def sleep(seconds: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    listening = asyncio.create_task(ScriptInbox(screen, noon, ["sleep 5", "/list"], sleep).listen(parrot, QuietRooms()))
    await asleep.wait()
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert parrot.texts == []


def test_a_script_file_may_have_any_line_ends_and_a_mark(tmp_path):
    path = tmp_path / "script"
    path.write_bytes(b"\xef\xbb\xbf/list\r\n# caf\xe9\n/help")
    assert read_script(path) == ("/list", "# caf\ufffd", "/help")


def test_standard_input_that_is_no_terminal_is_piped(screen, noon):
    assert isinstance(standard_inbox(screen, noon), PipedInbox)
