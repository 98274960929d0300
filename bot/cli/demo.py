"""The demo: the whole product on a fresh temporary database, reading a sandbox shop whose time runs fast."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Final

import typer

from bot.logbook import open_logbook
from bot.settings import load_settings
from bot.wiring import Terminal, assemble, sandbox, script_lines
from core.errors import NoSuchFile

CHECK_EVERY: Final = timedelta(seconds=2)
KEPT: Final = Path(tempfile.gettempdir()) / "amazcope-charts"  # outlives the demo, so that charts can be looked at
PACE: Final = 20.0  # confirmations after 9 s instead of 3 min, alerts grouped for a quarter of a second

_WELCOME: Final = (
    "Amazcope watches Amazon products. This is a sandbox shop whose prices move in fast time; nothing here is real.\n"
    "Its shelf: {shop}\n"
)


async def play(folder: Path, *, seed: int, speed: float, script: Path | None) -> None:
    """Open the shop, talk until the script or the person ends, close everything. Raises `NoSuchFile`."""
    lines = _lines(script) if script else None
    open_logbook("error")
    shop = sandbox(seed, speed)
    address = str(await shop.open())
    try:
        settings = load_settings(
            database_url=f"sqlite+aiosqlite:///{folder / 'demo.db'}",
            amazon_base_url=address,
            apify_token=None,  # nobody pays for looking at what does not exist
            amazcope_check_every=CHECK_EVERY / speed if speed > 1 else CHECK_EVERY,
            amazcope_confirm_after=None,
            amazcope_pace=PACE * speed,
            http_port=0,
        )
        typer.echo(_WELCOME.format(shop=address))
        await assemble(settings, Terminal(script=lines, folder=KEPT), http=False).run(stay=False)
    finally:
        await shop.close()


def _lines(script: Path) -> tuple[str, ...]:
    try:
        return script_lines(script)
    except OSError as error:
        raise NoSuchFile(script, os.strerror(error.errno or 0)) from error
