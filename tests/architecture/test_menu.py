"""The menu, the alert kinds, and what the README says of them."""

import re
from pathlib import Path

import pytest

from bot.catalogue import command_table, settings_table
from bot.commands import MENU
from bot.gallery import ALERTS, CARDS, NOON
from bot.grammar.line import read
from bot.settings import Settings
from bot.views.alert import alert_card
from core.alerts import ALERT_KINDS
from core.messages import in_words

ROOT = Path(__file__).parents[2]
COMMAND_FILES = sorted(path.stem for path in (ROOT / "bot/commands").glob("*.py") if path.stem != "__init__")


def test_every_command_file_is_in_the_menu_and_the_other_way_round():
    assert sorted(kind.__module__.rsplit(".", 1)[1] for kind in MENU) == COMMAND_FILES


def test_no_two_commands_share_a_name():
    names = [name for kind in MENU for name in kind.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", MENU, ids=lambda kind: kind.names[0])
def test_every_command_explains_itself_in_one_sentence(kind):
    assert 20 <= len(kind.summary()) <= 130
    assert kind.summary()[-1] in ".;"


@pytest.mark.parametrize(("kind", "alert"), list(zip(ALERT_KINDS, ALERTS, strict=True)))
def test_every_alert_kind_has_an_example_that_can_be_told(kind, alert):
    card = alert_card(alert, NOON, "UTC")
    assert kind.example().fact in card.title
    assert "B0" in "\n".join(map(in_words, card.blocks))


@pytest.mark.parametrize("kind", ALERT_KINDS, ids=lambda kind: kind.metric)
def test_the_page_about_alerts_names_every_kind_as_it_is_said(kind):
    page = (ROOT / "docs/alerts.md").read_text("utf-8")
    assert any(f"`{name}" in page for name in kind.names)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title[:30])
def test_every_button_says_a_line_that_can_be_read(card):
    for block in card.blocks:
        for button in getattr(block, "row", ()):
            assert read(button.says, MENU)


def test_the_readme_shows_the_menu_as_it_is():
    assert command_table(MENU) in (ROOT / "README.md").read_text("utf-8")


def test_the_settings_page_and_the_example_file_name_every_setting():
    page = (ROOT / "docs/settings.md").read_text("utf-8")
    assert settings_table() in page
    example = (ROOT / ".env.example").read_text("utf-8")
    named = set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE))
    assert named == {field.upper() for field in Settings.model_fields}
