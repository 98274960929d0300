"""The law of the grammar: what is spelled is read back as the same command, for every command of the menu."""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import is_required, slot_of
from bot.commands import MENU
from bot.grammar.combining import MOST_LEGS
from bot.grammar.events import UntilEvent
from bot.grammar.hours import Hours, HowOften
from bot.grammar.line import read, spell
from bot.grammar.periods import During, OnDay
from bot.grammar.rules import Metrics, Rules
from bot.grammar.slots import Every, Flag, Keyword, Named, OneOf, Over, PlanId, Refs, Rest, Someone, Store
from bot.grammar.texts import Parts, SuggestionId, Verbatim
from bot.grammar.times import Until
from bot.refs import ByAsin, ByName, ByNumber, ByProduct, ByShortLink, Group, It
from core.alerts import ALERT_KINDS
from core.alerts.kind import Takes
from core.catalog.asin import Product
from core.catalog.marketplace import MARKETPLACES
from core.suggestion import Part
from core.watching.quiet import Quiet
from core.watching.rule import Condition, How, Together
from core.watching.rule import legs as all_legs
from core.watching.schedule import Rhythm

ASINS = st.from_regex(r"B[0-9][0-9A-Z]{8}", fullmatch=True)
STORES = st.sampled_from([store.code for store in MARKETPLACES])
NAMES = st.text(st.characters(exclude_characters='"“”', exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda name: not name.startswith("list:")
)
TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30).filter(
    lambda text: text == text.strip() and ":=" not in text.split()
)
REFS = st.one_of(
    st.builds(ByAsin, ASINS),
    st.builds(ByProduct, st.builds(Product, ASINS, STORES)),
    st.builds(ByNumber, st.integers(0, 9_999_999)),
    st.builds(ByName, NAMES),
    st.just(It()),
    st.builds(Group, st.sampled_from(["all", "own", "competitor"])),
    st.builds(Group, st.sampled_from(["list:cables", "list:my cables"]), st.sampled_from([None, "own", "competitor"])),
    st.just(ByShortLink("https://a.co/d/9abcDEF")),
)
AMOUNTS = st.decimals("0.01", "99999", places=2).map(lambda value: value.normalize() + Decimal(0))


def conditions():
    """Every word of every kind, with each unit its value may have, and without a value where one may be left out."""

    def of(kind, phrase):
        def build(values, unit):
            return st.builds(Condition, st.just(kind.metric), st.just(phrase.when), values, st.just(unit))

        if phrase.takes is Takes.NAMES:
            names = st.lists(NAMES, min_size=1, max_size=3).map(tuple)
            return [st.builds(Condition, st.just(kind.metric), st.just(phrase.when), names=names)]
        whole = st.integers(1, 999_999).map(Decimal)
        units = {
            Takes.NOTHING: [],
            Takes.MONEY: [(AMOUNTS, None), (AMOUNTS, "EUR")],
            Takes.SHARE: [(AMOUNTS, "%")],
            Takes.SHARE_OR_MONEY: [(AMOUNTS, "%"), (AMOUNTS, None), (AMOUNTS, "USD")],
            Takes.SHARE_OR_COUNT: [(AMOUNTS, "%"), (whole, "count")],
            Takes.RANK: [(whole, "rank")],
            Takes.COUNT: [(whole, "count")],
            Takes.STARS: [(st.sampled_from([Decimal("0.1"), Decimal("4.2"), Decimal(3)]), "stars")],
            Takes.DAYS: [(st.integers(1, 3650).map(Decimal), "days")],
        }[phrase.takes]
        bare = [st.just(Condition(kind.metric, phrase.when))] if phrase.bare == (None, None) else []
        return [*bare, *(build(values, unit) for values, unit in units)]

    return st.one_of([one for kind in ALERT_KINDS for phrase in kind.phrases for one in of(kind, phrase)])


def trees():
    """Conditions joined by turns: what is joined in the same way again is one group, and names stand alone."""
    legs = conditions().filter(lambda one: not one.names)

    def of(how, parts):
        groups = st.lists(parts, min_size=2, max_size=3, unique=True)
        return groups.map(lambda found: Together(how, tuple(found)))

    pairs = {how: of(how, legs) for how in How}
    return st.one_of(
        *pairs.values(), of(How.ALL, st.one_of(legs, pairs[How.ANY])), of(How.ANY, st.one_of(legs, pairs[How.ALL]))
    ).filter(lambda tree: len(all_legs(tree)) <= MOST_LEGS)


def strategy(slot):
    match slot:
        case Refs():
            return st.lists(REFS, min_size=1, max_size=4, unique=True).map(tuple)
        case Rules():
            return st.lists(st.one_of(conditions(), trees()), min_size=1, max_size=3, unique=True).map(tuple)
        case Metrics():
            return st.lists(st.sampled_from([kind.metric for kind in ALERT_KINDS]), min_size=1, unique=True).map(tuple)
        case Keyword():
            return st.sampled_from(list(slot.choices.values()))
        case Named() | Someone():
            return NAMES
        case Every():
            return st.integers(1, 10**6).map(lambda seconds: timedelta(seconds=seconds))
        case Store():
            return STORES
        case OneOf():
            return st.sampled_from(list(slot.choices.values()))
        case Over():
            return st.integers(1, 10**6).map(lambda seconds: timedelta(seconds=seconds))
        case Parts():
            return st.lists(st.sampled_from(list(Part)), min_size=1, unique=True).map(tuple)
        case Verbatim():
            return st.lists(TEXTS, min_size=1, max_size=5).map("\n".join)
        case PlanId() | SuggestionId():
            return st.from_regex("[0-9a-f]{12}", fullmatch=True)
        case Flag():
            return st.booleans()
        case Rest():
            return st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=3).map(" ".join)
        case Hours():
            times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
            return st.lists(times, min_size=2, max_size=2, unique=True).map(lambda both: Quiet(*both))
        case HowOften():
            times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
            return st.builds(Rhythm, times, st.one_of(st.none(), st.integers(0, 6)))
        case UntilEvent():
            return st.one_of(conditions(), trees())
        case During():
            return st.sampled_from(["90d", "yesterday", "this quarter", "last week", "in may 2025", "since 3 may"])
        case OnDay():
            return st.sampled_from(["today", "yesterday", "on 3 may", "on 2026-05-03 14:00", "on monday"])
        case Until():
            return st.sampled_from(["4h", "2d", "mon 9:00", "18:30", "tomorrow", "2026-12-24 09:00"])
    raise AssertionError(slot)


def commands(kind):
    given_fields = {}
    for one in fields(kind):
        values = strategy(slot_of(one))
        given_fields[one.name] = values if is_required(one) else st.one_of(st.just(one.default), values)
    return st.builds(kind, **given_fields)


@pytest.mark.parametrize("kind", MENU, ids=lambda kind: kind.names[0])
@given(data=st.data())
def test_what_is_spelled_is_read_back_as_the_same(kind, data):
    command = data.draw(commands(kind))
    assert read(spell(command), MENU) == command
    assert read("/" + spell(command), MENU) == command
