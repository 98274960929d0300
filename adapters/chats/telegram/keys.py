"""The keys below a message: rows that fit on a phone, and what each key carries."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from adapters.chats.telegram.inert import one_line
from adapters.chats.telegram.markup import cut, units
from adapters.chats.telegram.notes import Notes, behind, short_id
from core.messages import Block, Button, Buttons, Field, Form

DATA: Final = 64  # bytes that a key may carry
LONG: Final = "~"  # before the short id of a line that is longer
FORM: Final = "?"  # before the short id of a form, and its command behind it for when the id is forgotten
_A_ROW: Final = 8
_IN_ALL: Final = 100
_WIDE: Final = 36  # units of labels that a phone shows side by side
_LABEL: Final = 64


@dataclass(frozen=True, slots=True)
class Key:
    """A key below a message: pressing it says a line, or opens a form."""

    label: str
    meant: str | Form


def rows_of(blocks: Iterable[Block]) -> tuple[tuple[tuple[Key, ...], ...], tuple[Block, ...]]:
    """The rows of keys that blocks ask for, and those blocks for which there was no room any more."""
    rows: list[tuple[Key, ...]] = []
    unkeyed: list[Block] = []
    left = _IN_ALL
    for block in blocks:
        keys = _keys(block)
        if len(keys) > left:
            unkeyed.append(block)
        else:
            rows.extend(_folded(keys))
            left -= len(keys)
    return tuple(rows), tuple(unkeyed)


def data_of(key: Key) -> tuple[str, dict[str, str]]:
    """What a key carries: its line where that is short enough, else a short id; and what is to be noted for that."""
    if isinstance(key.meant, Form):
        line = form_text(key.meant)
        says = f"{FORM}{short_id(line)} {key.meant.says}"
        data = says if len(says.encode()) <= DATA else f"{FORM}{short_id(line)}"
    elif key.meant.startswith((LONG, FORM)) or not 0 < len(key.meant.encode(errors="replace")) <= DATA:
        line = key.meant
        data = LONG + short_id(line)
    else:
        return key.meant, {}
    return data, {behind(short_id(line)): line}


async def meant_by(data: str, notes: Notes) -> str | Form | None:
    """The inverse of `data_of`; None for an id that is forgotten, and the command alone for such a form.

    Raises `Outage` where the database does not tell.
    """
    if data.startswith(LONG):
        return await notes.find(behind(data.removeprefix(LONG)))
    if not data.startswith(FORM):
        return data
    known, _, says = data.removeprefix(FORM).partition(" ")
    stored = await notes.find(behind(known))
    return form_of(json.loads(stored)) if stored else says or None


def form_text(form: Form) -> str:
    """A form as text."""
    return json.dumps(asdict(form), ensure_ascii=False)


def form_of(raw: dict[str, Any]) -> Form:
    """The inverse of `form_text`, after the JSON was read."""
    fields = (
        Field(**{**one, "choices": tuple((shown, said) for shown, said in one["choices"])}) for one in raw["fields"]
    )
    return Form(raw["label"], raw["says"], tuple(fields))


def _keys(block: Block) -> list[Key]:
    match block:
        case Buttons(row):
            return [_key(button) for button in row]
        case Form(label):
            return [Key(_label(label), block)]
        case _:
            return []


def _key(button: Button) -> Key:
    return Key(_label(button.label), button.says)


def _label(label: str) -> str:
    return cut(one_line(label), _LABEL) or "…"


def _width(row: Sequence[Key]) -> int:
    """Telegram gives all keys of a row the same width."""
    return len(row) * max(units(one.label) + 2 for one in row)


def _folded(keys: Sequence[Key]) -> list[tuple[Key, ...]]:
    """Rows no wider than a phone, as even as they come."""
    rows: list[list[Key]] = []
    for key in keys:
        if not rows or len(rows[-1]) == _A_ROW or _width([*rows[-1], key]) > _WIDE:
            rows.append([])
        rows[-1].append(key)
    return [tuple(row) for row in rows]
