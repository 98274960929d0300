"""A long campaign, outside of the suite: ``python -m tests.crash --kills 500``; others with ``--only`` and ``--edits``.

Several seeds, two at a time, each with a shop and a database of its own. Ends with status 1 if anything was lost, false
or told twice without a kill that met it on its way.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.crash.campaign import Campaign, Moment, whole_campaign
from tests.crash.edits_campaign import Tally, edits_campaign
from tests.crash.nursery import Nursery
from tests.processes.amazcope import ROOT, Place

_AT_A_TIME = 2
_EACH = 50  # kills in one campaign
_CODE = ("adapters", "bot", "core", "tests")


async def main(kills: int, first_seed: int, only: Moment | None = None) -> bool:
    """Run campaigns until there were so many kills; returns whether all was told, true and once."""
    met: list[Campaign] = []
    with _nursery() as (home, nursery):
        while _killed(met).total() < kills:
            places = _places(home, first_seed + len(met))
            runs = (whole_campaign(seed, _EACH, place, nursery, only) for seed, place in places.items())
            met += [run for run, _ in await asyncio.gather(*runs)]
            _say(met)
    return all(run.count().is_clean for run in met)


async def edits(kills: int, first_seed: int) -> bool:
    """Run campaigns over edits until there were so many kills; returns whether every message came to show the truth."""
    met: list[Tally] = []
    with _nursery() as (home, nursery):
        while sum(one.kills for one in met) < kills:
            places = _places(home, first_seed + len(met))
            runs = (edits_campaign(seed, _EACH, place, nursery) for seed, place in places.items())
            met += await asyncio.gather(*runs)
            for one in met[-_AT_A_TIME:]:
                sys.stdout.write(f"{one}\n")
            sys.stdout.flush()
    return all(one.is_clean for one in met)


@contextmanager
def _nursery() -> Iterator[tuple[Place, Nursery]]:
    """A nursery, and a place in a folder that is gone afterwards, with a copy of the code.

    What is edited while a campaign runs would else come between one process and the next.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, source = Path(name), Path(name) / "code"
        for part in _CODE:
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        place = Place(folder, bytecode=folder / "bytecode", source=source)
        with Nursery(place) as nursery:
            yield place, nursery


def _places(home: Place, first_seed: int) -> dict[int, Place]:
    """An empty place for each of the next seeds."""
    seeds = range(first_seed, first_seed + _AT_A_TIME)
    places = {seed: replace(home, folder=home.folder / f"seed{seed}") for seed in seeds}
    for place in places.values():
        place.folder.mkdir()
    return places


def _killed(runs: Sequence[Campaign]) -> Counter[str]:
    return sum((Counter({str(moment): count for moment, count in run.killed.items()}) for run in runs), Counter())


def _say(runs: Sequence[Campaign]) -> None:
    counts = [run.count() for run in runs]
    killed = _killed(runs)
    at = ", ".join(f"{count} {moment}" for moment, count in sorted(killed.items()))
    sys.stdout.write(
        f"{killed.total()} kills ({at}; {sum(run.met_on_the_way for run in runs)} met messages on their way): "
        f"told {sum(one.told for one in counts)}, lost {sum(one.lost for one in counts)}, "
        f"false {sum(one.false for one in counts)}, "
        f"again in flight {sum(one.again_in_flight for one in counts)}, "
        f"again without cause {sum(one.again_without_cause for one in counts)}\n"
    )
    for story in (story for one in counts for story in one.stories.values()):
        sys.stdout.write(f"{story}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="At least so many.")
    parser.add_argument("--seed", type=int, default=100, help="The first of the seeds.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--only", type=Moment, choices=tuple(Moment), help="Kill at no other moment.")
    which.add_argument("--edits", action="store_true", help="Kill while messages are edited in Telegram.")
    asked = parser.parse_args()
    campaign = edits(asked.kills, asked.seed) if asked.edits else main(asked.kills, asked.seed, asked.only)
    sys.exit(0 if asyncio.run(campaign) else 1)
