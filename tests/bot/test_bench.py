"""`amazcope bench`: which benchmarks are run, and what is said of them."""

import json
from pathlib import Path

import pytest
import typer

from bot.cli import bench as module
from bot.cli.bench import NoBenchmarks, NoSuchBenchmark, bench

QUICK = 'import json; print(json.dumps({"ours": 2, "bare": 1, "ratio": 2.0}))'
PARTS = (
    'import json; print(json.dumps({"goal": 1.5, "telegram": {"ratio": 1.25, "ours_ms": 5}, "slack": {"ratio": 3}}))'
)
BROKEN = "raise SystemExit('the database is away')"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout."""
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    made = tmp_path / "benchmarks"
    made.mkdir()
    return made


def test_each_benchmark_is_run_and_its_ratios_stand_in_one_table(folder, capsys):
    (folder / "quick.py").write_text(QUICK)
    (folder / "parts.py").write_text(PARTS)
    bench()
    assert capsys.readouterr().out.splitlines() == [
        "                 ratio",
        "parts telegram    1.25  ours_ms 5",
        "parts slack       3.00",
        "quick             2.00  ours 2, bare 1",
    ]


def test_only_those_that_are_named_are_run_and_all_of_their_figures_can_be_had(folder, capsys):
    (folder / "quick.py").write_text(QUICK)
    (folder / "broken.py").write_text(BROKEN)
    bench(["quick"], as_json=True)
    assert json.loads(capsys.readouterr().out) == {"quick": {"ours": 2, "bare": 1, "ratio": 2.0}}


def test_one_that_fails_says_why_and_the_others_are_run(folder, capsys):
    (folder / "broken.py").write_text(BROKEN)
    (folder / "quick.py").write_text(QUICK)
    with pytest.raises(typer.Exit) as ended:
        bench()
    assert ended.value.exit_code == 1
    assert "broken       -  error the database is away" in capsys.readouterr().out


def test_a_name_that_is_none_is_told_with_those_that_there_are(folder):
    (folder / "quick.py").write_text(QUICK)
    with pytest.raises(NoSuchBenchmark, match="There is no benchmark “quik”; there are quick"):
        bench(["quik"])


def test_an_installed_amazcope_says_where_its_benchmarks_are(folder):
    with pytest.raises(NoBenchmarks, match="run them in a checkout"):
        bench()
