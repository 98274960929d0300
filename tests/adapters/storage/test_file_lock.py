import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.storage.sql.file_lock import take
from adapters.storage.sql.storage import SqlStorage
from core.errors import AlreadyRunning

HOLD = """
import sys
from adapters.storage.sql.file_lock import take
take(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""
ROOT = Path(__file__).parents[3]


def test_a_second_process_is_told_which_one_runs_and_on_what(tmp_path: Path) -> None:
    file = tmp_path / "amazcope.db"
    url = f"sqlite+aiosqlite:///{file}"
    command = [sys.executable, "-c", HOLD, url]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match=str(first.pid)) as refused:
            take(url)
        assert str(file) in str(refused.value)
        first.kill()
        first.wait()
    lock = take(url)
    assert lock is not None
    assert file.with_name("amazcope.db.lock").read_text() == str(os.getpid())
    lock.release()


async def test_a_storage_lets_its_lock_go_when_it_is_closed(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}"
    for _ in range(2):
        storage = SqlStorage.open(url, lock=take(url))
        with pytest.raises(AlreadyRunning):
            take(url)
        await storage.close()


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "postgresql+asyncpg://h/d"])
def test_databases_without_a_file_need_no_lock(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [take(url), take(url)] == [None, None]
    assert list(tmp_path.iterdir()) == []
