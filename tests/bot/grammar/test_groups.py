"""Words for several products at once, and how they narrow one another in a row."""

import pytest

from bot.commands import MENU
from bot.commands.alert import Alert
from bot.commands.mute import Mute
from bot.commands.show import Show
from bot.grammar.line import read, spell
from bot.refs import ByName, ByNumber, Group, It
from core.watching.rule import How, Together

ALL, OWN, RIVALS = Group("all"), Group("own"), Group("competitor")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("all", [ALL]),
        ("everything", [ALL]),
        ("all products", [ALL]),
        ("all the products", [ALL]),
        ("All Competitors", [RIVALS]),
        ("all the competitors", [RIVALS]),
        ("all our competitors", [RIVALS]),
        ("all competitor products", [RIVALS]),
        ("competitors all", [RIVALS]),
        ("all own", [OWN]),
        ("all our products", [OWN]),
        ("all my listings", [OWN]),
        ("list:cables", [Group("list:cables")]),
        ("LIST:cables", [Group("list:cables")]),
        ('"list:my cables"', [Group("list:my cables")]),
        ("all list:cables", [Group("list:cables")]),
        ("everything on list cables", [Group("list:cables")]),
        ('everything on list "my cables"', [Group("list:my cables")]),
        ("all products in list cables", [Group("list:cables")]),
        ("competitors on list cables", [Group("list:cables", "competitor")]),
        ("list:cables own", [Group("list:cables", "own")]),
        ("all our products on list cables", [Group("list:cables", "own")]),
    ],
)
def test_group_words_in_a_row_narrow(said, meant):
    assert read(f"/show {said}", MENU) == Show(refs=tuple(meant))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("own competitors", [OWN, RIVALS]),
        ("own and competitors", [OWN, RIVALS]),
        ("all and competitors", [ALL, RIVALS]),
        ("list:cables list:shoes", [Group("list:cables"), Group("list:shoes")]),
        ("3 all competitors", [ByNumber(3), RIVALS]),
        ("it and competitors", [It(), RIVALS]),
        ('all "competitors"', [ALL, ByName("competitors")]),
        ("salt and pepper", [ByName("salt and pepper")]),
        ("bread and own brand", [OWN, ByName("bread and"), ByName("brand")]),
        ("our blender", [ByName("our blender")]),
        ("products", [ByName("products")]),
        ("all blenders", [ALL, ByName("blenders")]),
    ],
)
def test_what_does_not_narrow_stays_apart(said, meant):
    assert read(f"/show {said}", MENU) == Show(refs=tuple(meant))


@pytest.mark.parametrize(
    "refs", [(ALL, RIVALS), (RIVALS, ALL, OWN), (OWN, Group("list:cables")), (Group("list:a b", "own"), RIVALS)]
)
def test_several_groups_are_spelled_so_that_they_stay_several(refs):
    assert read(spell(Show(refs=refs)), MENU) == Show(refs=refs)


def test_all_of_begins_the_conditions_of_one_rule_also_after_a_group():
    command = read("/alert competitor all of price below 20, stock back", MENU)
    assert isinstance(command, Alert)
    assert command.refs == (RIVALS,)
    assert [rule.how for rule in command.rules if isinstance(rule, Together)] == [How.ALL]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("3 price 4h", Mute(refs=(ByNumber(3),), metrics=("price",), until="4h")),
        ("3 rank bsr until mon 9:00", Mute(refs=(ByNumber(3),), metrics=("bsr",), until="mon 9:00")),
        ("price stock 2h", Mute(metrics=("price", "stock"), until="2h")),
        ("all our products price", Mute(refs=(OWN,), metrics=("price",))),
        ("stock pot 4h", Mute(refs=(ByName("stock pot"),), until="4h")),
        ("deal basket", Mute(refs=(ByName("deal basket"),))),
        ("price", Mute(metrics=("price",))),
    ],
)
def test_names_of_rules_are_taken_where_the_end_of_the_silence_follows(said, meant):
    assert read(f"/mute {said}", MENU) == meant
