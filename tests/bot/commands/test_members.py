"""Roles: who may look, who may change, and who says so."""

import pytest

from tests.shop import BLENDER
from tests.stage import ANA, BEN, open_stage


@pytest.fixture
async def stage():
    async with open_stage() as stage:
        stage.shelf.put(BLENDER)
        yield stage


async def member(stage, text, person=BEN):
    """What somebody hears who is no administrator of the platform."""
    card = await stage.answer(text, person=person, admin=False)
    return card.title


async def test_whoever_changes_something_is_a_member(stage):
    assert "Nobody has changed anything" in await stage.say("/members")
    await member(stage, "/list")
    assert "Nobody has changed anything" in await stage.say("/members")
    await member(stage, "/track B0TESTBL01")
    assert "1 | Ben | editor" in await stage.say("/members")


async def test_an_admin_makes_somebody_a_viewer_who_then_only_looks(stage):
    await member(stage, "/track B0TESTBL01")
    assert "Ben is a viewer now" in await stage.say("/role ben viewer")
    assert "You may look at everything here" in await member(stage, "/untrack 1")
    assert "Vortex Blender" in await member(stage, "/show 1")
    assert "Ben is an editor now" in await stage.say("/role @Ben editor")
    assert "No longer tracking" in await member(stage, "/untrack 1")


async def test_only_admins_give_roles(stage):
    await stage.say("/track B0TESTBL01")
    assert "Only an admin gives roles" in await member(stage, "/role Ana viewer")
    await stage.say("/role Ben admin")
    assert "Ana is an editor now" in await member(stage, "/role Ana editor")


async def test_an_admin_by_role_may_change_things_where_only_admins_may(stage):
    await member(stage, "/track B0TESTBL01")
    await stage.say("/settings changes admins")
    assert "Only the admins of this chat" in await member(stage, "/untrack 1")
    await stage.say("/role Ben admin")
    assert "No longer tracking" in await member(stage, "/untrack 1")


async def test_who_is_meant_is_said_by_name_part_of_it_or_number(stage):
    await stage.say("/track B0TESTBL01")
    await member(stage, "/track B0TESTBL01")
    assert "Ben is a viewer now" in await stage.say("/role 2 viewer")
    assert "Nobody called “Zoe”" in await stage.say("/role Zoe viewer")
    assert "/role needs <member>" in await stage.say("/role viewer")


async def test_history_says_who_did_what_and_what_was_undone(stage):
    await stage.say("/track B0TESTBL01", ANA)
    await stage.say("/settings store de", ANA)
    await member(stage, "/untrack 1")
    await stage.say("/undo", BEN)
    heard = await stage.say("/history", ANA)
    assert "Ben | untrack 1 (B0TESTBL01) (undone)" in heard
    assert "Ana | settings of this chat" in heard
    assert "Ana | track 1 (B0TESTBL01)" in heard
    assert "/undo" in heard


async def test_history_of_other_times_is_empty(stage):
    await stage.say("/track B0TESTBL01", ANA)
    stage.clock.turn(days=40)
    assert "Nobody changed anything here in the last 30 days" in await stage.say("/history")
    assert "track 1" in await stage.say("/history 60d")
