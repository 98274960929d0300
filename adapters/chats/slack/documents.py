"""Files that people drop into a chat: the tables among them are fetched, whatever else they share is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from adapters.chats.slack.inert import cut, one_line
from adapters.chats.slack.web_api import WebApi
from core.messages import Card, ChatId, Document, Tone

LONGEST: Final = 5 * 1024 * 1024
_TABLES: Final = (".csv", ".xlsx", ".txt")
_MOST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was fetched, and the names of what was too long to be."""

    documents: tuple[Document, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def complaint(self) -> Card | None:
        """What to say of those that were not read."""
        if not self.refused:
            return None
        names = cut(", ".join(map(one_line, self.refused)), 200)
        return Card(f"{names}: not read. Send a CSV or XLSX of at most 5 MB.", tone=Tone.WARNING, whisper=True)


def tables_among(files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The files that may be an import, by their names."""
    return [file for file in files if str(file.get("name", "")).lower().endswith(_TABLES)][:_MOST]


async def fetch(api: WebApi, chat: ChatId, files: Sequence[dict[str, Any]]) -> Fetched:
    """The bytes of the tables among a message's files. Raises `Outage`."""
    documents: list[Document] = []
    refused: list[str] = []
    for file in tables_among(files):
        name = str(file["name"])
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        known_long = int(file.get("size") or 0) > LONGEST
        data = None if known_long else await api.fetch(url, LONGEST, chat)
        if data is None:
            refused.append(name)
        else:
            documents.append(Document(name, data))
    return Fetched(documents=tuple(documents), refused=tuple(refused))
