"""INSERTs of rows that may be there already, each made once: making one takes longer than running it for a row."""

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert_into(table: Table, *, on_postgres: bool) -> Insert:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return postgresql.insert(table) if on_postgres else sqlite.insert(table)


@cache
def replacing(table: Table, *, on_postgres: bool) -> Insert:
    """A row with the same primary key gets the new row's values."""
    fresh = insert_into(table, on_postgres=on_postgres)
    new = {column.name: fresh.excluded[column.name] for column in table.c if not column.primary_key}
    return fresh.on_conflict_do_update(index_elements=list(table.primary_key), set_=new)


@cache
def sparing(table: Table, *unique: str, on_postgres: bool) -> Insert:
    """A row with the same values in these columns stays as it is."""
    return insert_into(table, on_postgres=on_postgres).on_conflict_do_nothing(index_elements=unique)
