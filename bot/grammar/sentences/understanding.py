"""The reading of a message: from its text to actions, with how sure that is and what was left over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.grammar import meaning
from bot.grammar.meaning import Action, Clarify, Nothing
from bot.grammar.sentences import slash
from bot.grammar.sentences.accounts import settled
from bot.grammar.sentences.asides import without_asides
from bot.grammar.sentences.audience import is_between_people, is_for_others, unquoted
from bot.grammar.sentences.clean import LONGEST, LONGEST_OTHER, clean
from bot.grammar.sentences.composing import actions_of
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.japanese import joined_names, segmented
from bot.grammar.sentences.language import language_of
from bot.grammar.sentences.lexicon import lexicon
from bot.grammar.sentences.numbers import Sight
from bot.grammar.sentences.pieces import Piece, cut, is_japanese, is_too_long
from bot.grammar.sentences.reader import read_terms
from bot.grammar.sentences.repairs import repaired
from bot.grammar.sentences.rolls import roll_of
from bot.grammar.sentences.shelf import shelf_of
from bot.grammar.sentences.terms import Kind, Term
from bot.grammar.sentences.typos import mended
from bot.grammar.sentences.unspoken import bare


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message asks for; `score` from 0 to 1, `leftovers` the words that nothing was made of."""

    actions: tuple[Action, ...]
    score: float
    leftovers: tuple[str, ...] = ()

    @property
    def is_understood(self) -> bool:
        """Whether there is something to do."""
        return not any(isinstance(one, Nothing | Clarify) for one in self.actions)


def understand(text: str, context: Context) -> Understanding:
    """What a message means in its context. Never raises, whatever the text."""
    roll = roll_of(text)
    if roll is None:
        return _understood(text, context)
    found = _understood(roll.text, context)
    match found.actions:
        case (meaning.Track(products=(first,)) as track,):
            every = roll.products(first.partition("@")[2] or context.market)
            return replace(found, actions=(replace(track, products=every) if every else Clarify("product"),))
        case (Clarify() | Nothing(),):
            return found
        case _:
            return Understanding((Clarify("action"),), 0.0)


def _understood(text: str, context: Context) -> Understanding:
    pieces = cut(clean(text))
    head, pieces = slash.head(pieces)
    if len(text) > (LONGEST if text.isascii() else LONGEST_OTHER) or is_too_long(pieces):
        return Understanding((Nothing(),), 0.0)
    terms = unquoted((*head, *terms_of(pieces, text, context)))
    if head and (action := slash.plain(terms, context)):
        return Understanding((action,), 1.0)
    leftovers = tuple(term.text for term in terms if term.kind is Kind.UNKNOWN)
    if is_between_people(terms) or is_for_others(terms):
        return Understanding((Nothing(),), 0.9, leftovers)
    meant = repaired(without_asides(terms))
    actions = settled(actions_of(meant, context), meant, context)
    found = actions or (bare(terms),)
    return Understanding(found, _score(found, terms), leftovers)


def terms_of(pieces: Sequence[Piece], text: str, context: Context) -> tuple[Term, ...]:
    """The terms of a cut message."""
    shelf = shelf_of(context.entries)
    language = language_of(pieces, context.market, text_is_japanese=is_japanese(text))
    if language == "ja":
        pieces = segmented(pieces, lexicon("ja").words, shelf)
        if is_too_long(pieces):
            return ()
    words = lexicon(language)
    keys = mended(pieces, words, language, shelf)
    terms = read_terms(Sight(pieces, keys, words), shelf, context)
    return joined_names(terms) if language == "ja" else terms


def _score(actions: Sequence[Action], terms: Sequence[Term]) -> float:
    if any(isinstance(one, Nothing | Clarify) for one in actions):
        return 0.0
    unknown = sum(1 for term in terms if term.kind is Kind.UNKNOWN)
    return round(max(0.1, 1 - unknown / (len(terms) + 1)), 2)
