"""The audit of a tracked listing reads its images, once."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.language.rule_copywriter import RuleCopywriter
from adapters.pictures.pillow_pictures import PillowPictures
from adapters.storage.sql.storage import SqlStorage
from core.advisor import Advisor
from core.memory import StoredMemory
from tests import databases
from tests.adapters.pictures.drawing import GREY, drawn
from tests.core.test_advisor import Office
from tests.listings import BLENDER
from tests.servers.images import ImageServer, image_server

BY_PIXELS = {"I03", "I04", "I05", "I07"}


@pytest.fixture
async def storage() -> AsyncIterator[SqlStorage]:
    opened = await databases.in_memory()
    yield opened
    await opened.close()


class Gallery(Office):
    """An office with eyes, and a product whose images a test draws."""

    def __init__(self, storage, server: ImageServer) -> None:
        super().__init__(storage, RuleCopywriter())
        memory = StoredMemory(storage, self.clock, "picture")
        pictures = PillowPictures(memory, base_url=server.base_url)
        self.advisor = Advisor(storage, self.clock, RuleCopywriter(), RuleCopywriter(), pictures)

    async def audit(self, *urls: str):
        """The report of the blender with these images."""
        one = self.watched(BLENDER)
        accepted = one.standing.accepted
        seen = replace(accepted, listing=replace(accepted.listing, images=urls))
        one = replace(one, standing=replace(one.standing, accepted=seen))
        return (await self.advisor.report(self.asker, self.room, one)).report


async def test_what_the_pixels_show_is_in_the_report_and_seen_once(storage):
    async with image_server() as server:
        office = await Gallery(storage, server).open()
        url = server.put("main.jpg", drawn(900, ground=GREY))
        first = await office.audit(url)
        second = await office.audit(url)
        await office.advisor.close()
        assert server.asked == ["/images/I/main.jpg"]
    found = {one.rule.id: one.severity.name for one in first.findings if one.rule.id in BY_PIXELS}
    assert found == {"I03": "ERROR", "I04": "ERROR"}
    assert second == first


async def test_the_audit_is_delivered_when_no_image_can_be_seen(storage):
    async with image_server() as server:
        office = await Gallery(storage, server).open()
        report = await office.audit(server.url("gone.jpg"), "https://elsewhere.example/images/I/x.jpg")
        await office.advisor.close()
    assert report.findings
    assert not {one.rule.id for one in report.findings} & BY_PIXELS
