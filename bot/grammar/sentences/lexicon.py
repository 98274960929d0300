"""The words of the languages, from the files in `words/`: phrases with their meanings, found longest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, product
from typing import Final, NamedTuple

from bot.grammar.sentences.clean import folded
from bot.grammar.sentences.pieces import cut
from bot.grammar.sentences.terms import Kind

LANGUAGES: Final = ("en", "de", "es", "fr", "it", "pt", "ja")
_GAP: Final = "..."
_TRADE: Final = frozenset({Kind.METRIC, Kind.EVENT, Kind.UNIT, Kind.CURRENCY, Kind.MARKET, Kind.FORMAT})
_RANK: Final = {kind: rank for rank, kind in enumerate(Kind)}


_PLAIN: Final = re.compile(r"[^][()/]+")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """What a phrase means; `rest` are the words of its second half where others may stand between (`take … off`)."""

    kind: Kind
    name: str = ""
    rest: Words = ()


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """What a phrase can mean, the likeliest first: a thousand such are shared by all phrases there are."""

    senses: tuple[Concept, ...]
    kinds: frozenset[Kind]  # of the senses


class Entry(NamedTuple):
    """A phrase: its words, and what they can mean."""

    words: Words
    senses: tuple[Concept, ...]
    kinds: frozenset[Kind]

    def sense(self, kind: Kind) -> Concept | None:
        """The meaning of one kind."""
        if kind not in self.kinds:
            return None
        return next((one for one in self.senses if one.kind is kind), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of a language; `words` are all single words that occur.

    `phrases` has the lengths of those that begin with a word, the longest first.
    """

    phrases: Mapping[str, Sequence[int]]
    entries: Mapping[Words, Meaning]
    words: frozenset[str]
    real: frozenset[str]  # words of other talk: what they stand in is none of our trade
    common: frozenset[str] = frozenset()  # words that mean nothing here, and are no misspelling of one that does

    def at(self, keys: Sequence[str], index: int) -> Iterator[Entry]:
        """The phrases that stand at `index`, longest first."""
        for size in self.phrases.get(keys[index], ()):
            words = tuple(keys[index : index + size])
            if meaning := self.entries.get(words):
                yield Entry(words, meaning.senses, meaning.kinds)

    def sense(self, keys: Sequence[str], index: int, kind: Kind) -> tuple[Concept, int] | None:
        """The longest phrase of one kind that stands at `index`, and how many words it has."""
        for entry in self.at(keys, index) if index < len(keys) else ():
            if found := entry.sense(kind):
                return found, len(entry.words)
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """A language's words, with those of English where it has none of its own: the trade speaks English everywhere."""
    own, real, common = _read(language)
    entries = own
    if language != "en":
        entries = {words: one for words, one in _read("en")[0].items() if _travels(words, one)} | own
    sizes: dict[str, set[int]] = {}
    for words in entries:
        sizes.setdefault(words[0], set()).add(len(words))
    phrases = {word: tuple(sorted(lengths, reverse=True)) for word, lengths in sizes.items()}
    return Lexicon(phrases, entries, frozenset(_single(entries)), real, common)


@cache
def vocabulary() -> Mapping[str, tuple[str, ...]]:
    """Each known word with the languages that have it."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for word in _single(_read(language)[0]):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def _read(language: str) -> tuple[dict[Words, Meaning], frozenset[str], frozenset[str]]:
    """The phrases of a language's files, and its words without a meaning: of other talk, and common ones."""
    found: dict[Words, tuple[Concept, ...]] = {}
    idle: dict[str, set[str]] = {"real": set(), "common": set()}
    folder = files("bot.grammar.sentences") / "words"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.startswith(f"{language}_"):
            for head, phrases in _lines(file.read_text("utf-8")):
                if head in idle:
                    idle[head].update(folded(word) for phrase in phrases for word in phrase.split())
                else:
                    _add(found, head, phrases)
    entries = {words: _meaning(senses) for words, senses in found.items()}
    return entries, frozenset(idle["real"]), frozenset(idle["common"])


def _single(entries: Mapping[Words, Meaning]) -> set[str]:
    """All words that occur, those of second halves too."""
    rests = (sense.rest for meaning in set(entries.values()) for sense in meaning.senses)
    return set(chain(chain.from_iterable(entries), chain.from_iterable(rests)))


def _travels(words: Words, meaning: Meaning) -> bool:
    """Whether an English phrase is at home in other languages: short words seldom mean there what they do here."""
    if words[0].isdigit():
        return False  # “4 me”
    return len(words) > 1 or len(words[0]) > 3 or not _TRADE.isdisjoint(meaning.kinds)


def _add(entries: dict[Words, tuple[Concept, ...]], head: str, phrases: Sequence[str]) -> None:
    kind, _, name = head.partition(" ")
    for spelled in chain.from_iterable(map(expanded, phrases)):
        before, gap, after = spelled.partition(_GAP)
        concept = _concept(kind, name.strip(), _words(after) if gap else ())
        if words := _words(before):
            entries[words] = _with(entries.get(words, ()), concept)


# Senses are few and phrases are many: each tuple and each meaning is made once.
@cache
def _concept(kind: str, name: str, rest: Words) -> Concept:
    return Concept(Kind(kind), name, rest)


@cache
def _with(senses: tuple[Concept, ...], concept: Concept) -> tuple[Concept, ...]:
    return senses if concept in senses else (*senses, concept)


@cache
def _meaning(senses: tuple[Concept, ...]) -> Meaning:
    ordered = tuple(sorted(senses, key=lambda one: (not one.rest, _RANK[one.kind])))
    return Meaning(ordered, frozenset(one.kind for one in ordered))


def _words(text: str) -> Words:
    """A phrase's words as messages are cut into them."""
    return tuple(chain.from_iterable(map(_cut, text.replace("-", " ").split())))


@cache
def _cut(word: str) -> Words:
    """The same of one word: phrases have few that differ, and cutting takes a hundred times as long as looking up."""
    return tuple(piece.key for piece in cut(word))


def _lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """Head and phrases of each entry; a line that begins with white space continues the one before."""
    head, rest = "", ""
    for line in [*text.splitlines(), "end:"]:
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            rest += "|" + line
            continue
        if head:
            yield head, [part.strip() for part in rest.split("|") if part.strip()]
        head, _, rest = line.partition(":")
        head = head.strip()


def expanded(phrase: str) -> list[str]:
    """A phrase's spellings: `(a/b)` is either, `[a]` is there or not, one within another if need be."""
    return _either(phrase, 0)[0]


def _either(text: str, at: int) -> tuple[list[str], int]:
    """The alternatives that begin at `at`, and where their bracket closes."""
    done: list[str] = []
    so_far = [""]
    while at < len(text) and text[at] not in ")]":
        if text[at] == "/" and text.strip() != "/":
            done, so_far = [*done, *so_far], [""]
        elif text[at] in "([":
            inner, close = _either(text, at + 1)
            inner = ["", *inner] if text[at] == "[" else inner
            so_far = [before + after for before, after in product(so_far, inner)]
            at = close
        else:
            plain = _PLAIN.match(text, at)
            run = plain[0] if plain else text[at]
            so_far = [before + run for before in so_far]
            at += len(run) - 1
        at += 1
    return [*done, *so_far], at
