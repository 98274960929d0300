"""Pictures and files in a terminal: kept in a folder and named."""

from io import StringIO
from pathlib import Path

import pytest

from adapters.chats.console.inbox import ScriptInbox
from adapters.chats.console.keepsakes import kept
from adapters.chats.console.screen import Screen
from core.messages import Attachment, Card, Document, Heard, Paragraph, Picture
from tests.adapters.chats.console.conftest import NOON
from tests.rooms import QuietRooms

CARD = Card("Chart", (Paragraph("words"), Picture("chart.png", b"PNG", "Price: down"), Attachment("a.csv", b"a,b")))


async def test_a_picture_and_a_file_are_written_and_their_paths_shown(tmp_path: Path):
    paper = StringIO()
    await Screen(paper, folder=tmp_path / "new").show(CARD)
    assert (tmp_path / "new/chart.png").read_bytes() == b"PNG"
    assert (tmp_path / "new/a.csv").read_bytes() == b"a,b"
    assert f"  Price: down\n  Picture: {tmp_path}/new/chart.png\n  File: {tmp_path}/new/a.csv\n" in paper.getvalue()


async def test_without_a_folder_only_the_words_are_shown():
    paper = StringIO()
    await Screen(paper).show(CARD)
    assert "  Price: down\n  File: a.csv\n" in paper.getvalue()


def test_nothing_is_overwritten(tmp_path: Path):
    for _ in range(3):
        kept(CARD, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["chart-2.png", "chart-3.png", "chart.png"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "", "a b\n\x1b[2J.png", "x" * 300, "包.png"])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str):
    folder = tmp_path / "in"
    kept(Card("x", (Attachment(name, b"x"),)), folder)
    (path,) = folder.iterdir()
    assert path.read_bytes() == b"x"
    assert [one.name for one in tmp_path.iterdir()] == ["in"]


def test_what_cannot_be_saved_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    (_, picture, _) = kept(CARD, tmp_path / "file").blocks
    assert "chart.png could not be saved" in picture.text


def test_a_card_without_files_is_left_alone(tmp_path: Path):
    card = Card("x", (Paragraph("y"),))
    assert kept(card, tmp_path / "new") is card
    assert not (tmp_path / "new").exists()


class Clerk:
    def __init__(self) -> None:
        self.heard: list[Heard] = []

    async def __call__(self, heard: Heard) -> Card:
        self.heard.append(heard)
        return Card("taken")


async def played(*lines: str) -> tuple[list[Heard], str]:
    clerk, paper = Clerk(), StringIO()
    await ScriptInbox(Screen(paper), lambda: NOON, lines, None).listen(clerk, QuietRooms())
    return clerk.heard, paper.getvalue()


@pytest.mark.parametrize("form", ["/import {}", "import {}", "/IMPORT '{}'", '/import "{}"'])
async def test_a_file_named_after_import_is_dropped_in_the_chat(tmp_path: Path, form: str):
    path = tmp_path / "my list.csv"
    path.write_bytes(b"asin\n")
    (heard,), _ = await played(form.format(path))
    assert (heard.text, heard.documents) == ("/import", (Document("my list.csv", b"asin\n"),))


async def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path):
    heard, shown = await played(f"/import {tmp_path}/nothing.csv", f"/import {tmp_path}", "/import")
    assert "nothing.csv cannot be read. Nothing was changed." in shown
    assert "No such file or directory." in shown
    assert "Is a directory." in shown
    assert [one.text for one in heard] == ["/import"]


async def test_no_more_of_a_huge_file_is_read_than_shows_that_it_is_huge(tmp_path: Path):
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(2**31)
    (heard,), _ = await played(f"/import {tmp_path}/huge.csv")
    assert len(heard.documents[0].data) == 5 * 1024 * 1024 + 1
