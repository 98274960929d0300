"""A full disk and a locked database: the person is told in a sentence, nothing is lost, and it goes on by itself."""

import resource
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from decimal import Decimal
from pathlib import Path

import pytest

from tests.processes.amazcope import Place, amazcope, eventually
from tests.servers.amazon_shop import AmazonShop, Gate, Good

FIRST, SECOND = "B0STORAGE1", "B0STORAGE2"
FULL = "The disk that holds the database is full: nothing was changed."
BUSY = "The database was busy and did not take the change in time. Nothing was changed."
_DISK = 'mount -t tmpfs -o size=1536k none "$0" && exec "$@"'


@pytest.fixture
def small_disk(tmp_path: Path) -> tuple[Path, list[str]]:
    """A folder, and what makes the command after it run with a disk of 1.5 MB mounted there, for itself alone."""
    unshare, folder = shutil.which("unshare"), tmp_path / "disk"
    folder.mkdir()
    wrapped = [unshare or "", "--map-root-user", "--mount", "sh", "-c", _DISK, str(folder)]
    if unshare is None or subprocess.run([*wrapped, "true"], check=False, capture_output=True).returncode:
        pytest.skip("may not mount anything here")
    return folder, wrapped


def fill(file: Path) -> None:
    """Take all the space that there is."""
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(512))


def free(file: Path) -> None:
    """Give it back."""
    file.unlink()


async def test_on_a_full_disk_the_person_is_told_and_it_works_again_when_there_is_space(
    place: Place, shop: AmazonShop, small_disk: tuple[Path, list[str]]
) -> None:
    shop.goods = {FIRST: Good(Decimal("25.00")), SECOND: Good(Decimal("25.00"))}
    folder, wrapper = small_disk
    on_disk = {"DATABASE_URL": f"sqlite+aiosqlite:///{folder}/amazcope.db"}
    inside = Place(place.folder, place.settings | on_disk, place.bytecode)
    async with amazcope(inside, "run", wrapper=wrapper) as process:
        await process.ask(f"/track {FIRST}")
        filler = Path(f"/proc/{process.pid}/root{folder}/filler")
        fill(filler)
        assert FULL in await process.ask(f"/track {SECOND}")
        shop.goods[FIRST] = Good(Decimal("20.00"))
        free(filler)
        await process.says("Price dropped 20 %: .25.00 → .20.00")
        assert "Tracking 2" in await process.ask(f"/track {SECOND}")
        assert "2 products tracked" in await process.ask("/list")
        assert process.out.count("Price dropped 20 %") == 1
        assert await process.stop() == 0
        assert "Traceback" not in process.err


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs Linux")
async def test_while_no_file_may_grow_the_person_is_told_and_later_it_works_again(
    place: Place, shop: AmazonShop
) -> None:
    shop.goods = {FIRST: Good(Decimal("25.00")), SECOND: Good(Decimal("25.00"))}
    async with amazcope(place, "run") as process:
        await process.ask(f"/track {FIRST}")
        _, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, hard))
        answer = await process.ask(f"/track {SECOND}")
        assert "Nothing was changed" in answer or FULL in answer
        shop.goods[FIRST] = Good(Decimal("20.00"))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        await process.says("Price dropped 20 %: .25.00 → .20.00")
        assert "Tracking 2" in await process.ask(f"/track {SECOND}")
        assert await process.stop() == 0
        assert "Traceback" not in process.err


async def test_while_another_program_locks_the_database_the_person_is_told_and_nothing_is_lost(
    place: Place, shop: AmazonShop
) -> None:
    shop.goods = {FIRST: Good(Decimal("25.00")), SECOND: Good(Decimal("25.00"))}
    async with amazcope(place, "run") as process:
        await process.ask(f"/track {FIRST}")
        gate = Gate()
        shop.manners[FIRST] = gate
        await eventually(lambda: gate.waiting)
        with closing(sqlite3.connect(place.database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            # A look is under way: neither its result nor its claim can be written now.
            shop.goods[FIRST] = Good(Decimal("20.00"))
            shop.manners.clear()
            gate.open()
            assert BUSY in await process.ask(f"/track {SECOND}")
            await process.until(lambda: "no looks" in process.err)
            other.execute("ROLLBACK")
        await process.says("Price dropped 20 %: .25.00 → .20.00")
        assert "Tracking 2" in await process.ask(f"/track {SECOND}")
        assert process.out.count("Price dropped 20 %") == 1
        assert await process.stop() == 0
        assert "Traceback" not in process.err
