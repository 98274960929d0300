"""Where products are looked at: Amazon's own pages, and Apify first where its token is set."""

from typing import TYPE_CHECKING

from bot.doctor import Finding
from bot.parse import ItemReader
from bot.settings import Settings
from core.ports.storage import Storage
from core.ports.world import Clock, Storefront

if TYPE_CHECKING:
    from pydantic import SecretStr


def storefront_of(settings: Settings, storage: Storage, clock: Clock) -> Storefront:
    """The configured source; where there are two, what one cannot read is given to the other."""
    from adapters.storefronts.amazon_page.storefront import AmazonPages

    pages = AmazonPages(now=clock.now, base_url=settings.amazon_base_url, pace=settings.amazcope_pace)
    if settings.apify_token is None:
        return pages
    from adapters.storefronts.fallback import FallbackStorefront, Source

    apify = _apify(settings, settings.apify_token, storage, clock)
    return FallbackStorefront((Source("Apify", apify), Source("Amazon's own page", pages)), now=clock.now)


def item_reader() -> ItemReader:
    """What reads one item of an Apify dataset."""
    from adapters.storefronts.amazon_page import phrases
    from adapters.storefronts.apify.items import ItemReader as ApifyItems

    return ApifyItems(phrases)


async def examine_sources(settings: Settings) -> list[Finding]:
    """What Apify says of our token and actor, where a token is set."""
    if settings.apify_token is None:
        return []
    from adapters.storefronts.apify.check import examine

    return [await examine(settings.apify_token.get_secret_value(), settings.apify_base_url, settings.apify_actor)]


def _apify(settings: Settings, token: "SecretStr", storage: Storage, clock: Clock) -> Storefront:
    from adapters.storefronts.amazon_page import phrases
    from adapters.storefronts.apify.items import actor_named
    from adapters.storefronts.apify.runs import ApifyRuns
    from adapters.storefronts.apify.storefront import ApifyStorefront
    from core.runs import RunBook

    return ApifyStorefront(
        ApifyRuns(token.get_secret_value(), settings.apify_base_url),
        actor_named(settings.apify_actor, phrases),
        RunBook(storage, clock, "apify"),
        now=clock.now,
    )
