"""The demo, as a process, as the README promises it."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def without_numbers(line: str) -> str:
    """A line with its digits and its speaker made alike: times and people differ from run to run."""
    return re.sub(r"set by \S+", "set by X", re.sub(r"\d+", "0", line)).strip()


def test_the_demo_tells_one_price_drop_once_and_the_readme_shows_it_as_it_is():
    played = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--seed", "7", "--script", "tests/journeys/first.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (played.returncode, played.stderr) == (0, "")
    told = re.findall(r"^. Price dropped .*$", played.stdout, re.MULTILINE)
    assert len(told) == 1
    assert "$29.99 → $23.75" in told[0]
    assert "Rule: price ±10 %, set by" in played.stdout
    assert "measured from $29.99" in played.stdout
    shown = {without_numbers(line) for line in played.stdout.splitlines()}
    transcript = (ROOT / "README.md").read_text("utf-8").split("```")[1]
    promised = [line for line in transcript.splitlines() if line.strip() not in {"", "…"}]
    assert [line for line in promised if without_numbers(line) not in shown] == []
