"""Where processes under test keep compiled modules, if the environment forbids them to keep any beside the sources."""

import os
from pathlib import Path

import pytest


def bytecode_cache(factory: pytest.TempPathFactory) -> Path | None:
    """A folder that all workers of pytest-xdist share; without it each start compiles everything for three seconds."""
    if not os.environ.get("PYTHONDONTWRITEBYTECODE"):
        return None
    base = factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "bytecode"
