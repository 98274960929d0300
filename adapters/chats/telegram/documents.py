"""Files that people send: those that can be an import are fetched."""

from typing import Final

import telegram
from telegram.error import TelegramError

from adapters.chats.telegram.inert import one_line
from core.messages import Card, Document, Paragraph, Tone

_LARGEST: Final = 5 * 1024 * 1024
_TYPES: Final = frozenset(
    {"text/csv", "application/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)


def is_sheet(document: telegram.Document) -> bool:
    """Whether a file is a table that could be imported, by its name or its type."""
    return (document.file_name or "").lower().endswith((".csv", ".xlsx")) or document.mime_type in _TYPES


async def fetch(document: telegram.Document) -> Document | Card:
    """The file; or in words why it was not read."""
    name = one_line(document.file_name or "") or ("list.csv" if document.mime_type == "text/csv" else "list.xlsx")
    if (document.file_size or 0) > _LARGEST:
        return _refused(f"{name} is larger than 5 MB, so it was not read.", "Send it in parts.")
    try:
        data = bytes(await (await document.get_file()).download_as_bytearray())
    except TelegramError:
        return _refused(f"{name} could not be fetched from Telegram. Nothing was changed.", "Send it again.")
    if len(data) > _LARGEST:
        return _refused(f"{name} is larger than 5 MB, so it was not read.", "Send it in parts.")
    return Document(name, data)


def _refused(title: str, remedy: str) -> Card:
    return Card(title, (Paragraph(remedy),), tone=Tone.WARNING, whisper=True)
