"""`amazcope interpret`: messages in, actions out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.interpret import answered

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared" / "nl" / "dev.jsonl"
TRACKED = {"actions": [{"action": "track", "products": ["B0CYT4LN7Q@com"]}], "by": "grammar"}


def interpret(*arguments, given=None):
    return subprocess.run(
        [sys.executable, "-m", "bot", "interpret", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
    )


def test_a_message_is_answered_with_its_actions():
    done = interpret("track B0CYT4LN7Q")
    assert json.loads(done.stdout) == TRACKED
    assert done.returncode == 0


def test_small_talk_is_read_by_nothing():
    assert json.loads(interpret("thanks!", "--no-model").stdout) == {"actions": [{"action": "none"}], "by": "none"}


def test_each_case_is_answered_in_order_under_its_id_and_a_bad_line_with_an_error(tmp_path):
    lines = [
        b'{"id": "a", "text": "track B0CYT4LN7Q"}',
        b"no json",
        b"[1]",
        b'{"id": "b"}',
        b'{"id": "c", "text": "undo", "context": {"timezone": "Mars/Olympus"}}',
        b'{"id": "d", "text": "undo", "context": {"marketplace": "mars"}}',
        b'{"id": "e", "text": "undo", "context": {"watchlist": [{"title": "no product"}]}}',
        b'{"id": "f", "text": "undo", "context": {"now": "soon"}}',
        b"\xff\xfe",
        b"",
        '{"id": 7, "text": "テントをミュート", "context": {"focus": null}}'.encode(),
    ]
    file = tmp_path / "cases.jsonl"
    file.write_bytes(b"\n".join(lines))
    done = interpret("--cases", str(file))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", *[None] * 8, 7]
    assert all(row["error"] for row in rows[1:9])
    assert rows[0] == {"id": "a"} | TRACKED
    assert done.returncode == 0


def test_with_a_dash_each_line_is_answered_before_the_next_is_sent():
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "interpret", "--cases", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": "undo"}) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert answer == {"id": number, "actions": [{"action": "undo"}], "by": "grammar"}
        process.stdin.close()
    assert process.returncode == 0


@pytest.mark.parametrize("arguments", [(), ("undo", "--cases", "-"), ("--cases", "/no/such/file")])
def test_wrong_usage_is_complained_of_in_one_line(arguments):
    done = interpret(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not SHARED.exists(), reason="the shared cases are not here")
def test_of_the_shared_cases_hardly_one_is_acted_on_wrongly():
    cases = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in interpret("--cases", str(SHARED)).stdout.splitlines()]
    assert [row["id"] for row in rows] == [case["id"] for case in cases]
    silent = [row for row, case in zip(rows, cases, strict=True) if case["expect"] == [{"action": "none"}]]
    assert [row for row in silent if row["actions"] != [{"action": "none"}]] == []


def test_a_reading_that_fails_is_said_of_its_own_message_and_names_no_text():
    def broken(text, context):
        raise RecursionError(text)

    row = answered(b'{"id": "a", "text": "track the secret kettle"}', broken)

    assert row == {"id": "a", "error": "this message could not be read (RecursionError)"}
