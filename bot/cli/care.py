"""`amazcope migrate` and `doctor`: looking after an installation."""

import asyncio

import typer


def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.settings import load_settings
    from bot.wiring import open_storage

    settings = load_settings()

    async def bring() -> bool:
        storage = open_storage(settings)
        try:
            was = await storage.at_head()
            await storage.migrate()
        finally:
            await storage.close()
        return was

    typer.echo(
        "The database was at the newest schema already."
        if asyncio.run(bring())
        else "The database is at the newest schema."
    )


def doctor() -> None:
    """Check settings, database and data source: a line each, with the fix; exit code 1 if something is broken."""
    from bot.doctor import examine
    from bot.settings import load_settings

    findings = asyncio.run(examine(load_settings()))
    for finding in findings:
        typer.echo(
            f"{'ok    ' if finding.fix is None else 'BROKEN'} {finding.what}"
            + (f" Fix: {finding.fix}" if finding.fix else "")
        )
    if any(finding.fix for finding in findings):
        raise typer.Exit(1)
