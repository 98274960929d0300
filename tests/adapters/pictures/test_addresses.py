"""Which images may be asked for, and what their addresses say."""

import pytest

from adapters.pictures.addresses import as_uploaded, least_longest_side, may_be_asked, scaled

BASE = "http://127.0.0.1:8999"


@pytest.mark.parametrize(
    "url",
    [
        "https://m.media-amazon.com/images/I/71abcDEF-+L._AC_SL1500_.jpg",
        "https://images-na.ssl-images-amazon.com/images/I/41x.jpg",
        "https://images-eu.ssl-images-amazon.com/images/I/A1%2B9.png",
        "https://ecx.images-amazon.com/images/I/41x.jpg",
    ],
)
def test_images_on_amazons_image_hosts_may_be_asked_for(url):
    assert may_be_asked(url, None)


@pytest.mark.parametrize(
    "url",
    [
        "http://m.media-amazon.com/images/I/71abc.jpg",
        "https://m.media-amazon.com.evil.example/images/I/71abc.jpg",
        "https://evilmedia-amazon.com/images/I/71abc.jpg",
        "https://user@m.media-amazon.com/images/I/71abc.jpg",
        "https://m.media-amazon.com:8443/images/I/71abc.jpg",
        "https://m.media-amazon.com/images/I/71abc.jpg?next=http://10.0.0.1/",
        "https://m.media-amazon.com/images/I/../../etc/passwd",
        "https://m.media-amazon.com/gp/71abc.jpg",
        "https://127.0.0.1/images/I/71abc.jpg",
        "https://169.254.169.254/images/I/71abc.jpg",
        "file:///images/I/71abc.jpg",
        "https://[::1/images/I/71abc.jpg",
        "https://m.media-amazon.com:port/images/I/71abc.jpg",
        "",
        f"{BASE}/images/I/71abc.jpg",
    ],
)
def test_nothing_else_may_be(url):
    assert not may_be_asked(url, None)


@pytest.mark.parametrize(
    ("url", "may"),
    [
        (f"{BASE}/images/I/71abc.jpg", True),
        (f"{BASE}0/images/I/71abc.jpg", False),
        ("http://127.0.0.1:8999@evil.example/images/I/71abc.jpg", False),
        ("https://m.media-amazon.com/images/I/71abc.jpg", False),
    ],
)
def test_where_a_server_is_configured_only_its_images_may_be_asked_for(url, may):
    assert may_be_asked(url, BASE) is may


@pytest.mark.parametrize(
    "url", ["https://h/images/I/71abc._AC_SL1500_.jpg", "https://h/images/I/71abc._SX38_SY50_CR,0,0,38,50_.jpg"]
)
def test_the_marks_that_scale_an_image_come_off(url):
    assert as_uploaded(url) == "https://h/images/I/71abc.jpg"
    assert scaled(url, 500) == "https://h/images/I/71abc._AC_SL500_.jpg"


@pytest.mark.parametrize(
    ("url", "side"),
    [
        ("https://h/images/I/71abc._AC_SL1500_.jpg", 1500),
        ("https://h/images/I/71abc._AC_UL1600_QL65_.jpg", 1600),
        ("https://h/images/I/71abc._SX679_.jpg", None),
        ("https://h/images/I/71abc.jpg", None),
    ],
)
def test_an_address_says_how_long_the_longest_side_is_at_least(url, side):
    assert least_longest_side(url) == side
