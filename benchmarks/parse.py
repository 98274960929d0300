"""Reading a page, all fields, beside a bare parse of the same page."""

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from adapters.storefronts.amazon_page.guard import complaint
from adapters.storefronts.amazon_page.reader import read_page

ROUNDS = 7
ROOT = Path(__file__).parents[1]
# Whole pages where there are some beside the repository; the tests' own are short, and their fixed cost weighs more.
PAGES = next(
    one for one in (ROOT / "../shared/amazon/pages", ROOT / "tests/payloads/amazon_page", ROOT) if one.is_dir()
)


def best_ms(work: Callable[[], object]) -> float:
    """The shortest of a few runs, in milliseconds."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took) * 1000


def measure(path: Path) -> dict[str, object]:
    """One page: the limit (bare parse), the guard alone, ours, and the ratio."""
    body = path.read_bytes()
    html = gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    limit, guard, ours = (
        best_ms(lambda: LexborHTMLParser(html)),
        best_ms(lambda: complaint(html)),
        best_ms(lambda: read_page(html)),
    )
    return {"file": path.name, "limit_ms": limit, "guard_ms": guard, "ours_ms": ours, "ratio": ours / limit}


def main() -> None:
    """Print a line for each page and the median ratio."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=PAGES, help="saved pages, .html or .html.gz")
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    rows = [measure(path) for path in sorted(options.folder.glob("*.html*"))]
    median = statistics.median(float(str(row["ratio"])) for row in rows)
    if options.json:
        print(json.dumps({"pages": rows, "median_ratio": median}))
        return
    for row in rows:
        print("{file:50} {limit_ms:7.2f} {guard_ms:7.2f} {ours_ms:7.2f} {ratio:5.2f}".format(**row))
    print(f"median ratio {median:.2f}")


if __name__ == "__main__":
    main()
