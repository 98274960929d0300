"""One Amazcope to a SQLite file: a lock beside it that the system lets go when the process ends, however it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

from adapters.storage.sql.engine import is_in_memory
from core.errors import AlreadyRunning


@contextmanager
def take(url: str) -> Iterator[None]:
    """Hold ``<file>.lock``, with this process's number in it, for a database in a file; other databases need no lock.

    Raises:
        AlreadyRunning: another process holds it.

    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or is_in_memory(parts):
        yield
        return
    file = Path(parts.database or "")
    with file.with_name(f"{file.name}.lock").open("a+", encoding="ascii") as lock:
        _claim(lock, file)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _claim(lock: IO[str], file: Path) -> None:
    if sys.platform == "win32":
        return  # no flock there; SQLite's own locks still keep the file whole
    import fcntl  # noqa: PLC0415 - Unix has it, Windows has not

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise AlreadyRunning(lock.read().strip() or "?", str(file)) from error
