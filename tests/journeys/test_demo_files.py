"""What the demo draws and exports, as a process: in a folder that is still there when the demo has ended."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = "/track B0ZBLEND42\n/chart 1\n/export xlsx 1d\n/import {}\n"


def test_charts_and_exports_of_the_demo_can_be_opened_afterwards(tmp_path: Path):
    script, table = tmp_path / "script.txt", tmp_path / "list.csv"
    script.write_text(SCRIPT.format(table), "utf-8")
    table.write_text("asin;memo\nB0ZBLEND42;x\nB0CYT4LN7Q;y\n", "utf-8")
    played = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--script", str(script)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (played.returncode, played.stderr) == (0, "")
    picture = tmp_path / "amazcope-charts" / "price-B0ZBLEND42-com.png"
    assert f"Picture: {picture}" in played.stdout
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert [path.suffix for path in (tmp_path / "amazcope-charts").glob("amazcope-*")] == [".xlsx"]
    assert "list.csv: 1 product to import" in played.stdout
