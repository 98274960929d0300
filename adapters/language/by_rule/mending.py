"""Taking out of a text what the rules forbid, without leaving holes."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.audit.listing import AuditedListing
from core.audit.offers import asins, contacts, prices
from core.audit.phrases import level
from core.audit.text import clean, emoji, is_cjk

# A phrase of these that stands in a sentence takes the sentence with it; the words of the others go alone.
SENTENCE_LISTS: Final = (
    "p2",
    "p5",
    "diseases",
    "shipping",
    "sellers",
    "availability",
    "conditions",
    "review_requests",
    "review_quotes",
    "comparisons",
    "time_sensitive",
    "placeholders",
)
WORD_LISTS: Final = ("p1", "p4", "p6", "superlatives")
MARKS: Final = "™®©℠℗"
_SIGNS: Final = re.compile("[" + re.escape(MARKS + "€…†‡º¢£¥±~¬¦�") + "]")
_SENTENCES: Final = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:approx|ca|incl|inkl|max|min|no|nr|vs|z\.B|e\.g|i\.e|oz|in|ft|lbs?)\.|\d\.)$", re.IGNORECASE
)
_HOLES: Final = (
    (re.compile(r"\(\s*[,;&+-]*\s*\)|\[\s*\]"), " "),
    (re.compile(r"\s+([,;:.!?)])"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;:])+"), r"\1"),
    (re.compile(r"\(\s*[,;]\s*"), "("),
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"^[\s,;:.!?&|/+–—-]+"), ""),
    (re.compile(r"[\s,;:&|/+–—-]+$"), ""),
)


def without_phrases(text: str, phrases: Iterable[str]) -> str:
    """The text without these phrases, however they are spaced and hyphenated in it."""
    for phrase in sorted(phrases, key=len, reverse=True):
        inner = r"[\s\-‐-―_/|]+".join(re.escape(word) for word in phrase.split())
        inner = inner.replace("'", "['’‘]").replace("%", r"\s?%")
        bounded = inner if is_cjk(phrase) else rf"(?<!\w){inner}(?!\w)"
        text = re.sub(bounded, " ", text, flags=re.IGNORECASE)
    return closed(text)


def closed(text: str) -> str:
    """The text with what is left around a hole drawn together."""
    for pattern, instead in _HOLES:
        text = pattern.sub(instead, text)
    return text.strip()


def plain(text: str, also: str = "") -> str:
    """Cleaned, without emoji and signs that listings may not have; `also` are more signs to take out."""
    said = clean(text)
    for sign in emoji(said):
        said = said.replace(sign, " ")
    said = _SIGNS.sub("", said)
    return closed("".join(sign for sign in said if sign not in also))


def forbidden_words(text: str, listing: AuditedListing, lists: Iterable[str] = WORD_LISTS) -> tuple[str, ...]:
    """The phrases of these lists that the text has; what takes “best” for no claim is left alone."""
    rest = listing.lexicon.without("best_phrases", text) if "superlatives" in lists else level(text)
    found = [
        phrase
        for name in lists
        for phrase in listing.lexicon.find(name, rest if name == "superlatives" else text, listing.real_brand)
    ]
    return tuple(dict.fromkeys(found))


def must_go(sentence: str, listing: AuditedListing) -> bool:
    """Whether a sentence is about what listings may not speak of, so that no part of it can stay."""
    if prices(sentence) or contacts(sentence) or asins(sentence):
        return True
    return bool(forbidden_words(sentence, listing, SENTENCE_LISTS))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, parted at semicolons too; abbreviations end none."""
    held = ""
    for piece in _SENTENCES.split(text):
        held = f"{held} {piece}".strip() if held else piece.strip()
        if held and not _ABBREVIATED.search(held):
            yield held
            held = ""
    if held:
        yield held


def allowed(text: str, listing: AuditedListing) -> str:
    """The sentences of a text that may stay, each without forbidden words; empty where none may."""
    kept = (_freed(one, listing) for one in sentences(text) if not must_go(one, listing))
    return " ".join(one for one in kept if any(sign.isalnum() for sign in one))


def _freed(sentence: str, listing: AuditedListing) -> str:
    gone = forbidden_words(sentence, listing)
    if not gone:
        return sentence
    end = sentence[-1] if sentence[-1] in ".!?;。！？；" else ""
    return f"{without_phrases(sentence, gone).rstrip('.!?;。！？；')}{end}"


def bare(phrase: str, listing: AuditedListing) -> str:
    """A phrase without the function words that it begins or ends with."""
    said = phrase.split(" ")
    while said and said[0].casefold() in listing.lexicon.function_words:
        said.pop(0)
    while said and said[-1].casefold() in listing.lexicon.function_words:
        said.pop()
    return closed(" ".join(said))


def capitalised(text: str) -> str:
    """The text with its first letter as a capital."""
    at = next((index for index, sign in enumerate(text) if sign.isalnum()), None)
    return text if at is None else text[:at] + text[at].upper() + text[at + 1 :]


def trimmed(text: str, most: int) -> str:
    """As many whole sentences as fit; where not even the first does, as many whole clauses or words."""
    if len(text) <= most:
        return text
    kept = ""
    for one in sentences(text):
        if len(kept) + len(one) + 1 > most:
            break
        kept = f"{kept} {one}".strip()
    if kept:
        return kept.rstrip(" ;,")
    room = text[: most + 1]
    for mark in (", ", "、", " – ", " - ", " "):
        if mark in room:
            return closed(room.rsplit(mark, 1)[0])
    return text[:most]
