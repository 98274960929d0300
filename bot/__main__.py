"""The command line."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli.audit import audit
from bot.cli.bench import bench
from bot.cli.care import doctor, migrate
from bot.cli.files import parse
from bot.cli.gallery import gallery
from bot.cli.interpret import interpret
from bot.cli.replay import replay
from bot.cli.serve import chat, demo, run
from core.errors import Outage, Trouble

application = typer.Typer(
    name="amazcope",
    help="Watches Amazon products and tells your chat what changed, once, with the evidence.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (demo, run, chat, parse, interpret, audit, replay, migrate, doctor, gallery, bench):
    application.command()(command)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"amazcope {version('amazcope')}")
        raise typer.Exit


@application.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    show: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None and not show:
        typer.echo(context.get_help())


def main() -> None:
    """Run `amazcope` with this process's arguments; wrong usage and settings exit 2 with one line saying why."""
    try:
        code = application(standalone_mode=False)
    except Trouble as trouble:
        _complain(str(trouble))
        code = 1 if isinstance(trouble, Outage) else 2
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    except typer.TyperException as error:
        _complain(f"{error.format_message()} (amazcope --help)")
        code = 2
    sys.exit(code or 0)


def _complain(sentence: str) -> None:
    typer.echo(f"amazcope: {sentence}", err=True)


if __name__ == "__main__":
    main()
