"""What a store is told of language and currency, and the cookies by which it knows us again: never a login.

The delivery location is part of the store's session. Keeping the session keeps the location, which alone moves prices
by 20 %; without it the store would choose one anew with each page.
"""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Final

from core.catalog.marketplace import Marketplace

# https://www.amazon.com/gp/help/customer/display.html?nodeId=201890250: session, preferences, delivery country.
_KEPT: Final = ("session-id", "session-id-time", "session-token", "sp-cdn")
_KEPT_BEGINNING: Final = "ubid-"
_LONGEST: Final = 2_048
_COUNTRY_NAMES: Final = {"GB": "uk"}


class Preferences:
    """One store's: always its own language and currency, whatever the store would rather set."""

    def __init__(self, store: Marketplace) -> None:
        self._language = store.language
        self._chosen = {"i18n-prefs": store.currency, _language_cookie(store): store.locale}
        self._session: dict[str, str] = {}

    def headers(self) -> dict[str, str]:
        """The headers of a request to the store."""
        cookies = self._chosen | self._session
        return {
            "Accept-Language": accepted(self._language),
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }

    def keep(self, set_cookies: Iterable[str]) -> None:
        """Keep what belongs to the session from an answer's Set-Cookie headers, and nothing else."""
        for header in set_cookies:
            try:
                parsed = SimpleCookie(header[: 2 * _LONGEST])
            except CookieError:
                continue
            for name, morsel in parsed.items():
                if name in _KEPT or name.startswith(_KEPT_BEGINNING):
                    self._put(name, morsel.coded_value, is_over=morsel["max-age"] == "0")

    def _put(self, name: str, value: str, *, is_over: bool) -> None:
        if is_over or not value:
            self._session.pop(name, None)
        elif len(value) <= _LONGEST and value.isascii() and value.isprintable():
            self._session[name] = value


def accepted(language: str) -> str:
    """The Accept-Language header for a store: its language, then any variant of it."""
    return f"{language},{language.split('-', maxsplit=1)[0]};q=0.9"


def _language_cookie(store: Marketplace) -> str:
    """``lc-main`` at amazon.com, ``lc-acbde`` and so on elsewhere."""
    if store.code == "com":
        return "lc-main"
    return f"lc-acb{_COUNTRY_NAMES.get(store.country, store.country.lower())}"
