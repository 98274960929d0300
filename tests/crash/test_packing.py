"""A process that dies at any one statement or commit of the packing leaves every reading, once."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import func, select

from adapters.storage.sql.storage import SqlStorage
from adapters.storage.sql.tables import rank_points
from core.cadence import Cadence
from core.catalog.asin import Product
from core.catalog.series import RankPoint
from core.catalog.snapshot import Rank
from core.upkeep import Upkeep
from tests.clock import NOON, TurnedClock
from tests.contracts.storage_examples import track
from tests.crash.mortal import Died, Fate, MortalStorage
from tests.shop import BLENDER, CABLE

_WATCHED = (BLENDER, CABLE)
_HOUR = timedelta(hours=1)
_READINGS = [RankPoint(NOON - number * 6 * _HOUR, Rank(1 + number, "Kitchen")) for number in reversed(range(200))]


async def opened(file: Path) -> SqlStorage:
    storage = SqlStorage.open(f"sqlite+aiosqlite:///{file}")
    await storage.migrate()
    return storage


async def tidied(file: Path, fate: Fate) -> None:
    """One round of upkeep, to its end or its death."""
    storage = await opened(file)
    mortal = cast("SqlStorage", MortalStorage(storage, fate))
    try:
        await Upkeep(mortal, TurnedClock(), Cadence(6 * _HOUR)).round()
    except Died:
        assert fate.has_struck
    finally:
        await storage.close()


async def read(file: Path) -> Mapping[Product, Sequence[RankPoint]]:
    storage = await opened(file)
    async with storage.begin() as work:
        found = await work.series.ranks_since(_WATCHED, NOON - 9999 * _HOUR)
    await storage.close()
    return found


async def rows_left(file: Path) -> int:
    storage = await opened(file)
    async with storage.engine.connect() as connection:
        left: int = (await connection.execute(select(func.count()).select_from(rank_points))).scalar_one()
    await storage.close()
    return left


@pytest.fixture
async def written(tmp_path: Path) -> Path:
    """A file with fifty days of readings of two products, all of them rows."""
    file = tmp_path / "written.db"
    storage = await opened(file)
    async with storage.begin() as work:
        await track(work, *_WATCHED)
        for reading in _READINGS:
            await work.series.add_ranks(dict.fromkeys(_WATCHED, reading))
        await work.commit()
    await storage.close()
    return file


async def test_a_death_at_any_statement_of_the_packing_leaves_every_reading_once(written: Path, tmp_path: Path) -> None:
    whole, expected = Fate(), dict.fromkeys(_WATCHED, _READINGS)
    undisturbed = Path(shutil.copy(written, tmp_path / "whole.db"))
    await tidied(undisturbed, whole)
    left = await rows_left(undisturbed)
    assert 0 < left < len(_READINGS)
    for number in range(1, whole.deeds + 1):
        file = Path(shutil.copy(written, tmp_path / f"death{number}.db"))
        await tidied(file, Fate(number))
        assert await read(file) == expected, number
        await tidied(file, Fate())
        assert await read(file) == expected, number
        assert await rows_left(file) == left, number
