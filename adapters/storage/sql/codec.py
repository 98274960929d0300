"""The core's dataclasses as JSON text in a column, for what is always read and written whole."""

from dataclasses import replace
from typing import Any, Final

import msgspec
from sqlalchemy import Dialect, Text, TypeDecorator

from core.catalog.snapshot import Listing, Snapshot

_NO_LISTING: Final = Listing(title="")


class Json(TypeDecorator[Any]):
    """A value of type `shape`, a dataclass or a tuple of them; decimals, times and UUIDs are strings in the text.

    Text on PostgreSQL too: nothing is ever queried inside, and JSONB would parse what msgspec parses again.
    A field that newer code adds needs a default to read what older code wrote.
    """

    impl = Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(shape)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else self._encoder.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From the database."""
        return None if value is None else self._decoder.decode(value)


def without_listing(snapshot: Snapshot) -> Snapshot:
    """What changes from look to look: the long listing is kept apart."""
    return replace(snapshot, listing=_NO_LISTING)


def with_listing(snapshot: Snapshot, listing: Listing) -> Snapshot:
    """The whole snapshot again."""
    return replace(snapshot, listing=listing)
