"""Killed again and again while prices move, Amazcope tells each change once."""

import asyncio
from pathlib import Path

from tests.crash.campaign import whole_campaign
from tests.crash.nursery import Nursery
from tests.processes.amazcope import Place

SEEDS = (7, 20)
KILLS = 18  # in each campaign, besides those while everything is being tracked


async def test_each_change_is_told_once_however_often_the_process_is_killed(
    tmp_path: Path, bytecode: Path | None
) -> None:
    places = {seed: Place(tmp_path / f"seed{seed}", bytecode=bytecode) for seed in SEEDS}
    for place in places.values():
        place.folder.mkdir()
    with Nursery(Place(tmp_path, bytecode=bytecode)) as nursery:
        both = await asyncio.gather(*(whole_campaign(seed, KILLS, at, nursery) for seed, at in places.items()))
    for run, shown in both:
        count = run.count()
        summary = f"{count}, kills {dict(run.killed)}, {run.met_on_the_way} of them met messages on their way"
        assert count.is_clean, summary
        assert count.told >= len(run.scripts), summary
        assert sum(run.killed.values()) >= KILLS, summary
        assert shown.startswith("● 10 products tracked"), summary
        assert "Traceback" not in run.errors, run.errors
