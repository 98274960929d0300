"""From commands back to the action format."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.alert import Alert
from bot.commands.alert_off import AlertOff
from bot.commands.budget import Budget
from bot.commands.chart import Chart
from bot.commands.compare import Compare
from bot.commands.list import List
from bot.commands.mute import Mute
from bot.commands.show import Show
from bot.commands.track import Track
from bot.commands.unmute import Unmute
from bot.commands.untrack import Untrack
from bot.grammar import meaning
from bot.grammar.meaning import Clarify
from bot.grammar.sentences.understanding import understand
from bot.refs import ByAsin, ByName, ByNumber, Group, It
from bot.to_actions import actions_of
from bot.to_commands import commands_of
from core.watching.rule import Condition, How, Together
from tests.bot.grammar.sentences.stage import NOW, A, context
from tests.bot.grammar.sentences.table import rows

HERE = context(focus="kettle")
KETTLE, MOKA, DESK = "B0KETTLE01@com", "B0MOKAPO03@com", "B0DESKLA04@com"
BELOW = Condition("price", "below", Decimal(20), "USD")
UNUSUAL = st.integers(101, 9_000).map(Decimal)  # no rule's usual value
DAYS = st.none() | st.sampled_from([2, 14, 45])

watched = st.sampled_from([one.product for one in HERE.entries])
several = st.lists(watched, min_size=1, max_size=3, unique=True).map(tuple)
groups = st.sampled_from(["all", "own", "competitor", "list:kitchen"])
pointed = several | groups
clocks = st.times().map(lambda time: f"{time:%H:%M}")
rules = st.one_of(
    st.builds(Condition, st.just("price"), st.sampled_from(["below", "above", "drops"]), UNUSUAL, st.just("USD")),
    st.builds(Condition, st.just("bsr"), st.sampled_from(["below", "above"]), UNUSUAL, st.just("rank")),
    st.sampled_from(
        [
            Condition(metric, when)
            for metric, when in [
                ("price", "drops"),
                ("price", "new_low"),
                ("bsr", "worsens"),
                ("stock", "out"),
                ("stock", "back"),
                ("buybox", "lost"),
                ("seller", "new"),
                ("title", "changes"),
                ("listing", "gone"),
                ("coupon", "changes"),
            ]
        ]
    ),
)
several_rules = st.lists(rules, min_size=1, max_size=3, unique_by=lambda rule: rule.slot).map(tuple)
weekdays = st.sampled_from(["monday", "friday", "sunday"])
actions = st.one_of(
    st.builds(
        meaning.Track,
        products=several,
        rules=st.just(()) | several_rules,
        role=st.sampled_from([None, "own", "competitor"]),
        list=st.sampled_from([None, "cables"]),
        every=st.none() | st.integers(15, 3_000),
    ),
    st.builds(meaning.Untrack, pointed),
    st.builds(meaning.ListWatched, list=st.sampled_from([None, "kitchen", "coffee"])),
    st.builds(meaning.ListWatched, filter=st.sampled_from([None, "own", "competitor", "out_of_stock", "muted"])),
    st.builds(meaning.Show, pointed),
    st.builds(meaning.Chart, pointed, st.sampled_from(["price", "bsr"]), DAYS),
    st.builds(meaning.Alert, pointed, several_rules),
    st.builds(meaning.AlertOff, pointed, st.sampled_from([(), ("price",), ("stock", "bsr")])),
    st.builds(meaning.Rules, st.none() | several),
    st.builds(meaning.Check, pointed),
    st.builds(meaning.Changes, st.none() | several, DAYS),
    st.lists(watched, min_size=2, max_size=3, unique=True).map(lambda found: meaning.Compare(tuple(found))),
    watched.map(lambda one: meaning.Compare((one, "competitor"))),
    st.builds(meaning.Audit, pointed),
    st.builds(meaning.Optimize, pointed, st.sampled_from([(), ("title",), ("bullets", "keywords")])),
    st.builds(meaning.Mute, pointed),
    st.builds(meaning.Mute, pointed, hours=st.integers(1, 40_000).map(lambda minutes: Decimal(minutes) / 60)),
    st.builds(meaning.Mute, pointed, until=st.integers(1, 500).map(lambda hours: NOW + timedelta(hours=hours))),
    st.builds(meaning.Unmute, pointed),
    st.builds(meaning.Digest, st.just("daily"), clocks.filter(lambda at: at != "08:30")),
    st.builds(meaning.Digest, st.just("weekly"), clocks.filter(lambda at: at != "08:30"), weekdays),
    st.just(meaning.Digest("off")),
    st.lists(clocks, min_size=2, max_size=2, unique=True).map(lambda ends: meaning.Quiet(*ends)),
    st.just(meaning.Quiet()),
    st.builds(meaning.Export, st.sampled_from(["csv", "xlsx", "json"]), DAYS),
    st.just(meaning.Undo()),
    st.just(meaning.Help()),
)


@given(st.lists(actions, min_size=1, max_size=3))
def test_actions_that_became_commands_are_the_same_again(asked):
    commands = commands_of(asked)
    assert commands is not None
    assert [plain(one) for one in actions_of(commands, HERE)] == [plain(one) for one in asked]


def test_what_the_tables_of_sentences_ask_for_comes_to_the_same_commands_again():
    sentences = [(text, commands_of(understand(text, HERE).actions)) for text, _ in rows("en")]
    doable = [(text, commands) for text, commands in sentences if commands]
    assert len(doable) > 200
    again = [(text, commands_of(actions_of(commands, HERE, text))) for text, commands in doable]
    assert again == doable


@pytest.mark.parametrize(
    ("command", "action"),
    [
        (Show(refs=(ByNumber(3),)), meaning.Show((MOKA,))),
        (Show(refs=(ByName("moka pot"),)), meaning.Show((MOKA,))),
        (Show(refs=(It(),)), meaning.Show((KETTLE,))),
        (Show(refs=(ByAsin(A),)), meaning.Show((f"{A}@com",))),
        (Track(refs=(ByAsin(A),), market="de"), meaning.Track(products=(f"{A}@de",))),
        (Untrack(refs=(Group("list:LIGHTS", "own"),)), meaning.Untrack((DESK,))),
        (Untrack(refs=(ByNumber(3), Group("list:lights", "own"))), meaning.Untrack((MOKA, DESK))),
        (Alert(refs=(ByNumber(1),), rules=(replace(BELOW, unit=None),)), meaning.Alert((KETTLE,), (BELOW,))),
        (Compare(refs=(ByNumber(1),)), meaning.Compare((KETTLE, "competitor"))),
        (List(which="COFFEE"), meaning.ListWatched(list="coffee")),
        (Mute(refs=(ByNumber(1),), until="90m"), meaning.Mute((KETTLE,), hours=Decimal("1.5"))),
    ],
)
def test_what_is_pointed_at_becomes_the_products_of_the_context(command, action):
    assert actions_of([command], HERE) == (action,)


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (Show(refs=(ByNumber(99),)), "product"),
        (Show(refs=(ByName("toaster"),)), "product"),
        (Untrack(refs=(ByAsin(A),)), "product"),
        (Untrack(refs=(Group("list:nowhere"),)), "product"),
        (Show(refs=(ByName("lamp"),)), "which"),
        (List(which="toaster"), "product"),
        (Budget(), "action"),
        (Unmute(refs=(ByNumber(1),), metrics=("price",)), "action"),
        (Mute(refs=(ByNumber(1),), event=BELOW), "action"),
        (AlertOff(refs=(ByNumber(1),), metrics=("audit",)), "action"),
        (Alert(refs=(ByNumber(1),), rules=(Together(How.ALL, (BELOW, Condition("stock", "out"))),)), "action"),
        (Track(refs=(ByAsin(A),), every=timedelta(seconds=90)), "action"),
        (Mute(refs=(ByNumber(1),), until="2020-01-01 09:00"), "value"),
        (Chart(refs=(ByNumber(1),), over=timedelta(hours=30)), "value"),
    ],
)
def test_what_is_unclear_or_has_no_word_in_the_format_is_a_question(command, missing):
    assert actions_of([command], HERE) == (Clarify(missing),)


def test_what_is_tracked_first_is_known_to_what_follows():
    new = ByAsin(A)
    found = actions_of([Track(refs=(new,)), Chart(refs=(new,))], HERE)
    assert found == (meaning.Track(products=(f"{A}@com",)), meaning.Chart((f"{A}@com",)))


def test_it_is_a_question_where_nothing_is_talked_about():
    assert actions_of([Show(refs=(It(),))], context()) == (Clarify("product"),)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("when it gets cheaper", Condition("price", "drops")),
        ("when it gets 10 % cheaper", Condition("price", "drops", Decimal(10), "%")),
    ],
)
def test_a_usual_value_is_given_back_only_where_it_was_said(said, rule):
    command = Alert(refs=(ByNumber(1),), rules=(Condition("price", "drops", Decimal(10), "%"),))
    assert actions_of([command], HERE, said) == (meaning.Alert((KETTLE,), (rule,)),)


def plain(action):
    """An action whose hours are whole minutes, as a line has them."""
    if isinstance(action, meaning.Mute) and action.hours is not None:
        return replace(action, hours=round(action.hours * 60))
    return action
