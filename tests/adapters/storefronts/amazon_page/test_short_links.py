"""Short links over a loopback server."""

import pytest

from adapters.storefronts.amazon_page.short_links import ShortLinks
from core.catalog.asin import Product
from core.errors import NotAProductLink, ShortLinkLost
from tests.servers.amazon import Answer, amazon_server

KETTLE = "https://www.amazon.de/Kettle/dp/B0KETTLE01?tag=x"
HOPS = {
    "/d/straight": KETTLE,
    "/d/twice": "https://amzn.to/straight",
    "/straight": KETTLE,
    "/d/relative": "/d/straight",
    "/d/through": "https://www.amazon.de/gp/r.html?k=1",
    "/gp/r.html?k=1": KETTLE,
    "/d/round": "https://a.co/d/round",
    "/d/elsewhere": "https://example.com/dp/B0KETTLE01",
    "/d/private": "http://169.254.169.254/latest/dp/B0KETTLE01",
    "/d/lookalike": "https://www.amazon.de.example.com/dp/B0KETTLE01",
    "/d/local": "http://127.0.0.1/dp/B0KETTLE01",
    "/d/file": "file:///etc/passwd",
}


def answer(path: str) -> Answer:
    location = HOPS.get(path)
    return Answer(status=301, headers={"Location": location}) if location else Answer(status=404)


async def follow(path: str) -> Product:
    async with amazon_server(answer) as amazon:
        links = ShortLinks(base_url=amazon.base_url)
        try:
            return await links.follow(f"https://a.co{path}")
        finally:
            await links.close()


@pytest.mark.parametrize("path", ["/d/straight", "/d/twice", "/d/relative", "/d/through"])
async def test_a_short_link_leads_to_its_product(path: str) -> None:
    assert await follow(path) == Product("B0KETTLE01", "de")


@pytest.mark.parametrize("path", ["/d/elsewhere", "/d/private", "/d/lookalike", "/d/local", "/d/file"])
async def test_a_short_link_is_never_followed_away_from_amazon(path: str) -> None:
    async with amazon_server(answer) as amazon:
        links = ShortLinks(base_url=amazon.base_url)
        with pytest.raises(NotAProductLink):
            await links.follow(f"https://a.co{path}")
        await links.close()

    assert amazon.asked == [path]


@pytest.mark.parametrize("path", ["/d/round", "/d/unknown"])
async def test_a_short_link_that_ends_nowhere_is_lost(path: str) -> None:
    with pytest.raises(ShortLinkLost):
        await follow(path)


async def test_a_long_link_needs_no_following() -> None:
    links = ShortLinks()

    product = await links.follow(KETTLE)
    await links.close()

    assert product == Product("B0KETTLE01", "de")
