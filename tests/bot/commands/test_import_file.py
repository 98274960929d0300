"""A file dropped in the chat: a dry run, then Import or Cancel, then Undo."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook

from core.messages import Buttons, Card, ChatId, Document
from tests.shop import BLENDER, CABLE, LAMP
from tests.stage import BEN, HERE, Stage, words

GOOD = (
    b"asin,marketplace,role,list,below,drops,every,memo,colour\r\n"
    b"B0TESTBL01,com,own,,24.99,10%,12h,our best seller,red\r\n"
    b"B0TESTCA01,com,competitor,cables,,,,,\r\n"
    b'B0TESTLA01,de,,,"19,99",,,,\r\n'
)


def dropped(data: bytes, name: str = "list.csv") -> tuple[Document, ...]:
    return (Document(name, data),)


async def drop(stage: Stage, data: bytes, name: str = "list.csv", **more) -> Card:
    card = await stage.answer(more.pop("text", ""), documents=dropped(data, name), **more)
    assert card is not None
    return card


def says(card: Card) -> dict[str, str]:
    return {button.label: button.says for block in card.blocks if isinstance(block, Buttons) for button in block.row}


async def shelved(stage: Stage) -> None:
    for product in (BLENDER, CABLE, LAMP):
        stage.shelf.put(product)


async def test_a_dropped_file_is_tried_dry_first(stage: Stage):
    await shelved(stage)
    card = await drop(stage, GOOD)
    told = words(card)
    assert card.title == "list.csv: 3 products to import"
    assert "New: 3" in told
    assert "Checks a day: 10 more" in told
    assert "Ignored columns: colour" in told
    assert "Nothing is changed yet." in told
    assert says(card).keys() == {"Import", "Cancel"}
    assert "Nothing is tracked here yet" in await stage.say("/list")
    assert stage.shelf.looked == []


async def test_import_carries_it_out_and_the_patrol_looks(stage: Stage):
    await shelved(stage)
    card = await drop(stage, GOOD)
    assert (await stage.say("/" + says(card)["Import"])).startswith("Imported 3 products\nThey are no. 1 to 3.")
    assert stage.shelf.looked == []
    await stage.later(seconds=1)
    assert set(stage.shelf.looked) == {BLENDER, CABLE, LAMP}
    shown = await stage.say("/show 1")
    assert "price below $24.99" in shown
    assert "Memo: our best seller" in shown
    assert "looked at every 12 h" in shown
    assert "price below 19,99 €" in await stage.say("/show 3")
    assert "Role: competitor" in await stage.say("/show 2")
    assert (await stage.say("/list cables")).startswith("1 product tracked (cables)")


async def test_undo_takes_all_of_it_back(stage: Stage):
    await shelved(stage)
    await stage.say("/track B0TESTBL01")
    card = await drop(stage, GOOD)
    await stage.say("/" + says(card)["Import"])
    assert (await stage.say("/undo")).startswith("Undone: import of 2 products")
    assert (await stage.say("/list")).startswith("1 product tracked")


async def test_what_is_tracked_already_is_left_as_it_is(stage: Stage):
    await shelved(stage)
    await stage.say("/track B0TESTBL01 below 5")
    card = await drop(stage, GOOD)
    assert "Tracked already: 1, left as they are" in words(card)
    await stage.say("/" + says(card)["Import"])
    assert "price below $5.00" in await stage.say("/show 1")
    again = await drop(stage, GOOD)
    assert again.title == "list.csv: nothing new"
    assert says(again) == {}


async def test_what_was_tracked_between_dry_run_and_import_is_not_tracked_twice(stage: Stage):
    await shelved(stage)
    card = await drop(stage, GOOD)
    await stage.say("/track B0TESTBL01")
    assert "1 product had been tracked meanwhile" in await stage.say("/" + says(card)["Import"])
    assert (await stage.say("/list")).startswith("3 products tracked")


async def test_invalid_lines_are_named_with_their_reasons_ten_of_them(stage: Stage):
    lines = b"".join(b"bad%d\r\n" % number for number in range(14))
    card = await drop(stage, b"asin\r\nB0TESTBL01\r\nB0TESTBL01\r\n" + lines)
    told = words(card)
    assert "Repeated in the file: 1 (line 3)" in told
    assert "Invalid: 14" in told
    assert "Line 4: “bad0” is not an ASIN" in told
    assert "Line 13: " in told
    assert "Line 14: " not in told
    assert "… and 4 more lines" in told


async def test_only_its_asker_and_only_in_this_chat_and_only_once(stage: Stage):
    await shelved(stage)
    line = "/" + says(await drop(stage, GOOD))["Import"]
    refused = "That plan is not yours"
    assert (await stage.say(line, person=BEN)).startswith(refused)
    assert (await stage.say(line, chat=ChatId("console", "", "other"))).startswith(refused)
    assert (await stage.say(line)).startswith("Imported 3 products")
    assert (await stage.say(line)).startswith(refused)


async def test_after_ten_minutes_it_must_be_asked_again(stage: Stage):
    line = "/" + says(await drop(stage, GOOD))["Import"]
    stage.clock.turn(minutes=10)
    assert (await stage.say(line)).startswith("That plan is not yours, is older than ten minutes")


async def test_cancel_changes_nothing(stage: Stage):
    buttons = says(await drop(stage, GOOD))
    assert await stage.say("/" + buttons["Cancel"]) == "Cancelled: nothing was changed"
    assert (await stage.say("/" + buttons["Import"])).startswith("That plan is not yours")


async def test_the_dry_run_waits_across_a_restart(stage: Stage):
    line = "/" + says(await drop(stage, GOOD))["Import"]
    restarted = Stage(stage.storage)
    restarted.clock.at = stage.clock.at
    assert (await restarted.say(line)).startswith("Imported 3 products")


async def test_a_workbook_is_an_import_too_whatever_its_name(stage: Stage):
    book, file = Workbook(), BytesIO()
    for row in (["ASIN", "below", "drops"], ["B0TESTBL01", 24.5, 0.1], [None, None, None], ["nonsense"]):
        book.active.append(row)
    book.active["C2"].number_format = "0%"
    book.save(file)
    card = await drop(stage, file.getvalue(), "list.bin")
    assert card.title == "list.bin: 1 product to import"
    assert "Line 4: “nonsense” is not an ASIN" in words(card)
    await stage.say("/" + says(card)["Import"])
    shown = await stage.say("/alerts 1")
    assert "price below $24.50" in shown
    assert "price −10 %" in shown


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"name,price\nx,1\n", "its first line must name the columns"),
        (b"asin\n", "below its header there is no line"),
        (b"asin\n" + b"B0TESTBL01\n" * 10_001, "more than 10,000 lines"),
        (b"asin\n" + b"x" * (5 * 1024 * 1024), "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0 old", "old format (XLS)"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"%PDF-1.4\x00", "it is not text"),
    ],
    ids=["empty", "no header", "no line", "too many", "too large", "xls", "damaged", "pdf"],
)
async def test_bad_files_get_a_clear_sentence(stage: Stage, data: bytes, why: str):
    card = await drop(stage, data)
    assert why in card.title
    assert card.title.endswith("Nothing was changed.")


async def test_a_table_that_is_not_for_us_is_passed_over_in_a_group(stage: Stage):
    table = dropped(b"name,price\nx,1\n")
    assert await stage.answer("", documents=table, addressed=False, private=False) is None
    assert await stage.answer("", documents=dropped(GOOD), addressed=False, private=False) is not None


async def test_a_caption_is_no_hindrance_and_a_command_beside_the_file_is_itself(stage: Stage):
    assert (await drop(stage, GOOD, text="our spring range")).title == "list.csv: 3 products to import"
    assert (await drop(stage, GOOD, text="/import")).title == "list.csv: 3 products to import"
    assert (await drop(stage, GOOD, text="/help import")).title == "/import"


async def test_two_files_at_once_are_asked_for_one_by_one(stage: Stage):
    card = await stage.answer("", documents=dropped(GOOD) * 2)
    assert "send them one by one" in card.title


async def test_without_a_file_it_says_how_and_gives_one_to_fill_in(stage: Stage):
    card = await stage.answer("/import")
    assert card.title == "Drop a CSV or XLSX file here to import products"
    (template,) = [block for block in card.blocks if hasattr(block, "data")]
    assert (await drop(stage, template.data)).title == "list.csv: 1 product to import"


async def test_thousands_of_lines_are_one_import_and_one_undo(stage: Stage):
    lines = b"".join(b"B0%08d\n" % number for number in range(2500))
    card = await drop(stage, b"asin\n" + lines)
    assert (await stage.say("/" + says(card)["Import"])).startswith("Imported 2,500 products")
    assert (await stage.say("/list")).startswith("2500 products tracked")
    assert (await stage.say("/undo")).startswith("Undone: import of 2500 products")
    assert "Nothing is tracked here yet" in await stage.say("/list")


async def test_a_foreign_chat_s_list_is_not_touched(stage: Stage):
    await shelved(stage)
    elsewhere = replace(HERE, channel="other")
    await stage.say("/track B0TESTBL01", chat=elsewhere)
    assert (await drop(stage, GOOD)).title == "list.csv: 3 products to import"


async def test_endless_cells_and_names_make_no_endless_answer(stage: Stage):
    endless = b"x" * 100_000
    table = b"asin,below," + b",".join(b"c%d" % n for n in range(50)) + b"\n" + endless + b"\nB0TESTBL01," + b"9" * 5000
    card = await drop(stage, table, "y" * 1000 + ".csv")
    assert "Invalid: 2" in words(card)
    assert "and 40 more" in words(card)
    assert len(words(card)) < 2000
