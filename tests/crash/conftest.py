"""Where processes that are killed keep their compiled modules."""

from pathlib import Path

import pytest

from tests.processes.bytecode import bytecode_cache


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    return bytecode_cache(tmp_path_factory)
