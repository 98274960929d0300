"""The line a person types into: completion, history, and what Ctrl-C means there."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style

from adapters.chats.console.screen import PROMPT

_MENU_LINES: Final = 6
_LOOK: Final = {
    "prompt": "ansicyan",
    "completion-menu": "bg:default",
    "completion-menu.completion": "bg:default fg:default",
    "completion-menu.completion.current": "bg:default fg:default bold reverse",
    "completion-menu.meta.completion": "bg:default fg:ansibrightblack",
    "completion-menu.meta.completion.current": "bg:default fg:default",
}


class Prompt:
    """Asks for one line after the other."""

    def __init__(self, completions: Sequence[tuple[str, str]]) -> None:
        self._session: PromptSession[str] = PromptSession(
            [("class:prompt", PROMPT)],
            completer=SlashCommands(completions),
            history=InMemoryHistory(),
            key_bindings=_keys(),
            reserve_space_for_menu=_MENU_LINES,
            style=Style.from_dict(_LOOK),
        )

    @contextmanager
    def keeping_keys(self) -> Iterator[None]:
        """While this lasts, what is typed between two questions waits for the next, unseen; Ctrl-C interrupts."""
        keys = self._session.input
        with keys.raw_mode():
            _let_interrupts_through(keys.fileno())
            yield

    async def ask(self) -> str:
        """One line. Raises `EOFError` when there will be no more: Ctrl-D, Ctrl-C twice, or the terminal has gone."""
        # Signals and stray exceptions are the whole process's matter, not the prompt's.
        return await self._session.prompt_async(set_exception_handler=False, handle_sigint=False)


class SlashCommands(Completer):
    """Completes the command a line begins with; `commands` are names, with or without a slash, and their help."""

    def __init__(self, commands: Sequence[tuple[str, str]]) -> None:
        self._commands = tuple((f"/{name.removeprefix('/')}", about) for name, about in commands)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The commands that begin with what was typed so far."""
        typed = document.text_before_cursor.lower()
        if typed.startswith("/"):
            for name, about in self._commands:
                if name.startswith(typed):
                    yield Completion(name, start_position=-len(typed), display_meta=about)


def _let_interrupts_through(descriptor: int) -> None:
    if sys.platform != "win32":
        import termios

        with suppress(termios.error):  # no terminal
            mode = termios.tcgetattr(descriptor)
            mode[3] |= termios.ISIG
            termios.tcsetattr(descriptor, termios.TCSANOW, mode)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def clear_or_leave(event: KeyPressEvent) -> None:
        if event.is_repeat:
            event.app.exit(exception=EOFError, style="class:exiting")
        else:
            event.current_buffer.reset()

    return keys
