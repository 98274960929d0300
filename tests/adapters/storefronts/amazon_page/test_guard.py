"""Hostile bodies are refused before they cost seconds or gigabytes."""

import gzip
import zlib

import brotli
import pytest

from adapters.storefronts.amazon_page.decoding import MAX_UNPACKED
from adapters.storefronts.amazon_page.guard import complaint
from adapters.storefronts.amazon_page.reader import read_page
from core.catalog.snapshot import Offer, Outcome

MANY = 100_000
FORMATTING = b"".join(b"<p><i a%d>" % number for number in range(5_000))
ATTRIBUTES = b"<p " + b" ".join(b"a%d" % number for number in range(MANY)) + b">"
QUOTED = b" ".join(b'a%d="VALUE"' % number for number in range(9_000))
CROWDED = (b"<p " + b" ".join(b"a%d" % number for number in range(200)) + b">") * 15_000


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        pytest.param(b"<b>" * MANY, "too many unclosed tags", id="unclosed formatting"),
        pytest.param(b"<div>" * MANY, "tags nested too deeply", id="unclosed blocks"),
        pytest.param(b"<div>" * 70_000 + b"</div>" * 70_000, "tags nested too deeply", id="nested and closed"),
        pytest.param(FORMATTING, "too many unclosed tags", id="each paragraph copies all before"),
        pytest.param(ATTRIBUTES, "too many attributes", id="one tag of attributes"),
        pytest.param(CROWDED, "too many attributes", id="many tags of attributes"),
        pytest.param(
            b"<p " + QUOTED.replace(b"VALUE", b">") + b">",
            "too many attributes",
            id="attributes with the ends of tags in them",
        ),
        pytest.param(
            b"<p " + QUOTED.replace(b"VALUE", b"<q>") + b">", "too many attributes", id="attributes with tags in them"
        ),
        pytest.param(ATTRIBUTES.replace(b"<p", b"</p"), "too many attributes", id="attributes of a closing tag"),
        pytest.param(b"<p>x" * 200_000, "too many tags", id="tags"),
        pytest.param(gzip.compress(b" " * (MAX_UNPACKED + 1)), "page too large", id="gzip bomb"),
        pytest.param(gzip.compress(gzip.compress(b" " * (MAX_UNPACKED + 1))), "page too large", id="gzip in gzip"),
        pytest.param(brotli.compress(b"<" + b" " * (MAX_UNPACKED + 1), quality=1), "page too large", id="brotli bomb"),
        pytest.param(zlib.compress(b" " * (MAX_UNPACKED + 1)), "page too large", id="zlib bomb"),
        pytest.param(b" " * (MAX_UNPACKED + 1), "page too large", id="plain and large"),
        pytest.param(b"\x1f\x8b\x08garbage", "damaged gzip", id="no gzip at all"),
        pytest.param(b"", "empty page", id="nothing"),
    ],
)
def test_what_would_be_too_costly_is_an_error(body: bytes, detail: str) -> None:
    reading = read_page(body)

    assert (reading.outcome, reading.detail) == (Outcome.ERROR, detail)
    assert reading.offer == Offer()


def test_scripts_full_of_comparisons_are_no_crowded_tags() -> None:
    script = b"<script>if (a<b && " + b" && ".join(b"x%d" % number for number in range(3_000)) + b") y()</script>"

    assert complaint(b"<html>" + script + b"<p>x</p></html>") is None


def test_scripts_full_of_markup_are_no_unclosed_tags() -> None:
    script = b"<script>" + b"".join(b"html += '<a href=%d>';" % number for number in range(500)) + b"</script>"

    assert complaint(b"<html>" + script + b"<p>x</p>" * 2_000 + b"</html>") is None


def test_a_script_that_never_ends_is_scanned_once() -> None:
    assert complaint(b"<script>" * 20_000 + b"x" * 5_000_000) is None


@pytest.mark.parametrize("name", ["availability", "prodDetails", "corePriceDisplay_desktop_feature_div", "outOfStock"])
def test_one_id_nested_thousands_of_times_is_read_without_trouble(name: str) -> None:
    body = b'<span id="productTitle">Lamp</span>' + b'<div id="%s">' % name.encode() * 9_000

    assert read_page(body).outcome is Outcome.OK


@pytest.mark.parametrize(
    "block", [b'<span class="a-price">', b'<div id="corePrice_feature_div"><span class="a-price">']
)
def test_prices_nested_in_prices_are_read_without_trouble(block: bytes) -> None:
    body = b'<span id="productTitle">Lamp</span><div id="corePrice_feature_div">' + block * 1_500 + b"$5"

    assert read_page(body).offer == Offer()


@pytest.mark.parametrize("number", [b"1 234 ", b"5; "])
def test_a_price_of_a_million_numbers_is_read_without_trouble(number: bytes) -> None:
    block = b'<div id="corePrice_feature_div"><span class="a-price"><span class="a-offscreen">' + number * 500_000
    body = b'<span id="productTitle">Lamp</span>' + block + b"</span></span></div>"

    assert read_page(body).offer == Offer()
