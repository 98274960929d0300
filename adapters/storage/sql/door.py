"""The door: what drivers raise is turned into the core's own trouble here, and nowhere else."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from core.errors import Outage, StorageBusy, StorageFull, StorageUnreachable

# https://www.sqlite.org/rescode.html
_SQLITE_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SQLITE_GONE: Final = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
# https://www.postgresql.org/docs/current/errcodes-appendix.html
# Serialization failure, deadlock, lock timeout, cancelled.
_POSTGRES_BUSY: Final = frozenset({"40001", "40P01", "55P03", "57014"})
_POSTGRES_FULL: Final = "53100"
# Connection exceptions, bad authorisation, no such database, operator intervention, too many connections.
_POSTGRES_GONE: Final = ("08", "28", "3D", "57P", "53300")


@contextmanager
def at_the_door() -> Iterator[None]:
    """Raise `StorageBusy`, `StorageFull` or `StorageUnreachable` for what a driver raises; everything else is a bug."""
    try:
        yield
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error


def trouble_of(error: Exception) -> Outage | None:
    """What an error of a driver or of SQLAlchemy means, None if it is a bug of ours."""
    if isinstance(error, PoolTimeoutError):
        return StorageBusy()
    if isinstance(error, OSError):  # a builtin TimeoutError is one, too
        return StorageUnreachable(error.strerror or type(error).__name__)
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if isinstance(code := getattr(cause, "sqlstate", None), str):
        return _of_postgres(code, cause)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return StorageUnreachable(_first_line(cause)) if lost else None


def _of_sqlite(error: sqlite3.Error) -> Outage | None:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # the low byte is the primary code
    if code in _SQLITE_BUSY:
        return StorageBusy()
    if code == sqlite3.SQLITE_FULL:
        return StorageFull()
    return StorageUnreachable(_first_line(error)) if code in _SQLITE_GONE else None


def _of_postgres(code: str, error: BaseException) -> Outage | None:
    if code in _POSTGRES_BUSY:
        return StorageBusy()
    if code == _POSTGRES_FULL:
        return StorageFull()
    return StorageUnreachable(_first_line(error)) if code.startswith(_POSTGRES_GONE) else None


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
