"""How a message points at products: links, product numbers, names that fit the watchlist."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.grammar.sentences.context import Context
from bot.grammar.sentences.list_names import LIST_WORDS
from bot.grammar.sentences.numbers import Sight
from bot.grammar.sentences.pieces import Piece, Shape
from bot.grammar.sentences.shelf import Shelf, singular
from bot.grammar.sentences.terms import Kind, Term
from core.catalog.asin import BareLink, Product, ShortLink, read_asin, read_link
from core.catalog.marketplace import marketplace, marketplace_of_host
from core.errors import NotAProductLink

BROKEN: Final = "broken"  # meant as a product, but none
MISFIT: Final = "misfit"  # a name that fits nothing that is watched
_BROKEN_ASIN: Final = re.compile(r"b0[0-9a-z]{6,12}")
_LONGEST_NAME: Final = 10
_SHORTEST_HALF: Final = 3  # letters of a word that is written in two
_JOINERS: Final = frozenset(
    {"x", "of", "with", "the", "to", "in", "-", "/", "%", "'", "mit", "de", "con", "avec", "per", "para"}
    | {"a", "l", "d", "au", "aux", "del", "di", "da", "do", "du", "des", "fur", "pour", "com", "em", "en"}
)
_PARTICLES: Final = frozenset({"の", "は", "が", "を"})  # which follow a thing
_EVERYTHING: Final = ("tutto ", "tutti ", "todo ", "todos ", "tudo ", "tout ", "alles ", "alle ", "everything ", "all ")
_BESIDE: Final = frozenset({"with", "to", "mit", "con", "avec", "com"})
_ELIDED: Final = frozenset({"l", "d", "la", "le", "the"})  # articles within a name: “à l’acide”
_SORTS: Final = frozenset({"set", "pack", "kit", "case", "box"})  # words that tell things apart after their name
_BEFORE_NAME: Final = frozenset({Kind.THE, Kind.ADJECTIVE, Kind.BOTH, Kind.MARKET})
_TO_US: Final = re.compile(r"@.*(bot|amazcope)", re.IGNORECASE)


def pointer(piece: Piece, context: Context) -> Term:
    """What a link, a product number or a mention points at."""
    if piece.shape is Shape.PERSON:
        to_us = piece.text.startswith("<@U") or _TO_US.match(piece.text)
        return Term(kind=Kind.BOT if to_us else Kind.PERSON)
    if piece.shape is Shape.ASIN:
        code, _, store = piece.text.partition("@")
        market = (marketplace(store) if store else None) or marketplace(context.market)
        return _product(Product(read_asin(code) or code, market.code if market else context.market))
    return _linked(piece.text, context)


def _linked(url: str, context: Context) -> Term:
    host = url.lower().split("://")[-1].partition("/")
    store = marketplace_of_host(host[0].partition("?")[0])
    if store and not host[2]:
        return Term(kind=Kind.MARKET, name=store.code)
    try:
        match read_link(url):
            case BareLink(asin):
                return _product(Product(asin, context.market))
            case ShortLink(short):
                return Term(kind=Kind.PRODUCT, name="link", products=(short,))
            case Product() as product:
                return replace(_product(product), name="link")
    except NotAProductLink:
        return Term(kind=Kind.PRODUCT if store else Kind.OPAQUE, name=BROKEN if store else "")


def _product(product: Product) -> Term:
    return Term(kind=Kind.PRODUCT, name="asin", products=(str(product),))


def quoted(sight: Sight, shelf: Shelf, terms: Sequence[Term], at: int) -> tuple[Term, int]:
    """A quoted stretch: a list's name after “list”, a product where its words fit a title, else nothing to be read."""
    inner = sight.pieces[at].text[1:-1].strip()
    words = [singular(word) for word in re.findall(r"\w+", sight.keys[at])]
    said = {sight.key(at - 1), *(terms[-1].text.split()[-1:] if terms else ())}
    if said & {*LIST_WORDS, "called", "named"}:
        return Term(kind=Kind.LIST, name=inner), at + 1
    if inner and sight.key(at + 1) in LIST_WORDS:
        return Term(kind=Kind.LIST, name=inner), at + 2
    fits = shelf.fits(words) if words else frozenset()
    if fits and len(words) <= _LONGEST_NAME * 2:
        end = at + 1
        while sight.shape(end) is Shape.WORD and shelf.exact(sight.key(end)):
            end += 1
        return _named(shelf, fits, plural=False), end
    return Term(kind=Kind.OPAQUE, name=inner), at + 1


def name_run(sight: Sight, shelf: Shelf, terms: Sequence[Term], at: int) -> tuple[Term, int] | None:
    """The product name that begins here: words that one title has, the article before them telling names from verbs."""
    if apart := _written_apart(sight, shelf, at):
        return apart
    if not shelf.any or not _may_begin(sight, shelf, terms, at):
        return None
    stems: list[str] = []
    end = at
    compared = any(term.is_(Kind.VERB, "compare") for term in terms)  # “compare ours with the …”
    while end < min(len(sight.pieces), at + _LONGEST_NAME):
        key = sight.key(end)
        definite = bool(terms) and terms[-1].kind in _BEFORE_NAME and bool(stems)
        if sight.shape(end) in {Shape.WORD, Shape.NUMBER} and _goes_on(sight, shelf, stems, end, at, definite=definite):
            stems.append(singular(key))
            end += 1
        elif stems and key in _JOINERS and not (compared and key in _BESIDE) and _joins(sight, shelf, stems, end):
            end += 1
        else:
            break
    if not stems or all(stem.replace(".", "").isdigit() for stem in stems):
        return None
    last = sight.key(end - 1)
    fits = shelf.fits(stems)
    if len(fits) > 1 and sight.key(end) in _SORTS and (few := shelf.sorts(fits, sight.key(end))):
        return _named(shelf, few, plural=False), end + 1
    return _named(shelf, fits, plural=singular(last) != last and last.isalpha()), end


def _written_apart(sight: Sight, shelf: Shelf, at: int) -> tuple[Term, int] | None:
    """A title's word in two: the “head lamp” of the headlamp."""
    if at + 1 >= len(sight.pieces) or not sight.shape(at) is sight.shape(at + 1) is Shape.WORD:
        return None
    first, second = sight.pieces[at].key, sight.pieces[at + 1].key
    whole = singular(first + second)
    if min(len(first), len(second)) < _SHORTEST_HALF or shelf.exact(first) or whole not in shelf.whole:
        return None
    return _named(shelf, shelf.fits([whole]), plural=singular(second) != second), at + 2


def is_broken_asin(key: str) -> bool:
    """Whether a word looks like a product number that lost or gained some signs."""
    return _BROKEN_ASIN.fullmatch(key) is not None and any(sign.isdigit() for sign in key[2:])


def without_strangers(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """A name after a word that nobody knows is another product's: the “ninja blender” is not just any blender."""
    found = list(terms)
    for at, term in enumerate(terms):
        before = found[at - 1] if at else Term(kind=Kind.BREAK)
        if (
            term.is_(Kind.PRODUCT, "name")
            and before.kind is Kind.UNKNOWN
            and before.last == term.first - 1
            and len(before.text) > 3
        ):
            found[at] = replace(term, name=MISFIT, products=())
        elif term.kind is Kind.LIST and before.is_(Kind.WHEN, "below") and before.text == "under":
            found[at - 1] = replace(before, kind=Kind.PREPOSITION, name="in")  # “put it under skin care”
        elif term.kind is Kind.OPAQUE and before.is_(Kind.WHEN, "below") and before.text == "under":
            found[at - 1] = replace(before, kind=Kind.PREPOSITION, name="in")  # “add it under "rivals"”
            found[at] = replace(term, kind=Kind.LIST)
        elif term.is_(Kind.PRODUCT, "name") and before.text == "either" and _is_condition(found[: at - 1]):
            found[at - 1] = replace(before, kind=Kind.BOTH, name="")  # “if either blender drops”
        elif term.is_(Kind.VERB, "list") and term.text.startswith(_EVERYTHING) and _asks_more(found, at):
            found[at] = replace(term, kind=Kind.GROUP, name="all")  # “su tutto quello che seguo: …, scrivimi”
        elif term.is_(Kind.VERB, "list") and _names_list(found, at):
            found[at] = replace(term, kind=Kind.FILLER, name="")  # “add it to the list Summer”
        elif _is_listed(found, at):
            found[at] = replace(term, kind=Kind.PRODUCT, name=MISFIT)
    return tuple(found)


def _is_condition(terms: Sequence[Term]) -> bool:
    return any(term.kind is Kind.IF for term in terms)


def _asks_more(terms: Sequence[Term], at: int) -> bool:
    """Whether another verb asks for something: then “all that I follow” is what it is about."""
    return any(one.kind is Kind.VERB and one.name != "ask" for one in (*terms[:at], *terms[at + 1 :]))


def _names_list(terms: Sequence[Term], at: int) -> bool:
    """Whether “the list” only introduces a list's name, after a verb that asks for something else."""
    named = any(one.kind is Kind.LIST for one in terms[at + 1 : at + 2])
    headed = any(one.is_(Kind.BREAK, ":") for one in terms[at + 2 : at + 3])
    return named and (headed or any(one.kind is Kind.VERB and one.name != "ask" for one in terms[:at]))


def _is_listed(terms: Sequence[Term], at: int) -> bool:
    """Whether a word that nobody knows stands where a product should: “the kettle and the grinder”."""
    if terms[at].kind is not Kind.UNKNOWN or len(terms[at].text) < 3:
        return False
    before = next((term for term in reversed(terms[max(0, at - 2) : at]) if term.kind is not Kind.THE), None)
    after = [term for term in terms[at + 1 : at + 4] if term.kind is not Kind.THE]
    if before is None:
        return len(after) > 1 and after[0].kind is Kind.AND and after[1].is_(Kind.PRODUCT, "name")
    if before.kind is Kind.EXCEPT:
        return True
    if len(after) > 1 and after[0].kind is Kind.AND and after[1].is_(Kind.PRODUCT, "name"):
        return terms[at - 1].kind is Kind.THE or before.kind in {Kind.BREAK, Kind.VERB}
    named = [term for term in terms[max(0, at - 4) : at] if term.kind not in {Kind.THE, Kind.AND}][-1:]
    return (
        before.kind is Kind.AND
        and terms[at - 1].kind is Kind.THE
        and bool(named)
        and named[0].is_(Kind.PRODUCT, "name")
    )


def _named(shelf: Shelf, fits: frozenset[int], *, plural: bool) -> Term:
    products = tuple(shelf.entries[place].product for place in sorted(fits))
    return Term(kind=Kind.PRODUCT, name="name" if products else MISFIT, products=products, plural=plural)


def _may_begin(sight: Sight, shelf: Shelf, terms: Sequence[Term], at: int) -> bool:
    key = sight.key(at)
    if sight.shape(at) is Shape.NUMBER:
        return _number_begins(sight, shelf, terms, at)
    if sight.shape(at) is not Shape.WORD or not shelf.exact(key) or (len(key) == 1 and key.isascii()):
        return False
    if key not in sight.words.phrases:
        return True
    if len(key) > 2 and not _means_something(sight, at):
        return _is_pointed_at(sight, shelf, terms, at)
    following = sight.key(at + 1)
    if following in _PARTICLES:
        return True  # “モニターの価格”
    if sight.words.sense(sight.keys, at, Kind.MARKET) and shelf.exact(following):
        return shelf.has_common([singular(key), singular(following)])
    if not terms or terms[-1].kind not in _BEFORE_NAME:
        return False
    if shelf.exact(following) and not _means_something(sight, at + 1):
        return shelf.has_common([singular(key), singular(following)])
    return sight.words.sense(sight.keys, at, Kind.VERB) is not None and not sight.words.sense(
        sight.keys, at, Kind.METRIC
    )


def _is_pointed_at(sight: Sight, shelf: Shelf, terms: Sequence[Term], at: int) -> bool:
    """Whether a small word is part of a name: after an article, or where the name goes on."""
    if terms and terms[-1].kind in _BEFORE_NAME and sight.key(at - 1) not in {"a", "an"}:
        return True
    following = sight.key(at + 1)
    if shelf.exact(following) and shelf.has_common([singular(sight.key(at)), singular(following)]):
        return True
    return not sight.words.sense(sight.keys, at, Kind.OPEN)


def _number_begins(sight: Sight, shelf: Shelf, terms: Sequence[Term], at: int) -> bool:
    """A number begins a name where the next word goes on with the same title, and nothing asks for an amount."""
    if not shelf.exact(sight.key(at)) or (terms and terms[-1].kind in {Kind.WHEN, Kind.PREPOSITION, Kind.EVENT}):
        return False
    after = at + 1
    while sight.key(after) in _JOINERS:
        after += 1
    if after == at + 1 and sight.shape(after) is Shape.NUMBER:
        return False
    return shelf.exact(sight.key(after)) and shelf.has_common([sight.key(at), singular(sight.key(after))])


def _goes_on(sight: Sight, shelf: Shelf, stems: Sequence[str], at: int, start: int, *, definite: bool) -> bool:
    """Whether the word here belongs to the name that has begun."""
    key = sight.key(at)
    if not shelf.exact(key):
        return False
    if at == start:
        return True
    common = shelf.has_common([*stems, singular(key)])
    if len(key) <= 2 and key.isascii() and key.isalpha():
        return common
    if _is_side_by_side(sight, shelf, stems, at):
        return common
    if sight.shape(at) is Shape.NUMBER or _means_something(sight, at):
        following = sight.key(at + 1)
        doing = definite and sight.words.sense(sight.keys, at, Kind.VERB) and not _is_told_of(sight, at)
        return common and (bool(doing) or (shelf.exact(following) and not _means_something(sight, at + 1)))
    return True


def _is_side_by_side(sight: Sight, shelf: Shelf, stems: Sequence[str], at: int) -> bool:
    """Whether a title has this word right after the one before, as the litter box has its box."""
    word = sight.shape(at) is Shape.WORD and sight.shape(at + 1) not in {Shape.NUMBER, Shape.SYMBOL}
    return word and bool(stems) and stems[-1].isalpha() and shelf.exact(stems[-1] + singular(sight.key(at)))


def _is_told_of(sight: Sight, at: int) -> bool:
    """Whether a word can mean what is watched or how it goes: after “the kettle”, a price is no part of the name."""
    return any(sight.words.sense(sight.keys, at, kind) for kind in (Kind.METRIC, Kind.WHEN, Kind.EVENT, Kind.NOUN))


def _joins(sight: Sight, shelf: Shelf, stems: Sequence[str], at: int) -> bool:
    beyond = at + 2 if sight.key(at + 1) in _ELIDED else at + 1
    after = sight.key(beyond)
    timed = sight.key(at) in {"to", "a"} and sight.shape(beyond) is Shape.NUMBER
    return (
        beyond < len(sight.pieces) and not timed and shelf.exact(after) and shelf.has_common([*stems, singular(after)])
    )


def _means_something(sight: Sight, at: int) -> bool:
    """Whether a word has a meaning of its own beside the small ones."""
    small = {Kind.FILLER, Kind.OPEN, Kind.THE, Kind.UNIT, Kind.NUMBER, Kind.THANKS, Kind.GREETING, Kind.BOT, Kind.PAST}
    return any(
        sense.kind not in small and not sense.rest for entry in sight.words.at(sight.keys, at) for sense in entry.senses
    )
