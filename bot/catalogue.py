"""The menu and the settings as tables, for the README and the documentation: what is generated cannot go stale."""

import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.command import Command
from bot.commands import MENU
from bot.grammar.amounts import spell_duration
from bot.settings import Settings


def command_table(menu: Sequence[type[Command]]) -> str:
    """The menu as a Markdown table: an example of each command, and what it does."""
    rows = [
        f"| `/{kind.examples[-1] if len(kind.examples) < 3 else kind.examples[1]}` | {kind.summary()} |"
        for kind in menu
    ]
    return "\n".join(["| say | what happens |", "| --- | --- |", *rows])


def settings_table() -> str:
    """The settings as a Markdown table: name, default, meaning."""
    rows = [
        f"| `{name.upper()}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| name | default | meaning |", "| --- | --- | --- |", *rows])


def _shown(default: Any) -> str:
    if default is None:
        return "-"
    return f"`{spell_duration(default) if isinstance(default, timedelta) else default}`"


if __name__ == "__main__":
    sys.stdout.write(f"{command_table(MENU)}\n\n{settings_table()}\n")
