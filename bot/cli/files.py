"""`amazcope parse`: saved pages in, snapshots out."""

import json
from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path], typer.Argument(help="Saved pages: .html, .html.gz, raw gzip.")]
Url = Annotated[str | None, typer.Option(help="The address the page was read from.")]
Market = Annotated[str | None, typer.Option(help="The store, where the page does not say: com, de, co.uk …")]


def parse(files: Files, url: Url = None, marketplace: Market = None) -> None:
    """Read saved product pages and print one JSON object a line."""
    from bot.parse import CannotOpen, parse_files
    from bot.wiring import page_reader
    from core.catalog.marketplace import marketplace as store_of
    from core.errors import NoSuchMarketplace

    store = store_of(marketplace) if marketplace else None
    if marketplace and store is None:
        raise NoSuchMarketplace(marketplace)
    failed = False
    for row in parse_files(files, url=url, market=store, read_page=page_reader()):
        if isinstance(row, CannotOpen):
            failed = True
            typer.echo(f"amazcope: {row}", err=True)
        else:
            typer.echo(json.dumps(row, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)
