"""`amazcope parse`: saved pages in, snapshots out."""

import json
from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path], typer.Argument(help="Saved pages: .html, .html.gz, raw gzip.")]
Url = Annotated[str | None, typer.Option(help="The address the page was read from.")]
Market = Annotated[str | None, typer.Option(help="The store, where the page does not say: com, de, co.uk …")]


Apify = Annotated[bool, typer.Option("--apify", help="The files are JSON arrays of Apify dataset items.")]


def parse(files: Files, url: Url = None, marketplace: Market = None, apify: Apify = False) -> None:
    """Read saved product pages, or Apify's dataset items, and print one JSON object a line."""
    from bot.parse import CannotOpen, NoItems, parse_files, parse_items
    from bot.wiring import item_reader, page_reader
    from core.catalog.marketplace import marketplace as store_of
    from core.errors import NoSuchMarketplace

    store = store_of(marketplace) if marketplace else None
    if marketplace and store is None:
        raise NoSuchMarketplace(marketplace)
    if apify and (url or store):
        raise typer.BadParameter("--url and --marketplace are for pages: items say what they are about")
    failed = False
    rows = (
        parse_items(files, read_item=item_reader())
        if apify
        else parse_files(files, url=url, market=store, read_page=page_reader())
    )
    for row in rows:
        if isinstance(row, CannotOpen | NoItems):
            failed |= isinstance(row, CannotOpen)
            typer.echo(f"amazcope: {row}", err=True)
        else:
            typer.echo(json.dumps(row, ensure_ascii=False))
    if failed:
        raise typer.Exit(1)
