"""What people wrote in many chats: the tables in tables/fresh, each written before the grammar had seen it."""

import pytest

from tests.bot.grammar.sentences.fresh import Row, names, rows

ROWS = [row for name in names() for row in rows(name)]
UNSURE = ("none", "? ")


def named(row: Row) -> str:
    return f"{row.where} {row.focus}: {row.text[:60]}"


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_open], ids=named)
def test_a_message_is_read_as_it_was_meant(row):
    assert row.read() == row.meant


@pytest.mark.parametrize("row", [row for row in ROWS if row.is_open], ids=named)
def test_what_is_not_understood_yet_is_not_acted_on(row):
    assert all(action.startswith(UNSURE) for action in row.read().split(" & "))


def test_few_messages_are_not_understood_yet():
    assert sum(row.is_open for row in ROWS) <= len(ROWS) * 0.04
