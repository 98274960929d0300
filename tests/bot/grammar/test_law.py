"""The law of the grammar: what is spelled is read back as the same command, for every command of the menu."""

from dataclasses import fields
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import is_required, slot_of
from bot.commands import MENU
from bot.grammar.line import read, spell
from bot.grammar.rules import Metrics, Rules
from bot.grammar.slots import Every, Flag, Keyword, Named, OneOf, Over, PlanId, Refs, Rest, Someone, Store
from bot.grammar.times import Until
from bot.refs import ByAsin, ByName, ByNumber, ByProduct, ByShortLink, Group, It
from core.alerts import ALERT_KINDS
from core.alerts.kind import Takes
from core.catalog.asin import Product
from core.catalog.marketplace import MARKETPLACES
from core.watching.rule import Condition

ASINS = st.from_regex(r"B[0-9][0-9A-Z]{8}", fullmatch=True)
STORES = st.sampled_from([store.code for store in MARKETPLACES])
NAMES = st.text(st.characters(exclude_characters='"“”', exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda name: not name.startswith("list:")
)
REFS = st.one_of(
    st.builds(ByAsin, ASINS),
    st.builds(ByProduct, st.builds(Product, ASINS, STORES)),
    st.builds(ByNumber, st.integers(0, 9_999_999)),
    st.builds(ByName, NAMES),
    st.just(It()),
    st.builds(Group, st.sampled_from(["all", "own", "competitor", "list:cables", "list:my cables"])),
    st.just(ByShortLink("https://a.co/d/9abcDEF")),
)
AMOUNTS = st.decimals("0.01", "99999", places=2).map(lambda value: value.normalize() + Decimal(0))


def conditions():
    def of(kind, phrase):
        if phrase.takes is Takes.NOTHING:
            return st.just(Condition(kind.metric, phrase.when))
        units = {
            Takes.MONEY: [None, "EUR"],
            Takes.SHARE: ["%"],
            Takes.SHARE_OR_MONEY: ["%", None, "USD"],
            Takes.RANK: ["rank"],
        }[phrase.takes]
        values = st.integers(1, 999_999).map(Decimal) if phrase.takes is Takes.RANK else AMOUNTS
        return st.builds(Condition, st.just(kind.metric), st.just(phrase.when), values, st.sampled_from(units))

    return st.one_of([of(kind, phrase) for kind in ALERT_KINDS for phrase in kind.phrases])


def strategy(slot):
    match slot:
        case Refs():
            return st.lists(REFS, min_size=1, max_size=4, unique=True).map(tuple)
        case Rules():
            return st.lists(conditions(), min_size=1, max_size=3, unique=True).map(tuple)
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
        case PlanId():
            return st.from_regex("[0-9a-f]{12}", fullmatch=True)
        case Flag():
            return st.booleans()
        case Rest():
            return st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=3).map(" ".join)
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
