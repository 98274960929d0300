"""Bodies as they come off the wire."""

import gzip
import zlib

import brotli
import pytest

from adapters.storefronts.amazon_page.decoding import is_whole
from adapters.storefronts.amazon_page.reader import read_page

TITLE = "Théière 12 €"
PAGE = f'<html><head>{{meta}}</head><body><span id="productTitle">{TITLE}</span></body></html>'
PLAIN = PAGE.format(meta='<meta charset="utf-8">').encode()
LATIN = PAGE.format(meta='<meta http-equiv="content-type" content="text/html; charset=iso-8859-1">')


def _raw_deflate(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(PLAIN, id="plain"),
        pytest.param(b"\xef\xbb\xbf" + PLAIN, id="with a byte order mark"),
        pytest.param(gzip.compress(PLAIN), id="gzip"),
        pytest.param(gzip.compress(gzip.compress(PLAIN)), id="gzip twice"),
        pytest.param(gzip.compress(PLAIN[:40]) + gzip.compress(PLAIN[40:]), id="gzip in two members"),
        pytest.param(zlib.compress(PLAIN), id="zlib"),
        pytest.param(_raw_deflate(PLAIN), id="deflate without a header"),
        pytest.param(brotli.compress(PLAIN), id="brotli"),
        pytest.param(LATIN.encode("cp1252"), id="declared latin"),
        pytest.param(LATIN.encode(), id="declared latin, saved as utf-8"),
        pytest.param(PAGE.format(meta="").encode("cp1252"), id="undeclared latin"),
        pytest.param(PAGE.format(meta='<meta charset="utf-8">').encode("cp1252"), id="utf-8 by mistake"),
        pytest.param(PAGE.format(meta="").encode("utf-16"), id="utf-16"),
        pytest.param(PAGE.format(meta="").encode("utf-16-le"), id="utf-16 without a byte order mark"),
        pytest.param(PLAIN.decode("cp1252").encode(), id="encoded twice"),
        pytest.param(PLAIN.decode("latin-1").encode(), id="encoded twice, as browsers never do"),
        pytest.param(PLAIN + b"cut o", id="with a text cut off behind it"),
    ],
)
def test_a_title_survives_any_packing_and_character_set(body: bytes) -> None:
    reading = read_page(body)

    assert reading.listing is not None
    assert reading.listing.title == TITLE


def test_japanese_pages_of_old_are_read() -> None:
    body = '<meta charset="shift_jis"><span id="productTitle">電気ケトル</span>'.encode("cp932")

    listing = read_page(body).listing

    assert listing is not None
    assert listing.title == "電気ケトル"


def test_japanese_pages_that_say_utf_8_and_are_not_are_read() -> None:
    body = '<meta charset="utf-8"><span id="productTitle">電気ケトル、０．８Ｌ</span>'.encode("cp932")

    listing = read_page(body).listing

    assert listing is not None
    assert listing.title == "電気ケトル、０．８Ｌ"


def test_one_true_accent_shows_that_nothing_was_encoded_twice() -> None:
    body = '<span id="productTitle">Ã© is how é looks when it is encoded twice</span>'.encode()

    listing = read_page(body).listing

    assert listing is not None
    assert listing.title.startswith("Ã© is how é")


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (PLAIN, True),
        (PLAIN[:-8], False),
        (gzip.compress(PLAIN, mtime=0), True),
        (gzip.compress(PLAIN, mtime=0)[:-30], False),
        (PLAIN.decode().encode("utf-16"), True),
        (b"\x1f\x8bgarbage", False),
        (b"", False),
    ],
)
def test_a_body_that_does_not_reach_its_pages_end_is_not_whole(body: bytes, whole: bool) -> None:
    assert is_whole(body) is whole


def test_a_body_cut_off_within_its_gzip_is_read_as_far_as_it_goes() -> None:
    listing = read_page(gzip.compress(PLAIN + b"<p>" + bytes(range(256)) * 40)[:-40]).listing

    assert listing is not None
    assert listing.title == TITLE
