"""The three ways to speak to Amazcope in a terminal: typing, piping lines in, and a script."""

import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from adapters.chats.console.exchange import LONGEST, Exchange
from adapters.chats.console.lines import lines_of
from adapters.chats.console.screen import Screen
from core.ports.world import Inbox, Listener, Rooms

_SLEEP: Final = re.compile(r"sleep\s+(\d{1,6}(?:\.\d{1,6})?)")


def standard_inbox(screen: Screen, now: Callable[[], datetime], completions: Sequence[tuple[str, str]] = ()) -> Inbox:
    """The inbox for this process's standard input: typed where a person sits at a terminal, else piped."""
    if screen.terminal and sys.stdin and sys.stdin.isatty():
        return TypedInbox(screen, now, completions)
    return PipedInbox(screen, now, sys.stdin)


class TypedInbox:
    """A person at a terminal; `completions` are commands and a line of help for each, offered as they type a slash."""

    def __init__(
        self, screen: Screen, now: Callable[[], datetime], completions: Sequence[tuple[str, str]] = ()
    ) -> None:
        self._screen = screen
        self._exchange = Exchange(screen, now)
        self._completions = completions

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Answer line after line until Ctrl-D, or Ctrl-C twice; Ctrl-C once clears the line. Raises `ChatGone`."""
        from adapters.chats.console.prompt import Prompt

        prompt = Prompt(self._completions)
        with prompt.keeping_keys(), suppress(EOFError):
            while True:
                with self._screen.typing():
                    text = await prompt.ask()
                await self._exchange.answer(text, listener)


class PipedInbox:
    """Lines from a pipe or a file, one message each; `source` is None where the process has no input at all."""

    def __init__(self, screen: Screen, now: Callable[[], datetime], source: TextIO | None) -> None:
        self._exchange = Exchange(screen, now)
        self._source = source

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Answer line after line, in order, until the last. Raises `ChatGone`."""
        if self._source is None:
            return
        async with aclosing(lines_of(self._source.fileno(), LONGEST)) as lines:
            async for line in lines:
                await self._exchange.answer(line, listener)


class ScriptInbox:
    """Lines written beforehand, each shown before its answer, so that what is printed reads as a conversation.

    Blank lines and those that begin with ``#`` are left out; ``sleep 2.5`` waits that many seconds by `sleep`.
    """

    def __init__(
        self,
        screen: Screen,
        now: Callable[[], datetime],
        script: Iterable[str],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._screen = screen
        self._exchange = Exchange(screen, now)
        self._script = tuple(script)
        self._sleep = sleep

    async def listen(self, listener: Listener, rooms: Rooms) -> None:
        """Play the script to its end. Raises `ChatGone`."""
        for line in map(str.strip, self._script):
            if wait := _SLEEP.fullmatch(line):
                await self._sleep(float(wait[1]))
            elif line and not line.startswith("#"):
                self._screen.echo(line)
                await self._exchange.answer(line, listener)


def read_script(path: Path) -> tuple[str, ...]:
    """The lines of a script file, in UTF-8. Raises `OSError` where it cannot be read."""
    return tuple(path.read_text("utf-8-sig", errors="replace").splitlines())
