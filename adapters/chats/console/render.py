"""How a card looks in a terminal, and the same card as plain lines where there is none."""

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final, assert_never
from urllib.parse import quote

from rich.columns import Columns
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.table import Table as Grid
from rich.text import Text

from adapters.chats.console.inert import lines, one_line
from adapters.chats.console.tables import Sheet
from core.messages import (
    Attachment,
    Block,
    Bullets,
    Buttons,
    Card,
    Diff,
    Facts,
    Fate,
    Form,
    Link,
    Paragraph,
    Picture,
    Table,
    Tone,
    in_words,
)

_MARKS: Final = {  # shapes as well as colours: neither may be all that tells
    Tone.INFO: ("●", "cyan"),
    Tone.GOOD: ("✓", "green"),
    Tone.WARNING: ("!", "yellow"),
    Tone.CRITICAL: ("✗", "red"),
}
_EDITED: Final = {
    Fate.KEPT: ("", "", "not dim"),
    Fate.GONE: ("[−", "]", "not dim red strike"),
    Fate.NEW: ("[+", "]", "not dim green"),
}
_INDENT: Final = 2
_ENDLESS: Final = 1_000_000  # columns: so wide that nothing wraps
_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_KEPT_IN_LINKS: Final = "%/:=&?~#+!$,;'@()*[]"


def draw(card: Card, *, note: str = "") -> RenderableType:
    """A card for a terminal of any width; `note` is a quiet word beside its title."""
    parts = (_in_terminal(block) for block in card.blocks)
    return Group(_title(card, note), *(_Indented(part) for part in parts))


def plain(card: Card, *, note: str = "") -> str:
    """A card as lines without colour: one fact on each, none wrapped, all but the title indented."""
    parts = (_on_paper(block) for block in card.blocks)
    paper = Console(file=StringIO(), width=_ENDLESS, color_system=None, legacy_windows=False)
    with paper.capture() as drawn:
        paper.print(Group(_title(card, note), *(_Indented(part) for part in parts)))
    return drawn.get()


def _in_terminal(block: Block) -> RenderableType:
    match block:
        case Facts(rows):
            return _facts((one_line(row.label), one_line(row.value)) for row in rows)
        case Table():
            return Sheet(block, lined=True)
        case Diff():
            return _edits(block)
        case Link(label, url):
            return _link(one_line(label), one_line(url))
        case Buttons():
            return Columns([Text(hint, "dim") for hint in _hints(block)], padding=(0, 3, 0, 0))
        case Paragraph() | Bullets() | Picture() | Attachment() | Form():
            return _words(block)
        case _:
            assert_never(block)


def _on_paper(block: Block) -> RenderableType:
    match block:
        case Facts(rows):
            return Text("\n".join(f"{one_line(row.label)}: {one_line(row.value)}" for row in rows))
        case Table():
            return Sheet(block, lined=False)
        case Diff():
            return Text(_edits(block).plain)
        case Link(label, url):
            return Text(": ".join(filter(None, (one_line(label), one_line(url)))))
        case Buttons():
            return Text("   ".join(_hints(block)))
        case Paragraph() | Bullets() | Picture() | Attachment() | Form():
            return _words(block)
        case _:
            assert_never(block)


def _title(card: Card, note: str) -> RenderableType:
    mark, colour = _MARKS[card.tone]
    words = Text(one_line(card.title), "bold", overflow="fold")
    return _Indented(words.append(f" ({note})" if note else "", "not bold dim"), Segment(mark, Style.parse(colour)))


def _words(block: Paragraph | Bullets | Picture | Attachment | Form) -> RenderableType:
    match block:
        case Paragraph(text):
            return Text("\n".join(lines(text)), overflow="fold")
        case Bullets(items):
            bullet = Segment("-")
            return Group(*(_Indented(Text(one_line(item), overflow="fold"), bullet) for item in items))
        case Picture() | Attachment() | Form():
            return Text("\n".join(lines(in_words(block))), overflow="fold")
        case _:
            assert_never(block)


def _facts(rows: Iterable[tuple[str, str]]) -> RenderableType:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", overflow="fold")
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(Text(label), Text(value))
    return grid


def _edits(diff: Diff) -> Text:
    """Signs as well as colours, since neither may be all that tells."""
    shown = Text(f"{one_line(diff.label)}:", "dim", overflow="fold")
    for stretch in diff.stretches:
        opening, closing, style = _EDITED[stretch.fate]
        shown.append(" ").append(f"{opening}{one_line(stretch.words)}{closing}", style)
    return shown


def _link(label: str, url: str) -> RenderableType:
    """The address is always shown besides: not every terminal can open a link, and nobody should open one unseen."""
    target = Style(link=quote(url, safe=_KEPT_IN_LINKS)) if _WEB.fullmatch(url) else Style()
    shown = Text(overflow="fold")
    if label:
        shown.append(label, target + Style(underline=True)).append("  ")
    return shown.append(url, target + Style(dim=True))


def _hints(buttons: Buttons) -> list[str]:
    return [f"[{one_line(button.label)}] /{one_line(button.says)}" for button in buttons.row]


def _trimmed(line: Sequence[Segment]) -> list[Segment]:
    """Without blanks at its end, which would wrap when the window is made narrower, and be copied along."""
    kept = list(line)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    return [*kept[:-1], kept[-1]._replace(text=kept[-1].text.rstrip())] if kept else []


class _Indented:
    """Something that stands a little to the right, with nothing or one mark before its first line."""

    def __init__(self, inner: RenderableType, mark: Segment | None = None) -> None:
        self._inner = inner
        self._mark = mark

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inside = options.update(width=max(1, options.max_width - _INDENT))
        gap = Segment(" " * _INDENT)
        first = [self._mark, Segment(" ")] if self._mark else [gap]
        for row, line in enumerate(console.render_lines(self._inner, inside, pad=False)):
            yield from [gap] if row else first
            yield from _trimmed(line)
            yield Segment.line()
