"""A title mended by the rules, and the item highlights that its tail becomes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from adapters.language.by_rule.mending import bare, closed, forbidden_words, must_go, plain, sentences, without_phrases
from core.audit.highlights import highlights_are_phrases
from core.audit.listing import AuditedListing
from core.audit.nouns import names_product
from core.audit.offers import asins, contacts, prices
from core.audit.rule import Broken
from core.audit.text import is_cjk, is_word, words
from core.suggestion import Part, most_of, with_part

_TAKEN_OUT: Final = ("p1", "p2", "p4", "p5", "p6", "availability", "conditions", "sellers", "shipping", "comparisons")
_SIGNS: Final = "!$?{}^¬¦"
_STRAY: Final = re.compile(r"~|(?<!#)#(?!\d)|##+|[<>](?!\s*\d)|(?<!\d)\*|\*(?!\s*\d)")
_BREAKS: Final = re.compile(r"\s*[,;|•·、，/]\s+|\s*[，、|•·]\s*|\s+[-–—]\s+|\s*\(|\)\s*|\s*\[|\]\s*|\s*[【】]\s*")
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*")
_CUTS: Final = re.compile(
    r"\s+(?=(?:with|for|and|mit|für|und|avec|pour|et|con|para|per|e|y|met|voor|en|com|de)\s)", re.IGNORECASE
)
_HEADING: Final = re.compile(r"^\W*([\w &,'’/-]{4,40}?)\s*(?:[:：](?!//)|\s[–—-]\s)")
_COMPOUND: Final = re.compile(r"\b(?:\w+ty[ -]|(?:\w+ )?(?:hundred|thousand))", re.IGNORECASE)  # seventy five
_BY: Final = re.compile(r"(?:^|\s)(?:by|von|par|de|di|da|van|av|från)\s+$", re.IGNORECASE)
_HIGHLIGHTS: Final = 125
_BOTH: Final = 200
_SHOUT: Final = 4


@dataclass(frozen=True, slots=True)
class Mended:
    """A text, what was done to it, and what was moved out of it."""

    text: str
    done: tuple[str, ...]
    tail: tuple[str, ...] = ()


def mended_title(listing: AuditedListing) -> Mended:
    """The title without what is forbidden, beginning with the brand, as short as it must be."""
    done: list[str] = []
    text = _without_forbidden(listing.title or "", listing, done)
    text = _said_twice(text, listing, done)
    text = _well_written(text, listing, done)
    text = _brand_first(text, listing, done)
    head, tail = _shortened(text, listing)
    if tail:
        done.append(f"moved {_quoted(tail)} out of the title (T02)")
    if head and listing.lexicon.title_case and head != (cased := _title_case(head, listing)):
        head = cased
        done.append("title case (T09)")
    return Mended(head, tuple(done), tail)


def mended_highlights(listing: AuditedListing, title: str, tail: Sequence[str]) -> Mended:
    """Phrases of the title's tail, of the highlights that there are, then the headings of bullets."""
    now = with_part(listing, Part.TITLE, title)
    old = [part for part in _BREAKS.split(plain(listing.highlights or "", _SIGNS)) if part]
    headings = list(_headings(listing))
    kept: list[str] = []
    for phrase in (*old, *tail, *headings):
        gone = forbidden_words(phrase, listing, (*_TAKEN_OUT, "superlatives"))
        said = bare(without_phrases(phrase, gone), listing)
        if _is_welcome(said, [*kept], now):
            kept.append(said)
    done = ["phrases from the title's tail"] if set(kept) & set(tail) else []
    done += ["headings of the bullets"] if set(kept) & set(headings) else []
    return Mended(", ".join(kept), tuple(done))


def _is_welcome(phrase: str, kept: list[str], listing: AuditedListing) -> bool:
    """Whether a phrase fits beside the others and says what neither they nor the title have said."""
    text = ", ".join([*kept, phrase])
    said = set(words(", ".join(kept))) | set(words(listing.title or ""))
    new = {word for word in words(phrase) if word not in listing.lexicon.function_words}
    if not new or len(new - said) * 2 < len(new) or len(text) > _HIGHLIGHTS:
        return False
    if len(text) + len(listing.title or "") > _BOTH:
        return False
    return not isinstance(highlights_are_phrases(with_part(listing, Part.HIGHLIGHTS, text)), Broken) or not kept


def _without_forbidden(title: str, listing: AuditedListing, done: list[str]) -> str:
    signs = "".join(sign for sign in _SIGNS if sign not in (listing.real_brand or ""))
    amounts = (*prices(title), *contacts(title), *asins(title))
    text = plain(without_phrases(title, amounts).replace("_", " "), signs)
    text = closed(_STRAY.sub(" ", text))
    if text != closed(title):
        done.append("took out signs that titles may not have")
    gone = forbidden_words(text, listing, (*_TAKEN_OUT, "superlatives"))
    if gone:
        done.append(f"took out {_quoted(gone)}")
    return without_phrases(text, gone)


def _said_twice(title: str, listing: AuditedListing, done: list[str]) -> str:
    """Without what a word says for the third time; in Japanese, which parts no words, nothing is cut."""
    if is_cjk(title):
        return title
    seen: Counter[str] = Counter()
    pieces: list[str] = []
    gone: list[str] = []
    end = 0
    for found in _TOKEN.finditer(title):
        word = found.group().casefold()
        seen[word] += 1
        pieces.append(title[end : found.start()])
        if seen[word] > 2 and is_word(word) and word not in listing.lexicon.function_words:
            gone.append(found.group())
        else:
            pieces.append(found.group())
        end = found.end()
    if not gone:
        return title
    done.append(f"said {_quoted(gone)} less often (T05)")
    return closed("".join([*pieces, title[end:]]))


def _well_written(title: str, listing: AuditedListing, done: list[str]) -> str:
    """Numerals for number words, and no words in capitals."""
    text = title
    numbers = listing.lexicon.lists.get("numbers", ())
    first = {12: 1, 11: 2}.get(len(numbers))
    loose = "" if _COMPOUND.search(text) else listing.lexicon.without("number_phrases", text)
    for word in listing.lexicon.find("numbers", loose):
        if first and word in numbers:
            value = str(numbers.index(word) + first)
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", value, text, flags=re.IGNORECASE)
            done.append(f"{value} for “{word}” (T10)")
    calm = _TOKEN.sub(lambda found: _calm(found.group(), listing), text)
    if calm != text:
        done.append("no words in capitals (T07)")
    return calm


def _calm(word: str, listing: AuditedListing) -> str:
    letters = [sign for sign in word if sign.isalpha()]
    known = listing.lexicon.acronyms
    of_brand = word.casefold() in (listing.real_brand or "").casefold().split()
    if len(letters) < _SHOUT or len(letters) != len(word) or not word.isupper() or of_brand:
        return word
    return word if word in known or word.rstrip("S") in known else word.capitalize()


def _brand_first(title: str, listing: AuditedListing, done: list[str]) -> str:
    brand = listing.real_brand
    if not brand or listing.is_media or title.casefold().startswith(brand.casefold()):
        return title
    at = re.search(rf"(?<!\w){re.escape(brand)}(?!\w)", title, re.IGNORECASE)
    done.append("the brand first (T08)")
    if at is None:
        return f"{brand} {title}"
    return closed(f"{at.group()} {_BY.sub(' ', title[: at.start()])} {title[at.end() :]}")


def _shortened(title: str, listing: AuditedListing) -> tuple[str, tuple[str, ...]]:
    """The title's first phrases as far as they fit, the one that names the product among them; and the rest."""
    most = most_of(Part.TITLE, listing)
    if len(title) <= most:
        return title, ()
    phrases = [one for piece in _BREAKS.split(title) if (one := bare(closed(piece), listing))]
    if not phrases:
        return title[:most], ()
    first, *rest = _noun_early(phrases, listing)
    if len(first) > most:
        first, cut = _cut(first, most)
        return first, (cut, *rest)
    head = first
    while rest and len(head) + len(rest[0]) + 2 <= most:
        head = f"{head}, {rest.pop(0)}"
    return head, tuple(rest)


def _noun_early(phrases: list[str], listing: AuditedListing) -> list[str]:
    def names(phrase: str) -> bool:
        return (names_product(phrase, listing.category, listing.lexicon) or -1) >= 0

    at = next((index for index, phrase in enumerate(phrases) if names(phrase)), 0)
    return phrases if at < 2 else [phrases[0], phrases[at], *phrases[1:at], *phrases[at + 1 :]]


def _cut(phrase: str, most: int) -> tuple[str, str]:
    """Before a function word if there is one late enough, else between words."""
    places = [found.start() for found in _CUTS.finditer(phrase) if most // 3 < found.start() <= most]
    at = places[-1] if places else phrase.rfind(" ", most // 3, most + 1)
    if at <= 0:
        return phrase[:most], phrase[most:]
    return closed(phrase[:at]), closed(phrase[at:])


def _title_case(title: str, listing: AuditedListing) -> str:
    brand = (listing.real_brand or "").casefold()

    def cased(found: re.Match[str]) -> str:
        word = found.group()
        small = listing.lexicon.function_words | listing.lexicon.units
        plain_small = word.islower() and not any(sign.isdigit() for sign in word)
        part_of_brand = found.start() < len(brand) and title.casefold().startswith(brand)
        after_digit = title[found.start() - 1 : found.start()].isdigit()
        if not plain_small or word.casefold() in small or part_of_brand or after_digit:
            return word
        return word[:1].upper() + word[1:]

    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", cased, title)


def _quoted(items: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in items[:3]) + (" and more" if len(items) > 3 else "")


def _headings(listing: AuditedListing) -> Iterator[str]:
    """What the bullets begin with, before a colon or a dash; capitals are for headings alone."""
    for text in listing.bullets or ():
        found = _HEADING.match(plain(text))
        if found and not must_go(next(sentences(text), ""), listing):
            yield found[1].capitalize() if found[1].isupper() else found[1]
