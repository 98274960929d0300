"""`amazcope bench`: the benchmarks of a checkout, each a ratio measured side by side."""

import asyncio
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from core.errors import Refusal

Names = Annotated[list[str] | None, typer.Argument(help="Which ones; all of them where none is named.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what was measured as one JSON object.")]
_ROOT: Final = Path(__file__).parents[2]


class NoBenchmarks(Refusal):
    """The benchmarks are not installed with Amazcope: run them in a checkout of its repository."""


class NoSuchBenchmark(Refusal):
    """There is no benchmark “{0}”; there are {1}."""


def bench(names: Names = None, as_json: AsJson = False) -> None:
    """Run the benchmarks of `benchmarks/`: each measures Amazcope beside the bare thing, and prints the ratio."""
    measured: dict[str, Any] = {}
    failed = False
    chosen = _chosen(_ROOT / "benchmarks", names or ())
    with typer.progressbar(chosen, label="Measuring", file=sys.stderr, item_show_func=_stem) as files:
        for file in files:
            found, trouble = asyncio.run(_run(file))
            measured[file.stem] = found if found is not None else {"error": trouble}
            failed = failed or found is None
    typer.echo(json.dumps(measured) if as_json else _table(measured))
    if failed:
        raise typer.Exit(1)


def _stem(file: Path | None) -> str:
    return file.stem if file else ""


def _chosen(folder: Path, names: Sequence[str]) -> list[Path]:
    """The scripts with these names, or all. Raises `NoBenchmarks`, `NoSuchBenchmark`."""
    there = {file.stem: file for file in sorted(folder.glob("*.py")) if not file.stem.startswith("_")}
    if not there:
        raise NoBenchmarks
    for name in names:
        if name not in there:
            raise NoSuchBenchmark(name, ", ".join(there))
    return [there[name] for name in names or there]


async def _run(file: Path) -> tuple[Any, str]:
    """What a benchmark measured, in a process of its own, and what it said of itself; None where it failed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        f"benchmarks.{file.stem}",
        "--json",
        cwd=_ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    if process.returncode:
        said = err.decode(errors="replace").strip().splitlines()
        return None, said[-1] if said else f"exit code {process.returncode}"
    return json.loads(out), ""


def _table(measured: Mapping[str, Any]) -> str:
    rows = [row for name, found in measured.items() for row in _rows(name, found)]
    wide = max((len(name) for name, _, _ in rows), default=0)
    lines = (f"{name:{wide}}  {ratio:>6}  {rest}" for name, ratio, rest in [("", "ratio", ""), *rows])
    return "\n".join(line.rstrip() for line in lines)


def _rows(name: str, found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A row for each part that has a ratio: its name, the ratio, and all other figures."""
    ratio = found.get("ratio", found.get("median_ratio"))
    plain = {key: value for key, value in found.items() if isinstance(value, int | float | str)}
    if ratio is not None or "error" in found:
        figures = [f"{key} {value}" for key, value in plain.items() if key not in {"ratio", "median_ratio"}]
        yield name, "-" if ratio is None else f"{ratio:.2f}", ", ".join(figures)
        return
    for key, part in found.items():
        if isinstance(part, Mapping):
            yield from _rows(f"{name} {key}", part)
