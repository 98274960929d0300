"""A long campaign, outside of the suite: ``python -m tests.crash --kills 500``, with ``--edits`` one over edits.

Several seeds, two at a time, each with a shop and a database of its own. Ends with status 1 if anything was lost, false
or told twice without a kill that met it on its way.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.crash.campaign import Campaign, whole_campaign
from tests.crash.edits_campaign import Tally, edits_campaign
from tests.crash.nursery import Nursery
from tests.processes.amazcope import ROOT, Place

_AT_A_TIME = 2
_EACH = 50  # kills in one campaign


async def main(kills: int, first_seed: int) -> bool:
    """Run campaigns until there were so many kills; returns whether all was told, true and once."""
    met: list[Campaign] = []
    with tempfile.TemporaryDirectory() as folder:
        bytecode = Path(folder) / "bytecode"
        with Nursery(Place(Path(folder), {}, bytecode).environment, ROOT) as nursery:
            while _killed(met).total() < kills:
                seeds = [first_seed + len(met) + number for number in range(_AT_A_TIME)]
                met += await _together(seeds, Path(folder), bytecode, nursery)
                _say(met)
    return all(run.count().is_clean for run in met)


async def edits(kills: int, first_seed: int) -> bool:
    """Run campaigns over edits until there were so many kills; returns whether every message came to show the truth."""
    met: list[Tally] = []
    with tempfile.TemporaryDirectory() as folder:
        bytecode = Path(folder) / "bytecode"
        with Nursery(Place(Path(folder), {}, bytecode).environment, ROOT) as nursery:
            while sum(one.kills for one in met) < kills:
                places = {first_seed + len(met) + number: Path(folder) / f"{len(met)}-{number}" for number in (0, 1)}
                for place in places.values():
                    place.mkdir()
                runs = (edits_campaign(seed, _EACH, place, bytecode, nursery) for seed, place in places.items())
                met += await asyncio.gather(*runs)
                for one in met[-2:]:
                    sys.stdout.write(f"{one}\n")
                sys.stdout.flush()
    return all(one.is_clean for one in met)


async def _together(seeds: Sequence[int], folder: Path, bytecode: Path, nursery: Nursery) -> list[Campaign]:
    places = [folder / f"seed{seed}" for seed in seeds]
    for place in places:
        place.mkdir()
    pairs = zip(seeds, places, strict=True)
    runs = await asyncio.gather(*(whole_campaign(seed, _EACH, place, bytecode, nursery) for seed, place in pairs))
    return [run for run, _ in runs]


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
    for story in (story for one in counts for story in one.stories):
        sys.stdout.write(f"{story}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="At least so many.")
    parser.add_argument("--seed", type=int, default=100, help="The first of the seeds.")
    parser.add_argument("--edits", action="store_true", help="Kill while messages are edited in Telegram.")
    asked = parser.parse_args()
    campaign = edits if asked.edits else main
    sys.exit(0 if asyncio.run(campaign(asked.kills, asked.seed)) else 1)
