"""/import: a table of products, tried dry first."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from bot.command import Command, Desk
from bot.files.csv_text import Line, lines_of_rows, read_csv
from bot.files.import_file import COLUMNS, MOST_LINES, ReadFile, understand
from bot.views.imports import dry_run_card
from bot.views.wording import short
from core.errors import UnreadableFile
from core.messages import Attachment, Card, Document, Field, Form, Paragraph
from core.watching.plan import Wanted

_LARGEST: Final = 5 * 1024 * 1024
_TEMPLATE: Final = (
    "asin,marketplace,role,list,below,drops,every,memo\r\nB0CYT4LN7Q,com,own,kitchen,24.99,10%,6h,our best seller\r\n"
)
_TAKES_FILES_IN_FORMS: Final = ("slack",)
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Command):
    """Track the products of a CSV or XLSX file dropped here; what it would do is shown first, then Import or Cancel."""

    names: ClassVar = ("import",)
    examples: ClassVar = ("import",)
    changes: ClassVar = True

    async def carry_out(self, desk: Desk) -> Card:
        """Read the file that came with the message, and say what it would do; nothing is changed yet."""
        if not desk.heard.documents:
            return _how(desk)
        if len(desk.heard.documents) > 1:
            raise UnreadableFile("More than one file", "send them one by one")
        document = Document(short(desk.heard.documents[0].name or "The file", 60), desk.heard.documents[0].data)
        lines = await _lines(document, desk)
        args = document.name, lines, desk.room.market, desk.shortest_interval
        read = await asyncio.to_thread(understand, *args)  # ten thousand lines take half a second
        fresh, known = await _parted(read, desk)
        plan = await desk.planner.propose(desk.asker, wanted=fresh) if fresh else None
        return dry_run_card(document.name, read, fresh, known, plan, desk.tracker.usual)


async def _lines(document: Document, desk: Desk) -> Sequence[Line]:
    name, data = document.name, document.data
    if len(data) > _LARGEST:
        raise UnreadableFile(name, "it is larger than 5 MB; send it in parts")
    if not data.strip():
        raise UnreadableFile(name, "it is empty")
    if data.startswith(_OLD_EXCEL):
        raise UnreadableFile(name, "it is in Excel's old format (XLS): save it as XLSX or CSV")
    if data.startswith(b"PK"):
        return lines_of_rows(await desk.sheets.read(data, MOST_LINES + 2))
    return await asyncio.to_thread(read_csv, name, data, MOST_LINES + 2)


async def _parted(read: ReadFile, desk: Desk) -> tuple[list[Wanted], int]:
    """What is not on its list yet, and how much is."""
    lists = await desk.archive.lists(desk.heard.chat)
    names = {one.id: one.name.casefold() for one in lists}
    default = names.get(desk.room.default_list_id, "")
    watched = await desk.archive.watched(desk.heard.chat)
    tracked = {(one.watching.watch.product, names.get(one.watching.watch.list_id, "")) for one in watched}
    fresh = [one for _, one in read.wanted if (one.product, (one.wish.list_name or default).casefold()) not in tracked]
    return fresh, len(read.wanted) - len(fresh)


def _how(desk: Desk) -> Card:
    required = Paragraph(f"Its first line names the columns: {', '.join(COLUMNS)}. “asin” or “link” is needed.")
    if desk.heard.chat.platform in _TAKES_FILES_IN_FORMS:
        form = Form("Import products", "import", (Field(label="CSV or XLSX file", required=True, file=True),))
        return Card("Send a CSV or XLSX file to import products", (required, form), whisper=True)
    return Card(
        "Drop a CSV or XLSX file here to import products",
        (required, Attachment("amazcope-import.csv", _TEMPLATE.encode())),
    )
