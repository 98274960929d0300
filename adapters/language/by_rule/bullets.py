"""Bullets mended by the rules: cleaned, split or trimmed where sentences end, filled up from the description."""

from collections.abc import Iterator, Sequence
from typing import Final

from adapters.language.by_rule.description import paragraphs
from adapters.language.by_rule.mending import allowed, capitalised, plain, sentences, trimmed
from adapters.language.by_rule.title import Mended
from core.audit.listing import AuditedListing
from core.audit.text import words

USUAL: Final = 5
_SHORTEST, _LONG = 10, 255
_TOGETHER: Final = 999
_ALIKE: Final = 0.8
_MOST: Final = 10
_FEWEST: Final = 3  # below, the rules call what is left an error
_SIGNS: Final = "°â"


def mended_bullets(listing: AuditedListing) -> Mended:
    """Five bullets where the listing has enough to say; no text where it has not even three."""
    done: list[str] = []
    before = [text for text in map(plain, listing.bullets or ()) if text]
    kept = [capitalised(_calm(text)) for text in (allowed(_plain(one, listing), listing) for one in before)]
    if kept != before:
        done.append("took out what bullets may not say")
    split = [piece for text in kept if len(text) >= _SHORTEST for piece in _split(text)]
    if len(split) > len(kept):
        done.append("split what was too long")
    bullets = _distinct(split)
    if len(bullets) > _MOST:
        bullets = bullets[:USUAL]
        done.append(f"kept the first {USUAL} of {len(before)}")
    if len(bullets) < USUAL and (more := _from_description(listing, bullets)):
        bullets += more
        done.append(f"added {len(more)} from the description")
    if len(bullets) < _FEWEST:
        return Mended("", ())
    fitting = _within(bullets)
    if fitting != bullets:
        done.append("trimmed to less than 1,000 characters in all")
    return Mended("\n".join(fitting), tuple(done))


def _plain(text: str, listing: AuditedListing) -> str:
    """Degrees and letters that other languages have stay out only where they are no letters of this one."""
    return plain(text, "".join(sign for sign in _SIGNS if sign not in listing.lexicon.letters))


def _calm(text: str) -> str:
    """A text that is all in capitals, as a sentence; its heading, before a colon, may stay."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) <= 40 or not text.isupper():
        return text
    head, colon, rest = text.partition(":")
    return (
        f"{head}{colon} {capitalised(rest.strip().lower())}" if colon and len(head) <= 40 else capitalised(text.lower())
    )


def _split(text: str) -> Iterator[str]:
    """Pieces of whole sentences, each as long as it may be; a sentence that is longer is trimmed."""
    if len(text) <= _LONG:
        yield text
        return
    held = ""
    for one in sentences(text):
        if held and len(held) + len(one) + 1 > _LONG:
            yield held
            held = ""
        held = f"{held} {one}".strip()
        if len(held) > _LONG:
            held = trimmed(held, _LONG)
    if len(held) >= _SHORTEST:
        yield capitalised(held)


def _distinct(bullets: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for text in bullets:
        if not any(_are_alike(text, other) for other in kept):
            kept.append(text)
    return kept


def _are_alike(one: str, other: str) -> bool:
    first, second = set(words(one)), set(words(other))
    return bool(first | second) and len(first & second) >= _ALIKE * len(first | second)


def _from_description(listing: AuditedListing, bullets: Sequence[str]) -> list[str]:
    """Sentences that say something new, in their order, until there are five bullets."""
    found: list[str] = []
    said = " ".join(bullets)
    for paragraph in paragraphs(listing.description or ""):
        for one in sentences(allowed(_plain(paragraph, listing), listing)):
            news = set(words(one)) - set(words(said))
            if len(bullets) + len(found) < USUAL and 20 <= len(one) <= _LONG and len(news) >= 3:
                found.append(capitalised(one.rstrip(";")))
                said = f"{said} {one}"
    return found


def _within(bullets: Sequence[str]) -> list[str]:
    """Short enough together: the longest give way first, at the end of a sentence or clause."""
    kept = list(bullets)
    for _ in range(2 * len(kept)):
        over = sum(map(len, kept)) - _TOGETHER
        if over <= 0:
            break
        longest = max(range(len(kept)), key=lambda index: len(kept[index]))
        shorter = trimmed(kept[longest], max(len(kept[longest]) - over, _TOGETHER // (len(kept) + 1)))
        if shorter == kept[longest] or len(shorter) < _SHORTEST:
            break
        kept[longest] = shorter
    return kept
