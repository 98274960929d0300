from sqlalchemy.dialects import sqlite

from adapters.storage.sql.columns import AvailabilityCode
from core.catalog.snapshot import Availability


def test_every_availability_has_a_number_of_its_own_and_comes_back() -> None:
    column, dialect = AvailabilityCode(), sqlite.dialect()
    codes = {one: column.process_bind_param(one, dialect) for one in Availability}
    assert len(set(codes.values())) == len(Availability)
    assert {column.process_result_value(code, dialect) for code in codes.values()} == set(Availability)
