"""Messages as the Bot API takes, refuses and shows them."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.servers.telegram_text import Text, Unreadable, read_html, read_plain


@dataclass(slots=True, kw_only=True)
class Shown:
    """A message as people see it now."""

    chat: str
    id: int
    kind: str
    text: Text
    keys: list[list[dict[str, str]]]
    forced: bool = False
    markup: dict[str, Any] = field(default_factory=dict)
    silent: bool = False
    preview: bool = True
    thread: str | None = None
    reply_to: int | None = None
    file: tuple[str, bytes] | None = None
    edits: int = 0

    @property
    def seen(self) -> str:
        return self.text.seen

    @property
    def labels(self) -> list[list[str]]:
        return [[key["text"] for key in row] for row in self.keys]

    @property
    def everything(self) -> str:
        """All that a reader can come to see: the text, where its links lead, and the keys below it."""
        links = [one.url for one in self.text.entities if one.url]
        return "\n".join([self.seen, *links, *(label for row in self.labels for label in row)])

    def data(self, label: str) -> str:
        return next(key["callback_data"] for row in self.keys for key in row if key["text"] == label)


class Refused(Exception):
    def __init__(self, description: str, status: int = 400, parameters: dict[str, int] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.parameters = parameters or {}


def user(number: int, name: str = "Ana") -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": name}


def chat(number: int, **more: Any) -> dict[str, Any]:
    """Private for positive numbers, a supergroup for others, as at Telegram."""
    kind = {"type": "private", "first_name": "Ana"} if number > 0 else {"type": "supergroup", "title": "Team"}
    return {"id": number, **kind, **more}


def read_text(given: dict[str, Any], name: str, most: int, complaint: str) -> Text:
    try:
        text = (read_html if given.get("parse_mode") == "HTML" else read_plain)(given.get(name, ""))
    except Unreadable as error:
        raise Refused(f"Bad Request: {error}") from error
    if text.units > most:
        raise Refused(f"Bad Request: {complaint}")
    if name == "text" and not text.seen:
        raise Refused("Bad Request: message text is empty")
    return text


def read_caption(given: dict[str, Any]) -> Text:
    return read_text(given, "caption", 1024, "message caption is too long")


def read_keys(given: dict[str, Any]) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = json.loads(given.get("reply_markup", "{}")).get("inline_keyboard", [])
    for key in (key for row in rows for key in row):
        if not 1 <= len(key["callback_data"].encode()) <= 64:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        if not key["text"].strip():
            raise Refused("Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
    if any(len(row) > 8 for row in rows) or sum(map(len, rows)) > 100:
        raise Refused("Bad Request: reply markup is too long")
    return rows
