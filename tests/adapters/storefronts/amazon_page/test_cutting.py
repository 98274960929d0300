"""What is cut out before the parser changes nothing that is read, and is never cut where its end is unclear."""

import ast
import gzip
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from adapters.storefronts.amazon_page import reader
from adapters.storefronts.amazon_page.cutting import NOT_READ, Parts, parts_of
from core.catalog.snapshot import Outcome
from tests.adapters.storefronts.amazon_page.damaging import (
    Damage,
    Sound,
    cut_out,
    doubled,
    real_pages,
    sandbox_pages,
    truncated,
    unclosed,
)
from tests.adapters.storefronts.amazon_page.drawing import middle, page, price, stock

FILLER = b"<p>" + b"word " * 8_000 + b"</p>"
REAL = sorted((Path(__file__).parents[4] / ".." / "shared" / "amazon" / "pages").glob("*.html.gz"))
DRAWN = sorted((Path(__file__).parents[3] / "payloads" / "amazon_page").glob("*.html"))
# What tells parts of a page that are another's, or what is cut out, names what no reader asks for.
NOT_ASKING = {"page.py", "cutting.py", "elements.py", "buying_options.py"}
READERS = Path(reader.__file__).parent
ASKING = [path for path in sorted(READERS.glob("*.py")) if path.name not in NOT_ASKING]


def literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def kept(html: str) -> str:
    return parts_of(html.encode() + FILLER).html.removesuffix(FILLER).decode()


def unpacked(path: Path) -> bytes:
    body = path.read_bytes()
    return gzip.decompress(body) if path.suffix == ".gz" else body


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<b>1</b><script>a<b></script><b>2</b>", "<b>1</b><b>2</b>"),
        ("<style>p{}</style><p>1</p>", "<p>1</p>"),
        ("<!-- <div> --><p>1</p>", "<p>1</p>"),
        ('<div id="sims-1"><div>x</div></div><p>1</p>', "<p>1</p>"),
        ('<div class="celwidget" id="sims-1"><script>"<div>"</script></div><p>1</p>', "<p>1</p>"),
        ('<div id="sims-1"><!-- </div> --><b>x</b></div><p>1</p>', "<p>1</p>"),
        ('<nav id="shortcut-menu"><div>x</div></nav><p>1</p>', "<p>1</p>"),
        ('<header id="navbar"><div>x</header><p>1</p>', "<p>1</p>"),
        ('<div id="sims-1"><i data-frame="<title><\\/title><div>"></i></div><p>1</p>', "<p>1</p>"),
    ],
)
def test_scripts_and_others_parts_are_cut_out_whole(html: str, left: str) -> None:
    assert kept(html) == left


@pytest.mark.parametrize(
    "html",
    [
        '<div id="sims-1"><div>x</div><p>1</p>',
        '<div id="sims-1"><div id="prodDetails">x</div></div>',
        '<header id="navbar"><div id="prodDetails">x</div></header>',
        '<div id="sims-1"><i data-frame="<div><\\/div>"></i></div>',
        '<div id="sims-1"><i title="1" data-frame="<\\/p>"x"></i></div>',
        '<div id="sims-1"><div id="corePrice_feature_div">x</div></div>',
        '<div id="sims-1"><h1><span id="productTitle">x</span></h1></div>',
        "<style>p{}<p>1</p><style>b{}</style>",
        '<div data-html="<div id="sims-1">\\u003C<\\/div>"></div>',
        '<i data-html="<style>p{}<\\/style>"></i><p>1</p><style>p<q</style>',
        '<i data-html="<script>1<\\/script>"></i><p>1</p><script>2</script>',
        '<script type="application/ld+json">{"@type": "Product"}</script>',
        '<script>document.write("<script src=x>")</script>',
        "<style>p{}",
        "<!-- never ends",
    ],
)
def test_what_is_read_or_has_no_plain_end_stays(html: str) -> None:
    assert kept(html) == html


def test_a_script_that_never_ends_stays_as_it_is() -> None:
    assert parts_of(b"<script>" + FILLER).html == b"<script>" + FILLER


def test_scripts_are_kept_apart_for_those_who_read_them_and_so_is_the_pages_end() -> None:
    body = b"<script>var a = 1</script>" + FILLER + b"<script>var b = 2</script></html>"

    told = parts_of(body).told

    assert told.startswith(b"<script>var a = 1</script>\n<script>var b = 2</script>\n")
    assert told.endswith(b"</html>")


def test_short_pages_stay_whole() -> None:
    assert parts_of(b"<script>1</script><p>1</p>").html == b"<script>1</script><p>1</p>"


def test_a_page_of_results_ends_at_its_first() -> None:
    result = b'<div class="s-result" data-component-type="s-search-result">'

    assert parts_of(FILLER + result + b"x" * 50_000).html == FILLER + result


def test_a_product_page_does_not_end_at_what_looks_like_a_result() -> None:
    body = b'<span id="productTitle">x</span><i data-component-type="s-search-result">x</i>' + FILLER

    assert parts_of(body).html == body


def test_an_offer_is_read_the_same_on_a_long_page() -> None:
    short = page(middle(price("$20.00")), stock("In Stock"))
    long = short.replace(b"</body>", b"<script>1</script>" + FILLER + b"</body>")

    assert len(parts_of(long).html) < len(long)
    assert reader.read_page(long).offer == reader.read_page(short).offer


@pytest.mark.parametrize("opening", [b'<div id="sims-1">', b"<style>", b"<script>", b"<!--", b"<!--<script>"])
def test_many_openings_without_an_end_are_not_looked_through_again_and_again(opening: bytes) -> None:
    assert reader.read_page(opening * 120_000).outcome is Outcome.ERROR
    assert reader.read_page(opening * (18_000_000 // len(opening))).outcome is Outcome.ERROR


def test_what_follows_customers_opinions_is_cut_off_unless_it_is_read() -> None:
    opinions = '<p>1</p><div id="customer-reviews_feature_div"><p>2</p>'

    assert parts_of(opinions.encode() + FILLER).html == b"<p>1</p>"
    assert kept(f'{opinions}<div id="prodDetails"></div>').endswith('<div id="prodDetails"></div>')


@pytest.mark.skipif(not REAL, reason="the saved pages are not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_pages_are_read_the_same_with_and_without_cutting(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = unpacked(path)
    cut = reader.read_page(body)

    monkeypatch.setattr(reader, "parts_of", lambda html: Parts(html, html))
    whole = reader.read_page(body)

    assert cut == whole or whole.detail.startswith("too many")


@pytest.mark.skipif(not REAL, reason="the saved pages are not here")
@pytest.mark.parametrize("damage", [cut_out, doubled, unclosed, truncated], ids=lambda damage: damage.__name__)
def test_cutting_a_damaged_page_brings_no_other_price(damage: Damage, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(damage.__name__)
    bodies = [damage(shown, chance) for shown in real_pages()]
    read = [(shown.reading, reader.read_page(body)) for shown, body in zip(real_pages(), bodies, strict=True)]
    monkeypatch.setattr(reader, "parts_of", lambda html: Parts(html, html))

    for (sound, cut), body in zip(read, bodies, strict=True):
        whole = reader.read_page(body)

        assert cut.offer.price in {None, whole.offer.price, sound.offer.price}
        assert cut.offer.list_price in {None, whole.offer.list_price, sound.offer.list_price}
        assert cut.ranks in ((), whole.ranks, sound.ranks)


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_drawn_pages_are_read_the_same_when_they_are_long(path: Path) -> None:
    body = unpacked(path)

    assert reader.read_page(body.replace(b"</body>", FILLER + b"</body>")) == reader.read_page(body)


@pytest.mark.parametrize("shown", sandbox_pages(), ids=lambda shown: shown.name)
def test_the_shops_pages_are_read_the_same_when_they_are_long(shown: Sound) -> None:
    long = shown.body.replace(b"</body>", FILLER + b"</body>")

    assert len(parts_of(long).html) < len(long)
    assert reader.read_page(long, market=shown.store) == shown.reading


def test_no_id_that_is_asked_for_begins_as_one_that_is_cut_out() -> None:
    asked = {name for path in ASKING for name in literals(path)}

    assert {name for name in asked if name.startswith(NOT_READ)} == set()
    assert {"outOfStock", "availability", "productTitle"} <= asked
