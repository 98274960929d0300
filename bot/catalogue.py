"""The menu, the settings and the rulebook as tables, for the documents: what is generated cannot go stale."""

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bot.command import Command
from bot.commands import MENU
from bot.grammar.amounts import spell_duration
from bot.settings import Settings
from core.audit.rule import Rule
from core.audit.rulebook import RULEBOOK
from core.audit.sources import SOURCES


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


def rules_table(rulebook: Sequence[Rule]) -> str:
    """The rulebook as a Markdown table, and where its rules were read as the links that it refers to."""
    rows = [
        f"| {rule.id} | {rule.says.replace('|', chr(92) + '|')} | {rule.points} "
        f"| {', '.join(severity.name for severity in rule.severities)} | {_day(rule.since)} | {_day(rule.until)} "
        f"| {_exempt(rule)} | {_sources(rule)} ({rule.sureness.value}) |"
        for rule in rulebook
    ]
    head = "| rule | asks for | points | findings | since | until | not for | source |"
    links = [f"[{name}]: {address}" for name, address in SOURCES.items()]
    return "\n".join([head, "| --- " * 8 + "|", *rows, "", *links])


def _day(day: date | None) -> str:
    return f"{day:%-d %b %Y}" if day else ""


def _exempt(rule: Rule) -> str:
    """Whom the rule leaves alone."""
    return ", ".join([*(() if rule.for_media else ("media",)), *(f".{code}" for code in sorted(rule.not_in))])


def _sources(rule: Rule) -> str:
    return " ".join(f"[{name}]" for name in rule.source.split())


def _shown(default: Any) -> str:
    if default is None:
        return "-"
    return f"`{spell_duration(default) if isinstance(default, timedelta) else default}`"


if __name__ == "__main__":
    sys.stdout.write("\n\n".join((command_table(MENU), settings_table(), rules_table(RULEBOOK))) + "\n")
