"""Killed again and again while it edits, Amazcope leaves no message behind what it knows, and posts none anew."""

from pathlib import Path

from tests.crash.edits_campaign import edits_campaign
from tests.crash.nursery import Nursery
from tests.processes.amazcope import Place


async def test_every_message_comes_to_show_how_its_alert_stands_however_often_the_process_is_killed(
    tmp_path: Path, bytecode: Path | None
) -> None:
    place = Place(tmp_path, bytecode=bytecode)
    with Nursery(place) as nursery:
        found = await edits_campaign(seed=4, kills=4, place=place, nursery=nursery)

    assert found.is_clean, found
    assert found.kills == 4, found
    assert found.edits > 0, found
