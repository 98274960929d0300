"""One Amazcope to a SQLite file: a lock beside it that the system lets go when the process ends, however it ends."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from adapters.storage.sql.engine import is_in_memory
from core.errors import AlreadyRunning

_LONGEST_NUMBER: Final = 20


@dataclass(frozen=True, slots=True)
class FileLock:
    """A lock that is held until `release` or the end of the process, whether or not anyone keeps this object."""

    descriptor: int

    def release(self) -> None:
        """Let another process have the file."""
        os.close(self.descriptor)


def take(url: str) -> FileLock | None:
    """Lock ``<file>.lock``, with this process's number in it, for a database in a file; other databases need no lock.

    Raises:
        AlreadyRunning: another process holds it.

    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or is_in_memory(parts):
        return None
    file = Path(parts.database or "")
    descriptor = os.open(file.with_name(f"{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    if not _is_ours(descriptor):
        holder = os.read(descriptor, _LONGEST_NUMBER).decode()
        os.close(descriptor)
        raise AlreadyRunning(holder or "?", str(file))
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    return FileLock(descriptor)


def _is_ours(descriptor: int) -> bool:
    if sys.platform == "win32":
        return True  # no flock there; SQLite's own locks still keep the file whole
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
