"""How a message names a list: by the word “list” beside it, or by a name that the chat has."""

from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.grammar.sentences.clean import folded
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.lexicon import lexicon
from bot.grammar.sentences.numbers import Sight
from bot.grammar.sentences.pieces import Shape
from bot.grammar.sentences.shelf import Shelf, singular
from bot.grammar.sentences.terms import Kind, Term

LIST_WORDS: Final = frozenset({"list", "watchlist", "liste", "lista", "collection", "group", "folder", "リスト"})
_ARTICLES: Final = frozenset({"the", "our", "my", "this", "that"})
_OF_WHAT: Final = frozenset({"en", "de", "a", "di", "da", "em", "do", "per", "para", "pour"})
_INTO: Final = frozenset(
    {"to", "in", "into", "on", "under", "zu", "auf", "en", "a", "dans", "sur", "nella", "em", "na"}
)
_THE_LIST: Final = frozenset(
    {"the", "our", "my", "la", "die", "der", "na", "nella", "alla", "ma", "notre", "mi", "meiner"}
)
_LEAST_BEFORE: Final = 3  # words: “in the list …”, and somebody who puts something there
_TRADE: Final = (Kind.METRIC, Kind.PART, Kind.EVENT, Kind.WHEN, Kind.NOUN)
_INTRODUCING: Final = frozenset({Kind.THE, Kind.PREPOSITION, Kind.PRONOUN})


def list_name(sight: Sight, context: Context, shelf: Shelf, terms: Sequence[Term], at: int) -> tuple[Term, int] | None:
    """A list's name: one that exists, or any word that stands before or after “list”."""
    names = {one.list.casefold(): one.list for one in context.entries if one.list}
    before = terms[-1] if terms else None
    if sight.key(at) in _ARTICLES and (known := _called_list(sight, names, at + 1)):
        return known
    if before and before.kind in _INTRODUCING and (known := _list_called(sight, names, at)):
        return known
    for size in (3, 2, 1):
        text = " ".join(sight.keys[at : at + size])
        listed = sight.key(at + size) in LIST_WORDS or not _goes_on(sight, at + size, shelf)
        if text in names and listed and (sight.key(at + size) in LIST_WORDS or _is_list(terms, text, shelf)):
            return Term(kind=Kind.LIST, name=names[text]), at + size + (sight.key(at + size) in LIST_WORDS)
    unknown = sight.shape(at) is Shape.WORD and sight.key(at) not in sight.words.phrases
    if unknown and sight.key(at + 1) in LIST_WORDS:
        near = process.extractOne(sight.key(at), list(names), scorer=OSA.distance, score_cutoff=1)
        return Term(kind=Kind.LIST, name=names[near[0]] if near else sight.pieces[at].text), at + 2
    if _is_called_so(sight, at):
        return Term(kind=Kind.LIST, name=_as_known(sight.pieces[at].text, names)), at + 1
    called = before.text.split()[-1:] if before else []
    if unknown and (sight.key(at - 1) in LIST_WORDS or {*called} & {*LIST_WORDS, "called", "named"}):
        return Term(kind=Kind.LIST, name=_as_known(sight.pieces[at].text, names)), at + 1
    return None


def _goes_on(sight: Sight, at: int, shelf: Shelf) -> bool:
    """Whether a name goes on with a word that nobody knows, as in “café molido”: then it is no list's.

    English puts what tells things apart before them.
    """
    if sight.words is lexicon("en"):
        return False
    then = at + (sight.key(at) in _OF_WHAT)
    key = sight.key(then)
    return sight.shape(then) is Shape.WORD and key not in sight.words.words and not shelf.exact(key)


def _as_known(text: str, names: Mapping[str, str]) -> str:
    """A list's name as the chat spells it, where one is called so but for accents and capitals."""
    return next((name for name in names.values() if folded(name) == folded(text)), text)


def _called_list(sight: Sight, names: Mapping[str, str], at: int) -> tuple[Term, int] | None:
    """A list that exists, with “list” behind its name: “the office list”, whatever “the office” may mean elsewhere."""
    for size in (3, 2, 1):
        text = " ".join(sight.keys[at : at + size])
        if text in names and sight.key(at + size) in LIST_WORDS:
            return Term(kind=Kind.LIST, name=names[text]), at + size + 1
    return None


def _is_called_so(sight: Sight, at: int) -> bool:
    """“Mets la poêle dans la liste promo”: what ends a sentence behind “the list” is its name."""
    ends = at + 1 >= len(sight.pieces) or sight.shape(at + 1) is Shape.MARK
    headed = sight.key(at - 1) in LIST_WORDS and sight.key(at - 2) in _THE_LIST and at > _LEAST_BEFORE
    return ends and headed and any(sight.words.sense(sight.keys, at, kind) for kind in _TRADE)


def _list_called(sight: Sight, names: Mapping[str, str], at: int) -> tuple[Term, int] | None:
    """A list that exists, behind the word for it: “na lista beleza”."""
    sizes = (3, 2, 1) if sight.key(at) in LIST_WORDS else ()
    texts = ((" ".join(sight.keys[at + 1 : at + 1 + size]), at + 1 + size) for size in sizes)
    return next(((Term(kind=Kind.LIST, name=names[text]), end) for text, end in texts if text in names), None)


def _is_list(terms: Sequence[Term], text: str, shelf: Shelf) -> bool:
    """Whether a word that is a list's name means the list and not a product."""
    before = terms[-1] if terms else None
    inside = before is not None and (before.kind is Kind.PREPOSITION or before.text in _INTO)
    of = terms[-2] if inside and len(terms) > 1 else None
    if of and (of.kind is Kind.GROUP or of.is_(Kind.PRODUCT, "link", "asin") or of.is_(Kind.VERB, "list", "show")):
        return True  # “everything in camping”, “add B0… to camping”, “what's on camping”
    if before and before.text.split()[-1:] and before.text.split()[-1] in LIST_WORDS:
        return True
    grouped = before is not None and before.kind in {Kind.GROUP, Kind.BOTH} and not before.text.startswith("both")
    thing = any(singular(word) in shelf.main and singular(word) == word for word in text.split())
    both = before is not None and before.kind is Kind.BOTH and before.text == "both"
    return grouped or not (thing or both)
