from decimal import Decimal

from sqlalchemy.dialects import sqlite

from adapters.storage.sql.codec import Json
from adapters.storage.sql.columns import AvailabilityCode
from core.catalog.snapshot import Availability, Snapshot


def test_every_availability_has_a_number_of_its_own_and_comes_back() -> None:
    column, dialect = AvailabilityCode(), sqlite.dialect()
    codes = {one: column.process_bind_param(one, dialect) for one in Availability}
    assert len(set(codes.values())) == len(Availability)
    assert {column.process_result_value(code, dialect) for code in codes.values()} == set(Availability)


def test_a_snapshot_from_before_sources_were_told_was_read_off_amazons_pages() -> None:
    old = (
        '{"product": {"asin": "B000000001", "market": "com"}, "at": "2026-05-03T12:00:00Z", '
        '"offer": {"price": "9.99", "currency": "USD"}, "listing": {"title": "Kettle"}}'
    )
    snapshot = Json(Snapshot).process_result_value(old, sqlite.dialect())
    assert (snapshot.source, snapshot.offer.price) == ("amazon", Decimal("9.99"))
