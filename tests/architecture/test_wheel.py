"""What is built for others to install."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_exactly_the_three_packages(tmp_path):
    # hatchling builds in this environment: nothing is fetched
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bot", "core", "adapters"}
    assert "adapters/storage/sql/migrations/env.py" in names
    assert not [name for name in names if name.endswith((".pyc", ".db", ".env"))]
