"""A place to run in, and a shop to look at."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.processes.amazcope import Place
from tests.processes.bytecode import bytecode_cache
from tests.servers.amazon_shop import AmazonShop, amazon_shop


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    return bytecode_cache(tmp_path_factory)


@pytest.fixture
async def shop() -> AsyncIterator[AmazonShop]:
    async with amazon_shop() as opened:
        yield opened


@pytest.fixture
def bare(tmp_path: Path, bytecode: Path | None) -> Place:
    """A place with no shop."""
    return Place(tmp_path, {}, bytecode)


@pytest.fixture
def place(tmp_path: Path, bytecode: Path | None, shop: AmazonShop) -> Place:
    """A place where the shop is looked at each second, and other waits are short."""
    fast = {"AMAZON_BASE_URL": shop.base_url, "AMAZCOPE_CHECK_EVERY": "1s", "AMAZCOPE_PACE": "50"}
    return Place(tmp_path, fast, bytecode)
