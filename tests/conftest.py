"""Fixtures that every part of the tests shares."""

import os
from collections.abc import AsyncIterator

import pytest
from hypothesis import settings

from tests.stage import Stage, open_stage

# No test is timed: a slow machine is no failure.
settings.register_profile("amazcope", deadline=None, max_examples=50)
settings.load_profile("amazcope")


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: some tests start processes, and wait for what those do."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with open_stage() as built:
        yield built
