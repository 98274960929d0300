import os
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.storage.sql.file_lock import take
from core.errors import AlreadyRunning

HOLD = """
import sys
from adapters.storage.sql.file_lock import take
with take(sys.argv[1]):
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
        with pytest.raises(AlreadyRunning, match=str(first.pid)) as refused, take(url):
            pytest.fail("the lock was given twice")
        assert str(file) in str(refused.value)
        first.kill()
        first.wait()
    with take(url):
        assert file.with_name("amazcope.db.lock").read_text() == str(os.getpid())


def test_a_lock_that_was_let_go_can_be_taken_again(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'amazcope.db'}"
    for _ in range(2):
        with take(url), pytest.raises(AlreadyRunning), take(url):
            pytest.fail("the lock was given twice")


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:", "postgresql+asyncpg://h/d"])
def test_databases_without_a_file_need_no_lock(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with take(url), take(url):
        assert list(tmp_path.iterdir()) == []
