"""Reading a page, all fields, beside a bare parse of the same page and beside other readers of Amazon's pages."""

import argparse
import gzip
import importlib
import json
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.cutting import parts_of
from adapters.storefronts.amazon_page.guard import complaint
from adapters.storefronts.amazon_page.reader import read_page
from adapters.storefronts.sandbox.pages.layouts import product_page
from adapters.storefronts.sandbox.products import PRODUCTS
from adapters.storefronts.sandbox.world import World
from core.catalog.snapshot import Outcome

ROUNDS = 15
PEER_ROUNDS = 5
REAL = Path(__file__).parents[1] / "../shared/amazon/pages"


def rounds_ms(*works: Callable[[], object], rounds: int = ROUNDS) -> list[list[float]]:
    """A few runs of each, taken in turns, in milliseconds."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, took, strict=True):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
    return took


def pages(folder: Path) -> Iterable[tuple[str, bytes]]:
    """Name and HTML of the saved pages, `.html` or `.html.gz`; where there are none, of the sandbox's products."""
    for path in sorted(folder.glob("*.html*")):
        body = path.read_bytes()
        yield path.name.split(".html")[0], gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    if not folder.is_dir():
        world = World(7, 1.0)
        for product in PRODUCTS:
            shown = product_page(product, world.state(product, 0), "http://127.0.0.1:1")
            yield f"sandbox {product.product}", shown.encode()


def peers() -> dict[str, Callable[[str], object]]:
    """Other readers of Amazon's pages, and the bare parsers that such readers are made of; those that are installed."""
    known: dict[str, tuple[str, Callable[[Any], Callable[[str], object]]]] = {
        "amazon-page-parser": ("amazon_page_parser.parsers", lambda made: lambda text: made.DetailParser(text).parse()),
        "bare BeautifulSoup": ("bs4", lambda made: lambda text: made.BeautifulSoup(text, "lxml")),
        "bare lxml": ("lxml.html", lambda made: lambda text: made.fromstring(text.encode())),
    }
    found: dict[str, Callable[[str], object]] = {}
    for name, (module, reader) in known.items():
        try:
            found[name] = reader(importlib.import_module(module))
        except ImportError:
            continue
    return found


def measure(name: str, html: bytes) -> dict[str, Any]:
    """One page: the limit (bare parse), what is cut out, guarded and read, and the ratios to the limit and to peers."""
    kept = parts_of(html).html
    took = rounds_ms(
        lambda: LexborHTMLParser(html), lambda: read_page(html), lambda: parts_of(html), lambda: complaint(kept)
    )
    limit, ours, cut, guarded = map(min, took)
    row: dict[str, Any] = {
        "page": name,
        "limit_ms": limit,
        "cut_ms": cut,
        "guard_ms": guarded,
        "ours_ms": ours,
        "ratio": ours / limit,
        "median_round": statistics.median(mine / bare for bare, mine in zip(*took[:2], strict=True)),
    }
    if read_page(html).outcome is Outcome.OK:
        text = html.decode("utf-8", "replace")
        row["is_product"] = True
        beside = {peer: _took_ms(read, text) for peer, read in peers().items()}
        row["times_faster"] = {peer: took and took / ours for peer, took in beside.items()}
        row["limit_times_faster"] = {peer: took and took / limit for peer, took in beside.items()}
    return row


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The medians over all pages, over products' pages alone, and how much faster ours and the limit are than peers."""
    products = [row for row in rows if row.get("is_product")]
    result: dict[str, Any] = {}
    for kind, some in (("", rows), ("_of_products", products)):
        if some:
            result[f"median_ratio{kind}"] = statistics.median(row["ratio"] for row in some)
            result[f"median_ratio{kind}_by_rounds"] = statistics.median(row["median_round"] for row in some)
    for peer in peers():
        for kind in ("times_faster", "limit_times_faster"):
            faster = [row[kind][peer] for row in products if row[kind][peer] is not None]
            if faster:
                result[f"{kind}_than_{peer.replace(' ', '_').replace('-', '_')}"] = statistics.median(faster)
    return result


def main() -> None:
    """Print a line for each page, and the medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=REAL, help="saved pages, .html or .html.gz")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    rows = [measure(name, html) for name, html in pages(options.folder)]
    if options.json:
        print(json.dumps({**summed(rows), "pages": rows}))
        return
    print(f"{'page':46}   limit     cut   guard    ours ratio")
    for row in rows:
        print("{page:46} {limit_ms:7.2f} {cut_ms:7.2f} {guard_ms:7.2f} {ours_ms:7.2f} {ratio:5.2f}".format(**row))
    for name, value in summed(rows).items():
        print(f"{name.replace('_', ' ')} {value:.2f}")


def _took_ms(read: Callable[[str], object], text: str) -> float | None:
    """How long a peer takes, in milliseconds; None where it fails on the page."""
    try:
        return min(rounds_ms(lambda: read(text), rounds=PEER_ROUNDS)[0])
    except Exception:  # noqa: BLE001  # whatever a peer raises on a page is its own affair
        return None


if __name__ == "__main__":
    main()
