"""`amazcope audit`: listings in, reports out."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

Files = Annotated[list[Path] | None, typer.Argument(help="Saved pages, or listings as JSON.")]
Cases = Annotated[Path | None, typer.Option(help="One listing as JSON a line, each with an id; - for standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def audit(files: Files = None, cases: Cases = None, as_json: AsJson = False) -> None:  # a flag
    """Audit listings by the rules in force: score, verdict, and what to mend."""
    today = datetime.now(UTC).date()
    if not files and cases is None:
        raise typer.BadParameter("name a file, or --cases FILE")
    if cases is not None:
        _print_cases(cases, today)
    failed = [path for path in files or () if not _print(path, today=today, as_json=as_json)]
    if failed:
        raise typer.Exit(1)


def _print_cases(cases: Path, today: date) -> None:
    if str(cases) == "-":
        _answer(sys.stdin.buffer, today)
    elif not cases.is_file():
        raise typer.BadParameter(f"there is no file {cases}")
    else:
        with cases.open("rb") as lines:
            _answer(lines, today)


def _answer(lines: Iterable[bytes], today: date) -> None:
    """Answer each case before the next is read."""
    from bot.audit import audit_cases

    for row in audit_cases(lines, today):
        _say(row)
        sys.stdout.flush()


def _print(path: Path, *, today: date, as_json: bool) -> bool:
    from bot import audit as auditing
    from bot.parse import CannotOpen
    from bot.views.audit import report_lines
    from bot.wiring import page_reader

    try:
        audited = auditing.audit_file(path, today, page_reader())
    except (CannotOpen, auditing.NotAListing) as trouble:
        typer.echo(f"amazcope: {trouble}", err=True)
        return False
    if as_json:
        _say({"file": str(path), **auditing.as_json(audited.report)})
    else:
        typer.echo("\n".join(report_lines(audited.name, audited.report)))
    return True


def _say(row: Mapping[str, Any]) -> None:
    """One object a line; halves of signs, which no encoding knows, as question marks."""
    typer.echo(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode())
