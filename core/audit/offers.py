"""Talk of offers, and ways to reach somebody, in the text of a listing: prices, stock, condition, addresses."""

import re
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.phrases import level

_SIGNS: Final = (
    r"(?:US\$|R\$|CA?\$|A\$|MX\$|\$|€|£|¥|￥|₹|Rs\.?|zł|kr|TL|₺|SAR|AED|EGP|USD|EUR|GBP|JPY|INR|CAD|AUD|MXN|BRL)"
)
_LONGEST: Final = 24  # signs of an amount: without a bound, a run of digits would take its square in time
_NAMES: Final = r"(?:dollars?|bucks|euros?|cents|rupees|pesos|reais|円|złotych)"
_PRICE: Final = re.compile(
    rf"(?<!\w){_SIGNS}\s?\d[\d.,]{{0,{_LONGEST}}}|\d[\d.,]{{0,{_LONGEST}}}\s?(?:€|£|¢|¥|₹|₺|円|zł\b|kr\b|TL\b|(?:USD|EUR|GBP|CAD|AUD|INR|{_NAMES})\b)",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[^\W_]+|[^\w\s]")
_ASIN: Final = re.compile(r"(?<![^\W_])B0[A-Z0-9]{8}(?![^\W_])")
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_URL: Final = re.compile(
    r"https?://\S+|\bwww\.[\w-]+\.\S+|"
    r"(?<![\w@.])[a-z0-9][a-z0-9-]{1,62}\.(?-i:(?=[a-z.]+\b|[A-Z.]+\b))(?:com|net|org|info|biz|shop|store|online|site|co\.uk|de|fr|it|es|eu|nl|se|pl|com\.br|com\.mx|com\.au|co\.jp|jp|in|ca)"
    r"(?:/\S*)?(?![\w])",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,4}\d{2,4}|\(\d{3}\)\s?\d{3}[\s.-]\d{4}|(?:1[\s.-])?\d{3}[-.]\d{3}[-.]\d{4}|"
    r"0\d{2,4}[\s/-]\d{3,4}[\s-]\d{3,4})(?![\w])"
)


def prices(text: str) -> tuple[str, ...]:
    """The amounts of money in a text."""
    return tuple(found.group().strip() for found in _PRICE.finditer(text))


def contacts(text: str) -> tuple[str, ...]:
    """The addresses, numbers and links in a text by which somebody could be reached."""
    found = [match.group() for pattern in (_MAIL, _URL, _PHONE) for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))


def asins(text: str) -> tuple[str, ...]:
    """The ASINs in a text."""
    return tuple(dict.fromkeys(_ASIN.findall(text)))


def offer_talk(listing: AuditedListing, text: str, lists: tuple[str, ...]) -> tuple[str, ...]:
    """Prices, and the phrases of these lists; with ``conditions`` among them, “used” where it is one."""
    said = [phrase for name in lists for phrase in listing.lexicon.find(name, text, listing.real_brand)]
    used = _used(listing, text) if "conditions" in lists else ()
    return tuple(dict.fromkeys([*prices(text), *said, *used]))


def _used(listing: AuditedListing, text: str) -> tuple[str, ...]:
    used, before_verbs, after_verbs = map(listing.lexicon.words, ("used", "used_before", "used_after"))
    words = _TOKEN.findall(level(text))
    for at, word in ((at, word) for at, word in enumerate(words) if word in used):
        before, after = words[at - 1 : at] if at else [], words[at + 1 : at + 2]
        if not (before_verbs.intersection(before) or after_verbs.intersection(after)):
            return (word,)
    return ()
