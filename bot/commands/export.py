"""/export: what is watched, as a file."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.command import Command, Desk, argument
from bot.files.csv_text import write_csv
from bot.files.export_file import as_json, offers_sheet, watches_sheet
from bot.grammar.slots import OneOf, Over
from bot.views.wording import span, zone_of
from core.archive import Watched
from core.errors import NothingToExport
from core.messages import Attachment, Card, Paragraph
from core.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Command):
    """Get what is tracked here as a file: CSV, XLSX or JSON; with a time, the offers of so many days too."""

    names: ClassVar = ("export", "download")
    examples: ClassVar = ("export", "export 90d xlsx", "export json")

    over: timedelta | None = argument(Over("90d"), default=None)
    form: str = argument(OneOf({"csv": "csv", "xlsx": "xlsx", "excel": "xlsx", "json": "json"}), default="csv")

    async def carry_out(self, desk: Desk) -> Card:
        """One file; as CSV the offers are a second one."""
        watched = await desk.archive.watched(desk.heard.chat)
        if not watched:
            raise NothingToExport
        lists = {one.id: one.name for one in await desk.archive.lists(desk.heard.chat)}
        sheets = [watches_sheet(watched, lists)]
        if self.over:
            sheets.append(await self._offers(desk, watched, self.over))
        counted = "1 product" if len(watched) == 1 else f"{len(watched)} products"
        offers = f", and {len(sheets[1].rows):,} offers of the last {span(self.over)}" if self.over else ""
        note = Paragraph("Times are in UTC. The first nine columns can be brought in again with /import.")
        return Card(f"Export of {counted}{offers}", (*await self._files(desk, sheets), note))

    async def _offers(self, desk: Desk, watched: tuple[Watched, ...], over: timedelta) -> Sheet:
        pasts = await desk.history.past(watched, over)
        return offers_sheet([pasts[product] for product in sorted(pasts)])

    async def _files(self, desk: Desk, sheets: list[Sheet]) -> tuple[Attachment, ...]:
        date = f"{desk.now.astimezone(zone_of(desk.room.zone)):%Y-%m-%d}"
        match self.form:
            case "xlsx":
                return (Attachment(f"amazcope-{date}.xlsx", await desk.sheets.write(sheets)),)
            case "json":
                return (Attachment(f"amazcope-{date}.json", as_json(sheets)),)
            case _:
                return tuple(Attachment(f"amazcope-{one.name}-{date}.csv", write_csv(one)) for one in sheets)
