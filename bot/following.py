"""What only makes sense after what was said before: “and the other one?”, “same for the kettle”, “make it 5 %”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.answers import plain, pointed
from bot.asking import label
from bot.command import Command
from bot.grammar.line import Menu, read, spell
from bot.grammar.sentences.clean import clean
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.pieces import cut
from bot.grammar.sentences.terms import Kind
from bot.grammar.sentences.understanding import terms_of
from bot.refs import ByNumber, ByProduct, Ref
from bot.retargeting import refs_of, with_refs
from bot.revaluing import revalued
from core.catalog.asin import Product
from core.talk import Choice, Question, Talk, others

_SAME: Final = re.compile(
    r"(?:(?:and |also |now )?(?:do |please )?(?:the )?same(?: thing)?(?: again)? (?:for|with|to|on)"
    r"|ditto (?:for|with)|and (?:for|what about|how about)|and|also|what about|how about"
    r"|dasselbe (?:für|mit|bei)|genauso|und (?:für)?|pareil (?:pour|avec)|la même chose pour|et (?:pour)?"
    r"|lo mismo (?:para|con)|y (?:para)?|lo stesso (?:per|con)|e (?:per|para)?|o mesmo (?:para|com)) ?(?P<rest>.+)"
)
_NO: Final = re.compile(
    r"(?:no|nope|nah|sorry|oops|wait|nein|non|não)(?:[,;:.!]+ ?| )"
    r"(?:no |wait |sorry |not that(?: one)? |i mean(?:t)? |rather |make (?:it|that) |lieber |plutôt )*[, ]*(?P<rest>.+)"
)
_MAKE: Final = re.compile(
    r"(?:no[, ]+|and |ok(?:ay)?[, ]+|actually[, ]+|better[, ]+)*(?:please )?(?:(?:make|set|change|put) (?:it|that|this)"
    r"(?: to| at)?|better|rather|lieber|mach (?:es|daraus)|mets(?:-le)? (?:à|plutôt)?|mejor|meglio|melhor)"
    r" (?P<rest>.+?)(?: instead| then| please| bitte)*"
)
_OTHER: Final = re.compile(
    r"(?:the )?other(?: one)?|(?:der|die|das) andere|l'autre|(?:el|la) otr[oa]|l'altr[oa]|[oa] outr[oa]"
    r"|もう一つ(?:の(?:方)?)?"
)
_TOO: Final = re.compile(r"(?: too| as well| also| please| auch| aussi| también| anche| também| bitte)+$")
# What may stand beside a name without asking anything of its own.
_SMALL: Final = frozenset(
    {Kind.PRODUCT, Kind.FILLER, Kind.BREAK, Kind.AND, Kind.THE, Kind.THANKS, Kind.GREETING, Kind.BOTH, Kind.ADJECTIVE}
)


@dataclass(frozen=True, slots=True)
class Followed:
    """The lines that a follow-up means, about products of these `names`; or the `choices` that it leaves open.

    `asks` says that it sounds like a question, so that a yes is waited for.
    """

    lines: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    asks: bool = False

    def question(self, said: str, context: Context) -> Question:
        """What is to be asked back."""
        return Question(asked_at=context.now, said=said, missing="which", choices=self.choices)


def followed(text: str, talk: Talk, context: Context, menu: Menu) -> Followed | None:
    """What a message means after the last turn; None where it stands by itself, or nothing was said before."""
    last = talk.last
    if last is None:
        return None
    commands = [read(line, menu) for line in last.lines]
    said = re.sub(r"\s+", " ", clean(text)).strip().casefold().strip("?!。？ ").rstrip(".")
    if (made := _MAKE.fullmatch(said)) and (lines := revalued(commands, made["rest"], context)):
        return Followed(lines)
    if found := _NO.fullmatch(said):
        return _corrected(found["rest"], commands, talk, context)
    found = _SAME.fullmatch(said)
    rest = _TOO.sub("", found["rest"] if found else said)
    if found is None and not _OTHER.fullmatch(rest):
        return None
    meant = _meant(rest, commands, talk, context)
    alters = any(command.alters() for command in commands)
    return meant and replace(meant, asks=alters and clean(text).rstrip().endswith("?"))


def _corrected(rest: str, commands: Sequence[Command], talk: Talk, context: Context) -> Followed | None:
    """“No, the other one”, “no, 5 %”: what was done is taken back, and done as it was meant."""
    if lines := revalued(commands, rest, context):
        return Followed(lines)
    meant = _meant(rest, commands, talk, context)
    if meant is None or not any(command.alters() for command in commands):
        return meant
    return replace(meant, lines=("undo", *meant.lines)) if meant.lines else None


def _meant(rest: str, commands: Sequence[Command], talk: Talk, context: Context) -> Followed | None:
    """The same as before, with the products that are pointed at now."""
    if not all(map(refs_of, commands)):
        return None
    if _OTHER.fullmatch(plain(rest)):
        return _other(commands, talk, context)
    if not _only_names(rest, context):
        return None
    products = pointed(rest, context)
    known = {one.product: one for one in context.entries}
    names = tuple(label(known[one].number, known[one].title) for one in products if one in known)
    refs = tuple(ByNumber(known[one].number) if one in known else _ref(one) for one in products)
    return Followed(_with(commands, refs), names) if products else None


def _other(commands: Sequence[Command], talk: Talk, context: Context) -> Followed | None:
    """The other of those that we asked about; else of all that are watched here, where those are few."""
    asked = others(talk.choices, talk.focus)
    watched = [one for one in context.entries if one.product != talk.focus]
    left = [(one.product, one.number, one.title) for one in (asked if talk.focus and asked else watched)]
    choices = tuple(
        Choice(product=product, number=number, title=title, lines=_with(commands, (ByNumber(number),)))
        for product, number, title in left
    )
    if len(choices) != 1:
        return Followed(choices=choices) if choices else None
    return Followed(choices[0].lines, (label(choices[0].number, choices[0].title),))


def _with(commands: Sequence[Command], refs: tuple[Ref, ...]) -> tuple[str, ...]:
    return tuple(spell(with_refs(one, refs)) for one in commands)


def _only_names(text: str, context: Context) -> bool:
    """Whether words name products and ask nothing of their own."""
    terms = terms_of(cut(clean(text)), text, context)
    return all(term.kind in _SMALL for term in terms) and any(term.kind is Kind.PRODUCT for term in terms)


def _ref(product: str) -> Ref:
    asin, _, market = product.partition("@")
    return ByProduct(Product(asin, market))
