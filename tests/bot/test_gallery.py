"""The gallery: what each platform shows, as pages to look at."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.exhibition import figures, page
from bot.gallery import EXHIBITS
from bot.wiring.portraits import portraits
from tests.bot.test_command_line import amazcope

EASELS = portraits()


@pytest.mark.parametrize("name", EASELS)
def test_every_card_hangs_there_and_no_strangers_text_becomes_markup(name):
    easel = EASELS[name]
    shown = LexborHTMLParser(page(name, easel, figures(easel, EXHIBITS)))
    captions = [node.text() for node in shown.css("figcaption")]
    assert captions == [one.name for one in EXHIBITS]
    assert shown.css("script, iframe, object, form") == []
    assert [node.attributes["href"] for node in shown.css("a[href*='evil']")] == []
    assert "<b>&*_[]()" in shown.body.text()


def test_without_a_browser_pages_are_written_and_it_is_said_how_to_get_pictures(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    run = amazcope("gallery", "--out", str(tmp_path / "out"), cwd=tmp_path, PATH=str(empty))
    assert run.returncode == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "slack.html",
        "telegram.html",
        "terminal.html",
    ]
    assert "install Chromium" in run.stdout
