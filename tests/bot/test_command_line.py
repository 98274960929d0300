"""The command line, as a process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "tests/payloads/amazon_page"


def amazcope(*arguments, cwd, **settings):
    """Run it in an empty folder with nothing set but `settings`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["frob"], "No such command 'frob'"),
        (["demo", "--speed", "fast"], "Invalid value for '--speed'"),
        (["demo", "--frob"], "No such option: --frob"),
        (["parse"], "Missing argument"),
        (["parse", "--marketplace", "xx", "page.html"], "There is no Amazon store “xx”"),
        (["demo", "--script", "nowhere.txt"], "nowhere.txt cannot be read: No such file or directory."),
    ],
)
def test_wrong_usage_exits_2_with_one_line_saying_why(tmp_path, arguments, complaint):
    run = amazcope(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("amazcope: ")
    assert complaint in run.stderr
    assert run.stderr.count("\n") == 1
    assert run.stdout == ""


def test_it_says_its_version_and_its_help(tmp_path):
    assert amazcope("--version", cwd=tmp_path).stdout.startswith("amazcope 0.")
    for command in ("demo", "run", "chat", "parse", "migrate", "doctor"):
        shown = amazcope(command, "--help", cwd=tmp_path)
        assert shown.returncode == 0
        assert "Usage:" in shown.stdout


def test_help_loads_no_sdk(tmp_path):
    heavy = "sqlalchemy httpx rich.console prompt_toolkit uvicorn pydantic babel telegram slack_bolt openai matplotlib"
    code = f"import sys, bot.__main__; print([m for m in {heavy.split()} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_a_saved_page_becomes_one_json_object_a_line(tmp_path):
    pages = sorted(PAGE.glob("*.html"))[:3]
    run = amazcope("parse", *map(str, pages), cwd=tmp_path)
    assert run.returncode == 0
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert [row["file"] for row in rows] == [str(page) for page in pages]
    assert {"outcome", "asin", "marketplace", "price", "ranks", "variations", "parent_asin"} <= set(rows[0])


def test_a_page_that_cannot_be_opened_is_named_and_the_others_are_read(tmp_path):
    page = next(iter(sorted(PAGE.glob("*.html"))))
    run = amazcope("parse", "nowhere.html", str(page), cwd=tmp_path)
    assert run.returncode == 1
    assert "nowhere.html cannot be opened" in run.stderr
    assert len(run.stdout.splitlines()) == 1


def test_migrate_makes_the_schema_and_may_be_run_again(tmp_path):
    assert amazcope("migrate", cwd=tmp_path).stdout == "The database is at the newest schema.\n"
    assert amazcope("migrate", cwd=tmp_path).stdout == "The database was at the newest schema already.\n"
    assert (tmp_path / "amazcope.db").exists()


def test_doctor_says_what_is_broken_and_how_to_mend_it(tmp_path):
    run = amazcope("doctor", cwd=tmp_path, AMAZON_BASE_URL="http://127.0.0.1:9")
    assert run.returncode == 1
    lines = run.stdout.splitlines()
    assert lines[0].startswith("ok     Settings:")
    assert any(line.startswith("ok     Database (sqlite+aiosqlite)") for line in lines)
    assert any(
        line.startswith("BROKEN Data source (http://127.0.0.1:9)") and "Fix: check the network" in line
        for line in lines
    )
