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
    from bot.settings import load_settings
    from bot.wiring import doctor as doctor_of
    from bot.wiring import health_of, open_storage

    settings = load_settings()

    async def at_head() -> bool:
        storage = open_storage(settings)
        try:
            return await storage.at_head()
        finally:
            await storage.close()

    findings = asyncio.run(doctor_of(settings, at_head, lambda: health_of(settings)).examine())
    for what, fix in findings:
        typer.echo(f"{'BROKEN' if fix else 'ok    '} {what}" + (f" Fix: {fix}" if fix else ""))
    if any(fix for _, fix in findings):
        raise typer.Exit(1)
