"""`amazcope audit`: listings in, reports out."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path] | None, typer.Argument(help="Saved pages, or listings as JSON.")]
Cases = Annotated[Path | None, typer.Option(help="One listing as JSON a line, each with an id; - for standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def audit(files: Files = None, cases: Cases = None, as_json: AsJson = False) -> None:  # a flag
    """Audit listings by the rules in force: score, verdict, and what to mend."""
    from bot.audit import audit_cases

    today = datetime.now(UTC).date()
    if cases is not None:
        for row in audit_cases(iter(_lines(cases)), today):
            typer.echo(json.dumps(row, ensure_ascii=False))
    if not files and cases is None:
        raise typer.BadParameter("name a file, or --cases FILE")
    failed = [path for path in files or () if not _print(path, today=today, as_json=as_json)]
    if failed:
        raise typer.Exit(1)


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
        typer.echo(json.dumps({"file": str(path), **auditing.as_json(audited.report)}, ensure_ascii=False))
    else:
        typer.echo("\n".join(report_lines(audited.name, audited.report)))
    return True


def _lines(cases: Path) -> list[str]:
    from bot.parse import CannotOpen

    if str(cases) == "-":
        import sys

        return list(sys.stdin)
    try:
        return cases.read_text("utf-8").splitlines()
    except OSError as error:
        raise CannotOpen(cases, error.strerror or type(error).__name__) from error
