"""What is tracked, as a file."""

import csv
import io
import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from core.messages import Attachment, Document
from tests.shop import BLENDER, CABLE
from tests.stage import BEN, HERE, Stage


async def files(stage: Stage, line: str) -> list[Attachment]:
    card = await stage.answer(line)
    return [block for block in card.blocks if isinstance(block, Attachment)]


async def two_tracked(stage: Stage) -> None:
    stage.shelf.put(BLENDER, "49.99")
    stage.shelf.put(CABLE, "8.00")
    await stage.say("/track B0TESTBL01 below 20 drops 12% every 12h")
    await stage.say("/track B0TESTCA01 as competitor list cables")
    stage.shelf.put(BLENDER, "48.99")
    await stage.later(hours=12)


def rows(file: Attachment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.data.decode(), newline="")))


async def test_csv_has_one_row_for_each_watch_with_its_present_state(stage: Stage):
    await two_tracked(stage)
    (file,) = await files(stage, "/export")
    assert file.name == "amazcope-watches-2026-05-04.csv"
    blender, cable = rows(file)
    assert {key: blender[key] for key in ("asin", "marketplace", "below", "drops", "every", "price", "rank")} == {
        "asin": "B0TESTBL01",
        "marketplace": "com",
        "below": "20",
        "drops": "12%",
        "every": "12h",
        "price": "48.99",
        "rank": "1200",
    }
    assert (cable["role"], cable["list"], cable["availability"]) == ("competitor", "cables", "in_stock")


async def test_with_a_time_the_offers_are_a_file_of_their_own(stage: Stage):
    await two_tracked(stage)
    _, offers = await files(stage, "/export 30d")
    assert [(row["asin"], row["price"]) for row in rows(offers)] == [
        ("B0TESTBL01", "49.99"),
        ("B0TESTBL01", "48.99"),
        ("B0TESTCA01", "8.00"),
    ]


async def test_xlsx_has_a_sheet_for_each_and_numbers_in_it(stage: Stage):
    await two_tracked(stage)
    (file,) = await files(stage, "/export 30d xlsx")
    book = load_workbook(io.BytesIO(file.data))
    assert book.sheetnames == ["watches", "offers"]
    assert book["offers"]["D2"].value == 49.99


async def test_json_has_numbers_and_times(stage: Stage):
    await two_tracked(stage)
    (file,) = await files(stage, "/export json 30d")
    told = json.loads(file.data)
    assert told["watches"][0]["price"] == 48.99
    assert told["watches"][0]["rank"] == 1200
    assert told["offers"][0]["at"] == "2026-05-03T12:00:01+00:00"


@pytest.mark.parametrize("title", ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
async def test_a_hostile_title_is_no_formula_in_any_format(stage: Stage, title: str):
    stage.shelf.put(BLENDER)
    shown = stage.shelf._goods[BLENDER]
    stage.shelf._goods[BLENDER] = replace(shown, listing=replace(shown.listing, title=title))
    await stage.say("/track B0TESTBL01")
    (file,) = await files(stage, "/export")
    assert rows(file)[0]["title"] == "'" + title
    (file,) = await files(stage, "/export xlsx")
    page = load_workbook(io.BytesIO(file.data))["watches"]
    titles = [cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("'")]
    assert [cell.data_type for cell in titles] == ["s"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_an_export_can_be_imported_elsewhere_as_it_was(stage: Stage, form: str):
    await two_tracked(stage)
    (file,) = await files(stage, f"/export {form}")
    elsewhere = replace(HERE, channel="other")
    card = await stage.answer("", chat=elsewhere, documents=(Document(file.name, file.data),), person=BEN)
    confirm = next(block.row[0].says for block in card.blocks if hasattr(block, "row"))
    assert (await stage.say("/" + confirm, chat=elsewhere, person=BEN)).startswith("Imported 2 products")
    assert "price below $20.00" in await stage.say("/show 1", chat=elsewhere)
    assert "price −12 %" in await stage.say("/show 1", chat=elsewhere)
    assert (await stage.say("/list cables", chat=elsewhere)).startswith("1 product tracked (cables)")


async def test_with_nothing_tracked_there_is_nothing_to_export(stage: Stage):
    assert (await stage.say("/export")).startswith("Nothing is tracked here yet")
