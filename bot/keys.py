"""The installation's own secret: given by setting, or made once beside the SQLite file; everything else is derived."""

import hashlib
import hmac
import os
import secrets

from bot.settings import Settings, sqlite_file
from core.errors import WrongSetting


def installation_key(settings: Settings) -> bytes:
    """The secret key, made and kept (readable by its owner alone) where none is set.

    Raises `WrongSetting` where none is set and there is no file to keep one beside.
    """
    if settings.amazcope_secret_key is not None:
        return settings.amazcope_secret_key.get_secret_value().encode()
    database = sqlite_file(settings.database_url)
    if database is None:
        raise WrongSetting(
            "AMAZCOPE_SECRET_KEY", "", "set: with PostgreSQL every process must share one, of any letters"
        )
    file = database.with_name(f"{database.name}.key")
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes().strip()
    with os.fdopen(descriptor, "wb") as fresh:
        key = secrets.token_hex(32).encode()
        fresh.write(key)
    return key


def derived(key: bytes, purpose: str) -> str:
    """A secret of its own for one purpose, 64 hexadecimal digits; knowing it tells nothing of the key."""
    return hmac.new(key, purpose.encode(), hashlib.sha256).hexdigest()
