"""Column types: the core's values, written so that both databases give back exactly what they were given."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, SmallInteger, String, TypeDecorator, Uuid
from sqlalchemy.types import TypeEngine

from core.catalog.snapshot import Availability
from core.messages import ChatId

# Written into every stored point: numbers are never reassigned.
_CODE_OF: Final = {
    Availability.UNKNOWN: 0,
    Availability.IN_STOCK: 1,
    Availability.LOW_STOCK: 2,
    Availability.OUT_OF_STOCK: 3,
    Availability.PREORDER: 4,
    Availability.NO_FEATURED_OFFER: 5,
    Availability.NOT_DELIVERABLE: 6,
}
_AVAILABILITY_OF: Final = {code: availability for availability, code in _CODE_OF.items()}


class Id(TypeDecorator[UUID]):
    """A UUID: PostgreSQL's own type, 16 bytes in SQLite (whose text form would take 32)."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type to create."""
        return dialect.type_descriptor(LargeBinary(16) if dialect.name == "sqlite" else Uuid())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """To the database."""
        return value.bytes if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """From the database."""
        return UUID(bytes=value) if value is not None and dialect.name == "sqlite" else value


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC; a naive one is a bug and raises `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database; SQLite has no zones, so there the UTC reading alone is kept."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Seconds(TypeDecorator[timedelta]):
    """A length of time in whole seconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """From the database."""
        return None if value is None else timedelta(seconds=value)


class Epoch(TypeDecorator[datetime]):
    """A moment as whole seconds since 1970, for the series: 8 bytes at most; PostgreSQL's INTEGER would end in 2038."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else int(value.timestamp())

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal as text, digit for digit: SQLite's NUMERIC is a float."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """From the database."""
        return None if value is None else Decimal(value)


class Address(TypeDecorator[ChatId]):
    """A chat as one text, ``platform:account:channel``: unique, and joined without a lookup."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: ChatId | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> ChatId | None:
        """From the database."""
        return None if value is None else ChatId.parse(value)


class AvailabilityCode(TypeDecorator[Availability]):
    """An availability as a small number."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Availability | None, dialect: Dialect) -> int | None:
        """To the database."""
        return None if value is None else _CODE_OF[value]

    def process_result_value(self, value: int | None, dialect: Dialect) -> Availability | None:
        """From the database."""
        return None if value is None else _AVAILABILITY_OF[value]
