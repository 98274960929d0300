"""Files that people send."""

import pytest

from core.messages import Document
from tests.adapters.chats.telegram.conftest import ANA, GROUP
from tests.servers.telegram import Fault

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def document(name: str, size: int = 5, mime: str = "text/csv", path: str = "documents/file 1.csv") -> dict:
    return {"file_id": path, "file_unique_id": "u", "file_name": name, "file_size": size, "mime_type": mime}


@pytest.mark.parametrize(
    ("name", "mime", "heard"),
    [
        ("list.csv", "text/csv", "list.csv"),
        ("LIST.XLSX", "application/octet-stream", "LIST.XLSX"),
        ("", "text/csv", "list.csv"),
        ("export", XLSX, "export"),
        ("a\u202ecsv.csv", "text/csv", "acsv.csv"),
    ],
)
async def test_a_sheet_is_fetched_and_heard(town, name, mime, heard):
    town.server.files["documents/file 1.csv"] = b"asin\n"
    async with town.listening():
        await town.says("", document=document(name, mime=mime), caption="/import")
        await town.sees(1)
    (one,) = town.parrot.heard
    assert (one.text, one.documents) == ("/import", (Document(heard, b"asin\n"),))


async def test_a_sheet_dropped_in_a_group_is_heard_though_nobody_was_addressed(town):
    town.server.files["documents/file 1.csv"] = b"asin\n"
    town.server.admins[str(GROUP)] = [ANA]
    async with town.listening():
        await town.says("", where=GROUP, document=document("list.csv"))
        await town.quiet()
    (one,) = town.parrot.heard
    assert (one.text, one.addressed, one.admin, len(one.documents)) == ("", False, True, 1)


async def test_a_sheet_larger_than_five_megabytes_is_not_fetched(town):
    async with town.listening():
        await town.says("", document=document("list.csv", 5 * 1024 * 1024 + 1))
        (said,) = await town.sees(1)
    assert "larger than 5 MB" in said
    assert (town.server.called("getFile"), town.parrot.heard) == ([], [])


async def test_a_sheet_that_is_larger_than_it_was_said_to_be_is_not_heard(town):
    town.server.files["documents/file 1.csv"] = b"x" * (5 * 1024 * 1024 + 1)
    async with town.listening():
        await town.says("", document=document("list.csv"))
        (said,) = await town.sees(1)
    assert "larger than 5 MB" in said


@pytest.mark.parametrize("fault", [Fault(status=400, description="Bad Request: file is too big"), Fault(drop=True)])
async def test_a_sheet_that_cannot_be_fetched_is_asked_for_again(town, fault):
    town.server.faults["getFile"] = [fault]
    async with town.listening():
        await town.says("", document=document("list.csv"))
        (said,) = await town.sees(1)
    assert said == "⚠️ list.csv could not be fetched from Telegram. Nothing was changed.\nSend it again."


async def test_other_files_are_declined_in_private_and_ignored_in_groups(town):
    async with town.listening():
        for where in (ANA, GROUP):
            await town.says("", where=where, document=document("photo.psd", mime="image/psd"))
        await town.quiet()
    assert [one.chat for one in town.server.messages] == [str(ANA)]
    assert (town.parrot.heard, town.server.called("getFile")) == ([], [])
