"""Amazon's stores: where each one lives, what it charges in, and how it writes numbers."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Marketplace:
    """One Amazon store.

    `code` is what follows ``amazon.`` in its address, `country` an ISO 3166 code, `currency` an ISO 4217 code,
    `language` the store's first language as an IETF tag, `zone` the IANA time zone its customers live by, `decimal` and
    `group` the signs that part its numbers, `also` the languages its pages can be switched to.
    """

    code: str
    country: str
    currency: str
    language: str
    zone: str
    decimal: str
    group: str
    also: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """The registered domain, ``amazon.co.uk``."""
        return f"amazon.{self.code}"

    @property
    def host(self) -> str:
        """The host that serves product pages, ``www.amazon.co.uk``."""
        return f"www.{self.domain}"

    @property
    def locale(self) -> str:
        """Language and country as CLDR names them, ``en_GB``."""
        return self.language.replace("-", "_")


# Amazon's stores as its Selling Partner API lists them, plus amazon.cn, whose pages are still served.
# https://developer-docs.amazon.com/sp-api/docs/marketplace-ids
MARKETPLACES: Final[tuple[Marketplace, ...]] = (
    Marketplace("com", "US", "USD", "en-US", "America/New_York", ".", ",", ("es-US",)),
    Marketplace("ca", "CA", "CAD", "en-CA", "America/Toronto", ".", ",", ("fr-CA",)),
    Marketplace("com.mx", "MX", "MXN", "es-MX", "America/Mexico_City", ".", ","),
    Marketplace("com.br", "BR", "BRL", "pt-BR", "America/Sao_Paulo", ",", "."),
    Marketplace("co.uk", "GB", "GBP", "en-GB", "Europe/London", ".", ","),
    Marketplace("ie", "IE", "EUR", "en-IE", "Europe/Dublin", ".", ","),
    Marketplace("de", "DE", "EUR", "de-DE", "Europe/Berlin", ",", ".", ("en-GB", "nl-NL", "pl-PL", "tr-TR", "cs-CZ")),
    Marketplace("fr", "FR", "EUR", "fr-FR", "Europe/Paris", ",", " ", ("en-GB",)),
    Marketplace("it", "IT", "EUR", "it-IT", "Europe/Rome", ",", ".", ("en-GB",)),
    Marketplace("es", "ES", "EUR", "es-ES", "Europe/Madrid", ",", ".", ("pt-PT", "en-GB")),
    Marketplace("nl", "NL", "EUR", "nl-NL", "Europe/Amsterdam", ",", ".", ("en-GB",)),
    Marketplace("com.be", "BE", "EUR", "fr-BE", "Europe/Brussels", ",", " ", ("nl-BE", "en-GB")),
    Marketplace("se", "SE", "SEK", "sv-SE", "Europe/Stockholm", ",", " ", ("en-GB",)),
    Marketplace("pl", "PL", "PLN", "pl-PL", "Europe/Warsaw", ",", " ", ("en-GB",)),
    Marketplace("com.tr", "TR", "TRY", "tr-TR", "Europe/Istanbul", ",", ".", ("en-GB",)),
    Marketplace("ae", "AE", "AED", "en-AE", "Asia/Dubai", ".", ",", ("ar-AE",)),
    Marketplace("sa", "SA", "SAR", "ar-SA", "Asia/Riyadh", ".", ",", ("en-AE",)),
    Marketplace("eg", "EG", "EGP", "ar-EG", "Africa/Cairo", ".", ",", ("en-AE",)),
    Marketplace("in", "IN", "INR", "en-IN", "Asia/Kolkata", ".", ",", ("hi-IN", "ta-IN", "te-IN", "kn-IN", "ml-IN")),
    Marketplace("co.jp", "JP", "JPY", "ja-JP", "Asia/Tokyo", ".", ",", ("en-US", "zh-CN")),
    Marketplace("cn", "CN", "CNY", "zh-CN", "Asia/Shanghai", ".", ","),
    Marketplace("sg", "SG", "SGD", "en-SG", "Asia/Singapore", ".", ","),
    Marketplace("com.au", "AU", "AUD", "en-AU", "Australia/Sydney", ".", ","),
    Marketplace("co.za", "ZA", "ZAR", "en-ZA", "Africa/Johannesburg", ".", ","),
)

DEFAULT_MARKETPLACE: Final = MARKETPLACES[0]

# What people and old links say instead: former domains, country codes, names.
_ALIASES: Final[dict[str, str]] = {
    "us": "com",
    "usa": "com",
    "uk": "co.uk",
    "gb": "co.uk",
    "jp": "co.jp",
    "japan": "co.jp",
    "au": "com.au",
    "australia": "com.au",
    "br": "com.br",
    "mx": "com.mx",
    "be": "com.be",
    "tr": "com.tr",
    "za": "co.za",
    "com.sg": "sg",
    "com.ie": "ie",
}
_BY_CODE: Final = {store.code: store for store in MARKETPLACES}


def marketplace(name: str) -> Marketplace | None:
    """The store that `name` means: a code (``de``), a domain or host (``www.amazon.de``), or a common short name."""
    code = name.strip().lower().removeprefix("www.").removeprefix("amazon.")
    return _BY_CODE.get(_ALIASES.get(code, code))


def marketplace_of_host(host: str) -> Marketplace | None:
    """The store that a web address's host belongs to, or None for any other host, however much it looks alike."""
    labels = host.lower().rstrip(".").split(".")
    if "amazon" not in labels:
        return None
    return marketplace(".".join(labels[labels.index("amazon") + 1 :]))
