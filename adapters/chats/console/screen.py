"""The one place that writes to the terminal, so that an alert and a person typing do not garble each other's lines."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import Context, copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from adapters.chats.console.inert import one_line
from adapters.chats.console.keepsakes import kept
from core.errors import ChatGone
from core.messages import Card

if TYPE_CHECKING:
    from rich.console import Console

PROMPT: Final = "> "


class Screen:
    """A terminal, or whatever standard output was led to; one object for all who write to it.

    `stream` is None where the process has no output at all. On a terminal cards have colour and fit its width;
    elsewhere they are plain lines. Pictures and files are kept in `folder` and
    named; without one only their words show. Every method that writes raises `ChatGone` once nobody reads any more.
    """

    def __init__(
        self,
        stream: TextIO | None,
        *,
        terminal: bool | None = None,
        width: int | None = None,
        folder: Path | None = None,
    ) -> None:
        self.terminal = bool(stream and stream.isatty()) if terminal is None else terminal
        self._stream = stream
        self._width = width
        self._folder = folder
        self._below_blank = True
        self._typing: Context | None = None

    async def show(self, card: Card, *, apart: bool = False, note: str = "") -> None:
        """Draw a card and a blank line below it; `apart` has a blank line above it too, unless there is one."""
        shown = kept(card, self._folder) if self._folder else card

        def put() -> None:
            above = "\n" if apart and not self._below_blank else ""
            self._put(f"{above}{self._drawn(shown, note)}\n")
            self._below_blank = True

        await self._above_the_prompt(put)

    async def note(self, words: str) -> None:
        """Write one line about work that goes on."""

        def put() -> None:
            self._put(f"{one_line(words)}\n")
            self._below_blank = False

        await self._above_the_prompt(put)

    def echo(self, line: str) -> None:
        """Write a line as if it had been typed."""
        self._put(f"{PROMPT}{one_line(line)}\n")
        self._below_blank = False

    @contextmanager
    def typing(self) -> Iterator[None]:
        """While this lasts, prompt_toolkit holds the last line: what is written goes above it."""
        self._typing = copy_context()
        try:
            yield
        finally:
            self._typing = None
            self._below_blank = False

    async def _above_the_prompt(self, put: Callable[[], None]) -> None:
        if self._typing is None:
            put()
            return
        from prompt_toolkit.application import run_in_terminal

        # Shielded: cut off half-way, it would leave the prompt hidden and all later writers waiting.
        await asyncio.shield(self._typing.run(run_in_terminal, put))

    def _drawn(self, card: Card, note: str) -> str:
        from adapters.chats.console.render import draw, plain

        if not self.terminal:
            return plain(card, note=note)
        console = self._console()
        with console.capture() as drawn:
            console.print(draw(card, note=note))
        return drawn.get()

    def _console(self) -> "Console":
        from rich.console import Console

        return Console(file=self._stream, force_terminal=True, width=self._width, legacy_windows=False)

    def _put(self, text: str) -> None:
        if self._stream is None:
            raise ChatGone("terminal", "its output is closed")
        encoding = self._stream.encoding or "utf-8"
        try:
            self._stream.write(text.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except (OSError, ValueError) as error:
            self._lead_nowhere(self._stream)
            raise ChatGone("terminal", "nobody reads its output any more") from error

    @staticmethod
    def _lead_nowhere(stream: TextIO) -> None:
        """What was not written is still in the stream's buffer, on which the interpreter would fail once more at exit.

        https://docs.python.org/3/library/signal.html#note-on-sigpipe
        """
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            try:
                os.dup2(nowhere, stream.fileno())
            finally:
                os.close(nowhere)


def standard_screen(folder: Path | None = None) -> Screen:
    """The screen of this process, with a folder for what it cannot show."""
    return Screen(sys.stdout, folder=folder)
