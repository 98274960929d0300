"""Digests, by the clocks of the chat, once for each day or week."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.storage.sql.storage import SqlStorage
from core.catalog.snapshot import Outcome
from core.errors import ChatUnreachable
from tests.shop import BLENDER, CABLE
from tests.stage import HERE, Stage


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def digests_until(stage: Stage, end: str, *, step: timedelta = timedelta(minutes=15)) -> list[tuple[str, str]]:
    """When digests came, in UTC, and their titles; nothing is looked at meanwhile."""
    told = []
    while stage.clock.now() < at(end):
        stage.clock.at += step
        before = len(stage.chat.cards)
        await stage.digester.round()
        told += [(f"{stage.clock.now():%m-%d %H:%M}", card.title) for _, card in stage.chat.cards[before:]]
    return told


async def test_a_digest_tells_what_changed_what_is_near_what_could_not_be_read_and_what_it_took(stage: Stage):
    for product in (BLENDER, CABLE):
        stage.shelf.put(product, "50.00")
    await stage.say("/track B0TESTBL01 B0TESTCA01")
    answer = await stage.say("/digest daily 8:30")
    assert answer.startswith("Digest daily 08:30\nThe next one comes Mon 08:30 (UTC).")
    stage.shelf.put(BLENDER, "53.00")
    stage.shelf.fail(CABLE, Outcome.BLOCKED, "robot check")
    assert await stage.later(hours=6) == []
    stage.clock.at = at("2026-05-04 08:30")
    (digest,) = await stage.told()
    assert digest.startswith("Digest since 3 May 12:00: 1 change, no alerts")
    assert "Price rose 6 %: $50.00 → $53.00" in digest
    assert "Nearest to an alert:" in digest
    assert "Could not be read:" in digest
    assert "Amazon showed a robot check for B0TESTCA01" in digest
    assert "Looks: 4: 3 read, 1 blocked" in digest
    assert stage.chat.how[-1]["silent"] is True


async def test_when_nothing_happened_it_is_one_sentence(stage: Stage):
    stage.shelf.put(BLENDER)
    await stage.say("/track B0TESTBL01")
    await stage.say("/digest daily 18:00")
    await stage.later(hours=5)
    (digest,) = await stage.later(hours=1)
    assert digest == "Nothing happened since 12:00. The one product here stood still; looks 2: 2 read."


@pytest.mark.parametrize(
    ("start", "end", "said", "told"),
    [
        ("2026-03-27 12:00", "2026-03-31 00:00", "daily 02:30", ["03-28 01:30", "03-29 01:00", "03-30 00:30"]),
        ("2026-10-24 12:00", "2026-10-27 00:00", "daily 02:30", ["10-25 00:30", "10-26 01:30"]),
        ("2026-03-28 12:00", "2026-03-31 00:00", "daily 08:30", ["03-29 06:30", "03-30 06:30"]),
        ("2026-10-20 12:00", "2026-11-03 00:00", "weekly mon 8:30", ["10-26 07:30", "11-02 07:30"]),
        ("2026-10-20 12:00", "2026-11-01 00:00", "weekly sun 02:30", ["10-25 00:30"]),
    ],
)
async def test_each_day_or_week_has_one_digest_whatever_the_clocks_do(stage: Stage, start, end, said, told):
    stage.clock.at = at(start)
    await stage.say("/settings zone Europe/Berlin")
    await stage.say(f"/digest {said}")
    assert [when for when, _ in await digests_until(stage, end)] == told


async def test_a_digest_missed_while_nothing_ran_comes_once_and_tells_of_all_that_time(stage: Stage):
    stage.shelf.put(BLENDER, "50.00")
    await stage.say("/track B0TESTBL01")
    await stage.say("/digest daily 08:30")
    stage.clock.turn(days=3, hours=1)
    told = await digests_until(stage, "2026-05-08 00:00")
    assert [when for when, _ in told] == ["05-06 13:15", "05-07 08:30"]
    assert "since 3 May" in told[0][1]


async def test_a_digest_is_told_once_though_processes_restart_at_any_time(tmp_path: Path):
    titles = []
    moment = at("2026-05-03 12:00")
    for number in range(6):
        storage = SqlStorage.open(f"sqlite+aiosqlite:///{tmp_path / 'digest.db'}")
        stage = Stage(storage)
        stage.clock.at = moment
        await storage.migrate()
        if not number:
            await stage.say("/digest daily 08:30")
        else:
            for _ in range(3):
                await stage.digester.round()
        titles += [card.title for _, card in stage.chat.cards]
        moment = stage.clock.now() + timedelta(hours=5)
        await storage.close()
    assert len(titles) == 1


async def test_a_digest_that_could_not_be_said_is_said_later_and_once(stage: Stage):
    class Deaf:
        def __init__(self, chat) -> None:
            self.chat, self.fails = chat, 2

        async def post(self, chat, card, **how) -> str:
            if self.fails:
                self.fails -= 1
                raise ChatUnreachable(chat, "HTTP 502")
            return await self.chat.post(chat, card, **how)

    stage.digester._chats = {"console": Deaf(stage.chat)}
    await stage.say("/digest daily 13:00")
    told = await digests_until(stage, "2026-05-04 12:00", step=timedelta(minutes=1))
    assert len(told) == 1
    assert told[0][0] > "05-03 13:00"


async def test_digests_can_be_changed_and_ended(stage: Stage):
    assert (await stage.say("/digest")).startswith("No digest is sent here")
    await stage.say("/digest daily 08:30")
    assert "Digest: daily 08:30" in await stage.say("/settings")
    assert (await stage.say("/digest weekly fri 7:00")).startswith(
        "Digest weekly fri 07:00\nThe next one comes Fri 07:00"
    )
    assert (await stage.say("/digest off")).startswith("No digest any more")
    assert (await stage.say("/digest off")).startswith("There was no digest here")
    assert await digests_until(stage, "2026-05-12 00:00", step=timedelta(hours=6)) == []


async def test_another_zone_means_another_moment(stage: Stage):
    await stage.say("/digest daily 08:30")
    await stage.say("/settings zone America/New_York")
    assert "The next one comes 08:30 (America/New_York)" in await stage.say("/digest")
    told = await digests_until(stage, "2026-05-05 00:00")
    assert [when for when, _ in told] == ["05-03 12:30", "05-04 12:30"]
    assert (await stage.digests.ordered(HERE)) is not None
