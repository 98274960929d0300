"""Everything that people paste when they mean a product."""

import pytest

from core.catalog.asin import BareLink, Product, ShortLink, looks_like_link, read_asin, read_link
from core.errors import NotAProductLink

B = "B0BTZ5LX8Q"


@pytest.mark.parametrize(
    ("text", "asin"),
    [
        ("B0CYT4LN7Q", "B0CYT4LN7Q"),
        ("b0cyt4ln7q", "B0CYT4LN7Q"),
        (" B0CYT4LN7Q ", "B0CYT4LN7Q"),
        ("0465050654", "0465050654"),
        ("0-465-05065-4", "0465050654"),
        ("0975227701", None),
        ("9780465050659", "0465050654"),
        ("2125551234", None),
        ("BASKETBALL", None),
        ("B0CYT4LN7", None),
        ("B0CYT4LN7QX", None),
        ("B0CYT4LN7!", None),
        ("", None),
    ],
)
def test_a_word_is_an_asin_or_not(text, asin):
    assert read_asin(text) == asin


@pytest.mark.parametrize(
    ("link", "market"),
    [
        (f"https://www.amazon.com/dp/{B}", "com"),
        (f"https://www.amazon.de/-/en/dp/{B}?language=en_GB", "de"),
        (f"https://www.amazon.co.uk/Some-Slug-With-Words/dp/{B}/ref=sr_1_5?crid=2Q8&keywords=x&th=1", "co.uk"),
        (f"https://www.amazon.com/gp/product/{B}/ref=ppx_yo_dt_b_asin_title_o00_s00", "com"),
        (f"https://m.amazon.com/gp/aw/d/{B}?tag=dealz0a-20", "com"),
        (f"https://smile.amazon.com/dp/{B}/?ref_=nav_signin", "com"),
        (f"amazon.co.jp/dp/{B}", "co.jp"),
        (f"HTTPS://WWW.AMAZON.FR/DP/{B.lower()}", "fr"),
        (f"http://amazon.com.au/gp/offer-listing/{B}", "com.au"),
        (f"https://www.amazon.com.sg/dp/{B}", "sg"),
        (f"https://www.amazon.in/product-reviews/{B}/", "in"),
        (f"https://www.amazon.com/exec/obidos/ASIN/{B}", "com"),
        (f"https://www.amazon.com/sspa/click?ie=UTF8&url=%2FThing%2Fdp%2F{B}%2Fref%3Dsr", "com"),
        (f"https://www.amazon.com/some/page?asin={B}", "com"),
        (f"<https://www.amazon.com/dp/{B}>", "com"),
        (f"https://www.amazon.com/dp/{B}).", "com"),
        (f"https://www.amazon.com/K%C3%BCche/dp/{B}", "com"),
    ],
)
def test_a_link_names_its_product_whatever_hangs_on_it(link, market):
    assert read_link(link) == Product(B, market)


def test_a_book_is_named_by_its_isbn():
    assert read_link("https://www.amazon.com/dp/0465050654") == Product("0465050654", "com")


@pytest.mark.parametrize(
    "link",
    [
        f"https://www.amazon.de.evil.example/dp/{B}",
        f"https://evil.example/amazon.de/dp/{B}",
        f"https://notamazon.com/dp/{B}",
        f"https://amazon.evil/dp/{B}",
        f"https://www.amazon.com@evil.example/dp/{B}",
        f"ftp://www.amazon.com/dp/{B}",
        "https://www.amazon.com/",
        "https://www.amazon.com/s?k=blender",
        "https://www.amazon.com/dp/short",
        f"https://www.amazon.com/dp/{B}X",
        "https://[::1/dp/x",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_are_refused_with_a_sentence(link):
    with pytest.raises(NotAProductLink, match="is not a link to one product at Amazon"):
        read_link(link)


@pytest.mark.parametrize("link", ["https://amzn.to/3XyZ12a", "https://a.co/d/9abcDEF", "amzn.eu/d/1x2y3z"])
def test_short_links_are_left_to_be_followed(link):
    found = read_link(link)
    assert isinstance(found, ShortLink)
    assert found.url.startswith("https://")


def test_amzn_com_names_the_asin_but_no_store():
    assert read_link(f"https://amzn.com/{B}") == BareLink(B)
    assert read_link(f"https://www.amzn.com/dp/{B}") == BareLink(B)


@pytest.mark.parametrize(
    ("word", "is_link"),
    [
        ("https://x.example", True),
        ("amazon.de/dp/x", True),
        ("a.co/d/x", True),
        ("blender", False),
        ("a.company", False),
    ],
)
def test_links_are_told_from_words(word, is_link):
    assert looks_like_link(word) is is_link
