"""Tracing the claims of a text to what a listing says of itself: what is not found there has yet to be confirmed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from core.amounts_said import Amount, amounts, is_measure, root, says
from core.audit.lexicon import Lexicon
from core.audit.listing import AuditedListing
from core.audit.text import clean, is_cjk
from core.claim_words import claims_something, fittings, japanese_claims
from core.suggestion import Part

PLEASE_CONFIRM: Final = "please confirm"
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’.&+-][^\W_]+)*")
_WORD: Final = re.compile(r"[^\W_]+")
_KATAKANA: Final = re.compile("[\u30a1-\u30fa][\u30a1-\u30faー]{2,}")
_SENTENCE: Final = re.compile(r"(?:^|[.!?:;•\n]\s*|^\W+)$")
_HEADING: Final = re.compile(r"^[^:\n]{1,60}:", re.MULTILINE)
_ALL_NAMES: Final = frozenset({"de"})  # every noun has a capital, so that a capital tells no name
_SHORT: Final = 3


@dataclass(frozen=True)
class Facts:
    """What a listing says of itself, ready to be asked."""

    lexicon: Lexicon
    text: str
    stems: frozenset[str]
    codes: frozenset[str]
    amounts: tuple[Amount, ...]

    @classmethod
    def of(cls, listing: AuditedListing) -> "Facts":
        """Those of its brand, category, title, highlights, bullets, description and search terms."""
        said = [clean(listing.brand or ""), *(listing.category or ()), *listing.texts.values()]
        text = "\n".join([*said, clean(listing.search_terms or "")])
        folded = text.casefold()
        return cls(
            lexicon=listing.lexicon,
            text=folded,
            stems=frozenset(root(word) for word in _WORD.findall(folded)),
            codes=frozenset(_code(token) for token in _TOKEN.findall(folded)),
            amounts=tuple(amounts(text, listing.lexicon)),
        )

    def knows(self, words: str) -> bool:
        """Whether each word of a phrase is said; function words are."""
        said = [word for word in _WORD.findall(words.casefold()) if word not in self.lexicon.function_words]
        return all(root(word) in self.stems or (is_cjk(word) and word in self.text) for word in said)


def unconfirmed(text: str, listing: AuditedListing, part: Part) -> tuple[str, ...]:
    """The claims in a text that its listing does not make, in the text's own words and order.

    Claims are numbers with their units, codes, names, and words for materials, certificates, properties, praise and
    what a product fits.
    """
    facts, plain = Facts.of(listing), _levelled(text)
    kinds = (_amounts(plain, facts), _codes(plain, facts), _names(plain, facts, part), _words(plain, facts))
    claims = {claim for kind in kinds for claim in kind if claim.strip()}
    return tuple(dict.fromkeys(plain[start:end] for start, end in _joined(plain, claims)))


def marked(text: str, claims: Iterable[str]) -> str:
    """The text with each claim followed by the request to confirm it."""
    patterns = [_whole(one, text).pattern for one in sorted(claims, key=len, reverse=True)]
    return re.sub("|".join(patterns), _with_mark, text) if patterns else text


def _joined(text: str, claims: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where claims stand; those that follow one another are one (iPhone 15)."""
    spans = sorted(found.span() for claim in claims for found in _whole(claim, text).finditer(text))
    while spans:
        start, end = spans.pop(0)
        while spans and text[end : spans[0][0]] in {"", " "}:
            end = max(end, spans.pop(0)[1])
        yield start, end


def _with_mark(found: re.Match[str]) -> str:
    return f"{found[0]} [{PLEASE_CONFIRM}]"


def _whole(claim: str, text: str) -> re.Pattern[str]:
    """The claim as a whole word; where words are not parted, wherever it stands."""
    return re.compile(re.escape(claim) if is_cjk(text) else rf"(?<!\w){re.escape(claim)}(?!\w)")


def _amounts(text: str, facts: Facts) -> Iterator[str]:
    for one in amounts(text, facts.lexicon):
        if not any(says(fact, one) for fact in facts.amounts):
            yield one.said


def _codes(text: str, facts: Facts) -> Iterator[str]:
    """Letters and digits in one (IP68, USB3); an amount and its unit are none."""
    for token in _TOKEN.findall(text):
        is_code = any(sign.isdigit() for sign in token) and token[0].isalpha() and not is_cjk(token)
        if is_code and _code(token) not in facts.codes:
            yield token


def _names(text: str, facts: Facts, part: Part) -> Iterator[str]:
    is_title = part in {Part.TITLE, Part.HIGHLIGHTS}
    headings = [found.span() for found in _HEADING.finditer(text)]
    for found in _TOKEN.finditer(text):
        token, at = found.group(), found.start()
        bare = token.removesuffix("'s").removesuffix("’s")
        if any(sign.isdigit() for sign in bare) or facts.knows(bare) or is_cjk(bare) or is_measure(bare):
            continue
        in_heading = any(start <= at < end for start, end in headings)
        opens = in_heading or (not is_title and bool(_SENTENCE.search(text[:at])))
        if _is_name(bare, facts.lexicon, opens=opens, in_heading=in_heading):
            yield bare
    if is_cjk(text):
        yield from (name for name in _KATAKANA.findall(text) if name.casefold() not in facts.text)


def _is_name(word: str, lexicon: Lexicon, *, opens: bool, in_heading: bool) -> bool:
    folded = word.casefold()
    if folded in lexicon.function_words or folded in lexicon.units or lexicon.find("brands", folded):
        return bool(lexicon.find("brands", folded))
    if not any(sign.isupper() for sign in word):
        return False
    if any(sign.isupper() for sign in word[1:]):
        return not in_heading or not word.isupper() or len(word) <= _SHORT
    return not opens and lexicon.language not in _ALL_NAMES and len(word) > 1


def _words(text: str, facts: Facts) -> Iterator[str]:
    language = facts.lexicon.language
    for token in _TOKEN.findall(text):
        parts = [token, *re.split(r"[-.&+]", token)] if not token.isascii() or "-" in token else [token]
        if any(claims_something(part.casefold(), language) for part in parts) and not facts.knows(token):
            yield token
    for phrase in fittings(text, language):
        yield from (word for word in _WORD.findall(phrase) if not word.isdigit() and not facts.knows(word))
    if language == "ja":
        yield from (claim for claim in japanese_claims(text) if claim not in facts.text)


def _levelled(text: str) -> str:
    return "\n".join(clean(line) for line in text.split("\n"))


def _code(token: str) -> str:
    return re.sub(r"[-.]", "", token.casefold())
