"""Killed again and again while prices move, Amazcope tells each change once."""

import asyncio
from pathlib import Path

from tests.crash.campaign import Campaign
from tests.crash.nursery import Nursery
from tests.processes.amazcope import ROOT, Place
from tests.servers.amazon_shop import amazon_shop

SEEDS = (7, 20)
KILLS = 27  # in each campaign, besides those while everything is being tracked


async def campaign(seed: int, folder: Path, bytecode: Path | None, nursery: Nursery) -> tuple[Campaign, str]:
    """Run a whole campaign; returns it, and what `/list` showed in the end."""
    async with amazon_shop() as shop:
        # At this pace six hours are less than a second: every change is news, and none is held back as flapping.
        fast = {"AMAZON_BASE_URL": shop.base_url, "AMAZCOPE_CHECK_EVERY": "1s", "AMAZCOPE_PACE": "50000"}
        run = Campaign(seed, Place(folder, fast, bytecode), shop, nursery)
        await run.begin()
        script = asyncio.create_task(run.script())
        await run.kills(KILLS)
        shown, code = await run.settle()
        script.cancel()
        await asyncio.gather(script, return_exceptions=True)
        assert code == 0
        return run, shown


async def test_each_change_is_told_once_however_often_the_process_is_killed(
    tmp_path: Path, bytecode: Path | None
) -> None:
    folders = [tmp_path / f"seed{seed}" for seed in SEEDS]
    for folder in folders:
        folder.mkdir()
    environment = Place(tmp_path, {}, bytecode).environment
    with Nursery(environment, ROOT) as nursery:
        campaigns = [campaign(*each, bytecode, nursery) for each in zip(SEEDS, folders, strict=True)]
        both = await asyncio.gather(*campaigns)
    for run, shown in both:
        count = run.count()
        summary = f"{count}, kills {dict(run.killed)}, {run.met_on_the_way} of them met messages on their way"
        assert count.is_clean, summary
        assert count.told >= len(run.scripts), summary
        assert sum(run.killed.values()) >= KILLS, summary
        assert shown.startswith("● 10 products tracked"), summary
        assert "Traceback" not in run.errors, run.errors
