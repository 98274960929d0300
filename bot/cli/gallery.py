"""`amazcope gallery`: every card as each platform shows it, to look at."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.exhibition import Easel

Out = Annotated[Path, typer.Option("--out", help="The folder to write to; it is made where there is none.")]


def gallery(out: Out = Path("gallery")) -> None:
    """Write what each platform shows for every card: HTML pages, and PNG pictures where Chromium is installed."""
    from bot.camera import NAMES, find_browser
    from bot.exhibition import figures, page
    from bot.gallery import EXHIBITS, chart_exhibit
    from bot.wiring.portraits import charts, portraits

    exhibits = (*EXHIBITS[:4], asyncio.run(chart_exhibit(charts())), *EXHIBITS[4:])
    browser = find_browser()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, easel in portraits().items():
            shown = figures(easel, exhibits)
            (out / f"{name}.html").write_text(page(name, easel, shown), "utf-8")
            typer.echo(f"{out / name}.html: {len(shown)} cards")
            _photograph(browser, name, easel, shown, out)
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written: {error.strerror}.") from error
    if browser is None:
        typer.echo(f"Only HTML was written: for PNG pictures, install Chromium ({', '.join(NAMES)} on PATH).")


def _photograph(browser: str | None, name: str, easel: "Easel", shown: Sequence[str], out: Path) -> None:
    from bot.camera import photograph

    if browser:
        for picture in photograph(browser, name, easel, shown, out):
            typer.echo(f"{picture}")
