"""What a card looks like in a dark terminal, as HTML: rich's own export of what it would print."""

from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

from adapters.chats.console.keepsakes import named
from adapters.chats.console.render import draw
from core.messages import Card

WIDTH: Final = 800  # pixels: room for the columns below
STYLE: Final = """
body { background: #292929; color: #c5c8c6; font: 13px/1.45 "DejaVu Sans", Arial, sans-serif; }
pre.terminal { margin: 0; font: 14px/1.35 Menlo, "DejaVu Sans Mono", Consolas, monospace; white-space: pre; }
pre.terminal a { color: inherit; }
"""
_COLUMNS: Final = 88
_FORMAT: Final = '<pre class="terminal">{code}</pre>'


def portrait(card: Card) -> str:
    """The card as it stands on a screen of 88 columns, its files named as if they had been kept."""
    console = Console(
        file=StringIO(),
        record=True,
        width=_COLUMNS,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    console.print(draw(named(card, Path("amazcope-files"))))
    return console.export_html(theme=SVG_EXPORT_THEME, code_format=_FORMAT, inline_styles=True)
