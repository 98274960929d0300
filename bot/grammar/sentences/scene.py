"""One clause with all that is needed to make an action of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.grammar.meaning import Action, Clarify
from bot.grammar.sentences.clauses import Clause
from bot.grammar.sentences.context import Context
from bot.grammar.sentences.targets import Target
from bot.grammar.sentences.terms import Kind, Term

_ARTICLES: Final = frozenset({"le", "la", "les", "el", "los", "las", "il", "lo", "gli", "o", "os", "as"})
# Verbs that people say to each other of all sorts of things.
_GENERIC: Final = frozenset(
    [
        "check",
        "watch",
        "follow",
        "look",
        "keep",
        "save",
        "add",
        "drop",
        "remove",
        "delete",
        "review",
        "fix",
        "write",
        "tell",
        "show",
        "see",
        "get",
        "put",
        "bring",
        "prufe",
        "prufen",
        "pruf",
        "schau",
        "mira",
        "mirar",
        "revisa",
        "regarde",
        "verifie",
        "guarda",
        "controlla",
        "olha",
        "verifica",
        "zeig",
        "suis",
        "segui",
        "sigue",
        "segue",
    ]
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with what it is about, and where it is said."""

    clause: Clause
    intent: str
    target: Target
    context: Context
    before: Target = field(default_factory=Target)
    rivals: bool = False  # whether “them” are the rivals that were spoken of
    fresh: tuple[str, ...] = ()  # what the message itself had tracked

    @property
    def market(self) -> str:
        """The store whose money is meant."""
        products = self.target.products
        return products[0].partition("@")[2] or self.context.market if products else self.context.market

    @property
    def strange(self) -> bool:
        """Whether a word or two that nobody knows stand where a product's name would: a toaster that is not watched."""
        unknown = self.clause.all(Kind.UNKNOWN, Kind.OPAQUE)
        at = self.clause.terms.index(unknown[0]) if unknown else 0
        before, after = self.clause.terms[max(0, at - 1) : at], self.clause.terms[at + 1 : at + 2]
        named = any(one.kind in {Kind.THE, Kind.ADJECTIVE} or one.text in _ARTICLES for one in before)
        named = named or any(one.text == "の" for one in after)
        return named and len(unknown) <= 2 and all(one.name == "" for one in unknown)

    @property
    def others(self) -> bool:
        """Whether it may well be somebody else's business: “check your email”, “watch the game”."""
        generic = any(term.text.split()[0] in _GENERIC for term in self.clause.all(Kind.VERB))
        about = self.clause.all(Kind.METRIC, Kind.EVENT, Kind.VALUE, Kind.LIST, Kind.NOUN)
        unknown = self.clause.first(Kind.UNKNOWN)
        place = self.clause.terms.index(unknown) if unknown else 0
        ours = place > 0 and self.clause.terms[place - 1].text in {"the", "our", "my"}
        return generic and not about and not ours

    @property
    def unknown(self) -> int:
        """How many words nobody knows."""
        return sum(1 for term in self.clause.asked if term.kind in {Kind.UNKNOWN, Kind.OPAQUE})

    def needs(self, make: Callable[[str | tuple[str, ...]], Action]) -> Action:
        """The action on the target, or a question where that is not known or not watched."""
        if self.target.missing or not self.target:
            return Clarify(self.target.missing or "product")
        if not all(self.context.knows(one) or one in self.fresh for one in self.target.products):
            return Clarify("product")
        return make(self.target.value)

    @property
    def role(self) -> Term | None:
        """Whose product it is said to be."""
        rivals = (one for one in self.clause.all(Kind.ADJECTIVE) if one.name == "competitor")
        groups = (one for one in self.clause.all(Kind.GROUP) if one.name != "all" and self.target.products)
        return self.clause.first(Kind.ROLE) or next(rivals, None) or next(groups, None)
