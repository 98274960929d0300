"""How a card looks in Slack: Block Kit blocks, the words for notifications, and the files that go with it."""

from dataclasses import dataclass
from typing import Final, assert_never

from adapters.chats.slack import rich
from adapters.chats.slack.forms import form_value
from adapters.chats.slack.inert import cut, escaped, one_line, plain
from adapters.chats.slack.rich import Json
from adapters.chats.slack.tables import table_blocks
from core.messages import (
    Attachment,
    Block,
    Bullets,
    Button,
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

SAYS: Final = "say"  # action ids: a button that says its value, and one that opens a form
ASKS: Final = "ask"
_BLOCKS: Final = 50
_CHARACTERS: Final = 11_500  # of a message's blocks; Slack refuses somewhere above 12,000
_HEADER: Final = 150
_LABEL: Final = 75
_LINK: Final = 500  # of the words that a link stands behind
_VALUE: Final = 2_000
_ROW: Final = 25
_WORDS: Final = 3_000  # of what notifications and screen readers get
_MARKS: Final = {Tone.INFO: "🔹", Tone.GOOD: "✅", Tone.WARNING: "⚠️", Tone.CRITICAL: "🚨"}
_REST: Final = "the-rest.txt"


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message; `title` says in words what it holds."""

    name: str
    data: bytes
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A card as Slack takes it: `text` is escaped and stands for the blocks in notifications."""

    text: str
    blocks: list[Json]
    files: tuple[File, ...] = ()


def draw(card: Card, *, with_files: bool = True) -> Drawn:
    """A card as a message; without files (ephemeral, unfurled, App Home) pictures are told in words."""
    shown = tuple(block for block in card.blocks if not (with_files and isinstance(block, Picture | Attachment)))
    head = _head(card)
    body, rest = _fitted(head, shown)
    if rest:
        body = [*body, *rich.paragraphs(f"… the rest is in {_REST}." if with_files else "… the rest is left out.")]
    files = [file for block in card.blocks for file in _file(block)] if with_files else []
    if rest and with_files:
        files.append(File(_REST, _words_of((Paragraph(card.title), *rest)).encode(), "The rest of the message"))
    return Drawn(text=_fallback(card), blocks=_numbered([*head, *body]), files=tuple(files))


def _head(card: Card) -> list[Json]:
    """The title: large where it may be, at the height of the text for whispers and for long ones."""
    title = f"{_MARKS[card.tone]} {one_line(card.title)}".strip()
    if card.whisper or len(title) > _HEADER:
        return rich.lines([rich.text(cut(title, rich.LONGEST), bold=True)])
    return [{"type": "header", "text": _label(title)}]


def _fitted(head: list[Json], blocks: tuple[Block, ...]) -> tuple[list[Json], list[Block]]:
    """What fits into one message, and the blocks that do not, or not whole; buttons come before words."""
    drawn = [(block, _drawn(block)) for block in blocks]
    kept_back = [part for _, parts in drawn for part in parts if part["type"] == "actions"]
    room = max(_BLOCKS - len(head) - len(kept_back) - 1, 0)
    characters = _CHARACTERS - rich.weight(head) - rich.weight(kept_back)
    body: list[Json] = []
    rest: list[Block] = []
    for block, parts in drawn:
        for part in parts:
            if part["type"] == "actions":
                body.append(part)
                continue
            characters -= rich.weight(part)
            room -= 1
            if rest or room < 0 or characters < 0:
                rest.append(block)
                break
            body.append(part)
    return body[: _BLOCKS - len(head) - 1], rest


def _drawn(block: Block) -> list[Json]:
    match block:
        case Paragraph(text):
            return rich.paragraphs(plain(text).strip("\n"))
        case Facts(rows):
            return rich.lines(
                [*rich.text(f"{cut(one_line(row.label), _HEADER)}: ", bold=True), *_value(row.value)] for row in rows
            )
        case Bullets(items):
            return rich.bullets(map(one_line, items))
        case Table():
            return table_blocks(block)
        case Diff():
            return rich.lines([_edits(block)])
        case Link(label, url):
            return rich.lines([rich.link(cut(one_line(label), _LINK), one_line(url))])
        case Buttons(row):
            return _buttons(row)
        case Form():
            return _form(block)
        case Picture() | Attachment():
            return rich.paragraphs(plain(in_words(block)))
        case _:
            assert_never(block)


def _value(text: str) -> list[Json]:
    return rich.text(cut(one_line(text), rich.LONGEST - _HEADER - 3))


def _edits(diff: Diff) -> list[Json]:
    """What is gone struck through, what is new in bold; as much as one block holds."""
    inline = rich.text(f"{cut(one_line(diff.label), _HEADER)}: ", bold=True)
    left = rich.LONGEST - rich.weight(inline)
    for stretch in diff.stretches:
        words = cut(one_line(stretch.words), left - 1)
        if left <= 1 or not words:
            continue
        left -= len(words) + 1
        inline += rich.text(words, bold=stretch.fate is Fate.NEW, strike=stretch.fate is Fate.GONE)
        inline += rich.text(" ")
    return inline


def _buttons(row: tuple[Button, ...]) -> list[Json]:
    """Rows of buttons; one that says more than a button can hold is shown as the line to type."""
    pressed = [_button(SAYS, button.label, button.says) for button in row if len(button.says) <= _VALUE]
    typed = tuple(button for button in row if len(button.says) > _VALUE)
    rows = [pressed[start : start + _ROW] for start in range(0, len(pressed), _ROW)]
    words = rich.paragraphs(plain(in_words(Buttons(typed)))) if typed else []
    return [*({"type": "actions", "elements": elements} for elements in rows), *words]


def _form(form: Form) -> list[Json]:
    value = form_value(form)
    if value is None:
        return rich.paragraphs(plain(in_words(form)))
    return [{"type": "actions", "elements": [_button(ASKS, form.label, value)]}]


def _button(action: str, label: str, value: str) -> Json:
    return {"type": "button", "action_id": action, "text": _label(cut(one_line(label), _LABEL)), "value": value}


def _numbered(blocks: list[Json]) -> list[Json]:
    """Action ids are unique in a message, and the same each time that it is drawn."""
    buttons = (element for block in blocks if block["type"] == "actions" for element in block["elements"])
    for number, button in enumerate(buttons):
        button["action_id"] = f"{button['action_id']}:{number}"
    return blocks


def _label(text: str) -> Json:
    return {"type": "plain_text", "text": text or "…", "emoji": False}


def _file(block: Block) -> list[File]:
    match block:
        case Picture(name, data, alt):
            return [File(one_line(name) or "picture.png", data, one_line(alt))]
        case Attachment(name, data):
            return [File(one_line(name) or "file", data, one_line(name))]
        case _:
            return []


def _fallback(card: Card) -> str:
    words = _words_of(tuple(block for block in card.blocks if not isinstance(block, Buttons | Form)))
    return escaped(cut(f"{_MARKS[card.tone]} {one_line(card.title)}\n{words}".strip(), _WORDS))


def _words_of(blocks: tuple[Block, ...] | list[Block]) -> str:
    return "\n".join(filter(None, (plain(in_words(block)) for block in blocks)))
