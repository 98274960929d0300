"""`amazcope run`, `chat` and `demo`: processes that talk."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

Seed = Annotated[int, typer.Option(help="The sandbox's script: the same seed moves the same prices.")]
Speed = Annotated[float, typer.Option(min=0.1, max=100, help="How fast the sandbox's time runs.")]
Script = Annotated[Path | None, typer.Option(help="Play messages from a file (“sleep 5” waits), then exit.")]


def run() -> None:
    """Run the service: chats, scheduler, deliveries, HTTP; in the terminal where no chat platform is set up."""
    _serve(stay=True, service=True)


def chat() -> None:
    """Talk in the terminal, on the configured database and data source; lines may be piped in."""
    _serve(stay=False, service=False)


def demo(seed: Seed = 7, speed: Speed = 1.0, script: Script = None) -> None:
    """Try everything with nothing configured: a sandbox shop in fast time, and a chat in this terminal."""
    from bot.cli.demo import play

    with tempfile.TemporaryDirectory(prefix="amazcope-demo-") as folder:
        asyncio.run(play(Path(folder), seed=seed, speed=speed, script=script))


def _serve(*, stay: bool, service: bool) -> None:
    from bot.garbage import collect_rarely
    from bot.logbook import open_logbook
    from bot.settings import load_settings
    from bot.wiring import Terminal, assemble

    settings = load_settings()
    open_logbook(settings.amazcope_log)

    async def serve() -> None:
        app = assemble(settings, Terminal(), http=service, platforms=service)
        collect_rarely()
        await app.run(stay=stay)

    with asyncio.Runner(loop_factory=_quick_loop() if service else None) as runner:
        runner.run(serve())


def _quick_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What opens uvloop's event loop, which takes a fifth off an answer; none on Windows, where it does not exist."""
    if sys.platform == "win32":
        return None
    from uvloop import new_event_loop

    return new_event_loop
