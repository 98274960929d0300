"""The chat as a process of its own at a pseudo-terminal."""

import os
import select
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
termios = pytest.importorskip("termios", reason="Windows has no pseudo-terminals")

LISTENING = b"\x1b[?2004h"  # bracketed paste: asked for when the first prompt is drawn
PROGRAM = """
import asyncio, sys
from datetime import UTC, datetime
from adapters.chats.console.inbox import standard_inbox
from adapters.chats.console.outbox import ConsoleChat
from adapters.chats.console.screen import Screen
from tests.rooms import QuietRooms
from core.messages import Card

async def main(orders):
    screen = Screen(sys.stdout)
    chat = ConsoleChat(screen)
    async def listener(heard):
        return Card(f"heard {heard.text}")
    listening = asyncio.create_task(standard_inbox(screen, lambda: datetime.now(UTC)).listen(listener, QuietRooms()))
    ordered = asyncio.Event()
    asyncio.get_running_loop().add_reader(orders, ordered.set)
    leaving = asyncio.create_task(ordered.wait())
    await asyncio.wait([listening, leaving], return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    listening.cancel()
    await asyncio.wait([listening])
    print("cancelled" if listening.cancelled() else "ended")

asyncio.run(main(int(sys.argv[1])))
"""


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        orders, self.orders = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(orders)],
            stdin=self.slave,
            stdout=self.slave,
            pass_fds=[orders],
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        )
        os.close(orders)
        self.shown = b""

    def types(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def shows(self, text: bytes) -> None:
        while text not in self.shown:
            assert select.select([self.master], [], [], 20)[0], f"{text!r} is not in {self.shown!r}"
            self.shown += os.read(self.master, 4096)

    def cancels(self) -> None:
        os.write(self.orders, b"!")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for descriptor in (self.master, self.slave, self.orders):
            os.close(descriptor)


@pytest.fixture
def terminal():
    terminal = Terminal()
    yield terminal
    terminal.close()


def test_a_person_types_at_a_real_terminal_and_leaves(terminal):
    terminal.shows(LISTENING)
    terminal.types(b"/list\r")
    terminal.shows(b"heard /list")
    terminal.types(b"\x04")
    terminal.shows(b"ended")
    assert terminal.process.wait(timeout=30) == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before


def test_cancelled_in_the_middle_of_a_line_it_leaves_the_terminal_as_it_was(terminal):
    terminal.shows(LISTENING)
    terminal.types(b"/tr")
    terminal.shows(b"/tr")
    terminal.cancels()
    terminal.shows(b"cancelled")
    assert terminal.process.wait(timeout=30) == 0
    assert termios.tcgetattr(terminal.slave) == terminal.before
    typed, _, after = terminal.shown.rpartition(b"/tr")
    assert typed
    assert b"\n" in after.partition(b"cancelled")[0]
