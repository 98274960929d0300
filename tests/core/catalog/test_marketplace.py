"""Amazon's stores."""

from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.numbers import get_decimal_symbol

from core.catalog.marketplace import MARKETPLACES, marketplace, marketplace_of_host


def test_every_store_has_a_real_currency_zone_and_number_format():
    for store in MARKETPLACES:
        assert ZoneInfo(store.zone)
        assert len(store.currency) == 3
        locale = Locale.parse(store.locale)
        # Arabic stores write Latin digits with a point, and amazon.co.za does not follow CLDR.
        if locale.language != "ar" and store.code != "co.za":
            assert get_decimal_symbol(locale, numbering_system="latn") == store.decimal, store.code


@pytest.mark.parametrize(
    ("name", "code"),
    [("de", "de"), ("UK", "co.uk"), ("amazon.co.jp", "co.jp"), ("www.amazon.com", "com"), ("us", "com"), ("xx", None)],
)
def test_stores_are_found_by_the_names_people_use(name, code):
    found = marketplace(name)
    assert (found.code if found else None) == code


@pytest.mark.parametrize("host", ["amazon.com.evil.example", "evil.example", "amazon", "xamazon.com", ""])
def test_other_hosts_are_no_store(host):
    assert marketplace_of_host(host) is None
