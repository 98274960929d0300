"""Terms: stretches of a message with a meaning of their own, before they are composed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a term is; the values are the words that lexicon files use, in the order in which senses are preferred."""

    CORRECTION = "correction"
    NEVERMIND = "nevermind"
    INDIFFERENT = "indifferent"
    EXCEPT = "except"
    LONGER = "longer"  # any more, no longer
    FREQUENCY = "frequency"
    VERB = "verb"  # what is to be done: track, mute …
    EVENT = "event"  # a metric and a when at once: “oos”
    WHEN = "when"
    METRIC = "metric"
    NOUN = "noun"  # what a request is about: alerts, chart, digest …
    LIGHT = "light"  # a verb that only helps another: give, set, send; `stop` and `start` turn things off and on
    FORMAT = "format"
    PART = "part"
    GROUP = "group"
    ROLE = "role"
    ADJECTIVE = "role_adj"  # ours, theirs, before a name
    FILTER = "filter"
    PRONOUN = "pronoun"
    BOTH = "both"
    NOT = "not"
    STOP = "stop"
    IF = "if"
    ORMORE = "ormore"
    ORLESS = "orless"
    MARKET = "market"
    DAY = "day"
    AND = "and"
    OPEN = "open"  # can you, please, i want you to
    PREPOSITION = "preposition"
    ASK = "ask"
    SUBJECT = "subject"  # who does something, where it is not asked of us
    PAST = "past"
    THANKS = "thanks"
    SAYS = "says"  # what follows its colon is somebody else's words
    GREETING = "greeting"
    BOT = "bot"
    THE = "the"
    FILLER = "filler"
    VALUE = "value"
    NUMBER = "number"  # a number word
    SPAN = "span"  # a duration, in minutes
    CLOCK = "clock"
    FRACTION = "fraction"  # a share in words, in per cent
    MONTH = "month"
    ORDINAL = "ordinal"
    UNIT = "unit"
    CURRENCY = "currency"
    PRODUCT = "product"
    LIST = "list"
    BREAK = "break"
    PERSON = "person"
    OPAQUE = "opaque"  # quoted or pasted text: never read
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A stretch with one meaning, over the pieces `first` to `last`.

    `products` are those that a name or link fits, `unit` is a value's unit.
    """

    kind: Kind
    name: str = ""
    number: Decimal | None = None
    unit: str = ""
    products: tuple[str, ...] = ()
    plural: bool = False
    first: int = 0
    last: int = 0
    text: str = ""

    def is_(self, kind: Kind, *names: str) -> bool:
        """Whether the term is of this kind, and bears one of the names where some are given."""
        return self.kind is kind and (not names or self.name in names)
