"""What the tests of the terminal chat share: a clock that stands, and listeners."""

from datetime import UTC, datetime
from io import StringIO

import pytest

from adapters.chats.console.screen import Screen
from core.messages import Card, Heard

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Parrot:
    """A listener that repeats what it hears, and keeps it; to “hush” it says nothing."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []

    async def __call__(self, heard: Heard) -> Card | None:
        self.heard.append(heard)
        return None if heard.text == "hush" else Card(f"heard {heard.text}")

    @property
    def texts(self) -> list[str]:
        return [heard.text for heard in self.heard]


@pytest.fixture
def parrot() -> Parrot:
    return Parrot()


@pytest.fixture
def paper() -> StringIO:
    return StringIO()


@pytest.fixture
def screen(paper: StringIO) -> Screen:
    return Screen(paper)


@pytest.fixture
def noon():
    return lambda: NOON
