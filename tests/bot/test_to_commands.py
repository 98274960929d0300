"""From what was understood to commands."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from bot.commands import MENU
from bot.commands.alert import Alert
from bot.commands.chart import Chart
from bot.commands.compare import Compare
from bot.commands.digest import Digest
from bot.commands.list import List
from bot.commands.mute import Mute
from bot.commands.quiet import Quiet
from bot.commands.track import Track
from bot.commands.untrack import Untrack
from bot.grammar import meaning
from bot.grammar.line import read, spell
from bot.grammar.sentences.understanding import understand
from bot.refs import ByProduct, ByShortLink, Group
from bot.to_commands import NotYet, command_of
from core.catalog.asin import Product
from core.watching.quiet import Quiet as QuietHours
from core.watching.rule import Condition
from core.watching.schedule import Rhythm
from core.watching.watch import Role
from tests.bot.grammar.sentences.stage import NOW, A, B, context
from tests.bot.grammar.sentences.table import rows

ONE = f"{A}@de"
REF = ByProduct(Product(A, "de"))
BELOW = Condition("price", "below", Decimal(20), "EUR")


@pytest.mark.parametrize(
    ("action", "command"),
    [
        (
            meaning.Track(products=(ONE,), rules=(BELOW,), role="competitor", list="cables", every=30),
            Track(refs=(REF,), rules=(BELOW,), role=Role.COMPETITOR, list_name="cables", every=timedelta(minutes=30)),
        ),
        (meaning.Untrack("competitor"), Untrack(refs=(Group("competitor"),))),
        (meaning.Untrack(("https://a.co/d/abc",)), Untrack(refs=(ByShortLink("https://a.co/d/abc"),))),
        (
            meaning.Alert(("B0KETTLE01@com",), (Condition("price", "drops"),)),
            Alert(
                refs=(ByProduct(Product("B0KETTLE01", "com")),),
                rules=(Condition("price", "drops", Decimal(10), "%"),),
            ),
        ),
        (meaning.ListWatched(filter="out_of_stock"), List(which="out of stock")),
        (meaning.ListWatched(list="cables"), List(which="cables")),
        (meaning.Chart((ONE,), "bsr", 30), Chart(refs=(REF,), metric="bsr", over=timedelta(days=30))),
        (meaning.Compare((ONE, "competitor")), Compare(refs=(REF, Group("competitor")))),
        (meaning.Mute((ONE,), hours=Decimal("1.5")), Mute(refs=(REF,), until="90m")),
        (meaning.Mute("all", until=NOW), Mute(refs=(Group("all"),), until="2026-05-06 14:30")),
        (meaning.Mute("all"), Mute(refs=(Group("all"),))),
        (meaning.Digest("daily", "08:00"), Digest(rhythm=Rhythm(time(8)))),
        (meaning.Digest("weekly", "08:00", "friday"), Digest(rhythm=Rhythm(time(8), 4))),
        (meaning.Digest("off"), Digest(off=True)),
        (meaning.Quiet("22:00", "07:00"), Quiet(hours=QuietHours(time(22), time(7)))),
        (meaning.Quiet(), Quiet(off=True)),
    ],
)
def test_an_action_becomes_the_command_that_does_it(action, command):
    assert command_of(action) == command


@pytest.mark.parametrize("action", [meaning.Nothing(), meaning.Clarify("which")])
def test_where_nothing_is_to_be_done_there_is_no_command(action):
    assert command_of(action) is None


@pytest.mark.parametrize(
    "action",
    [
        meaning.Digest("hourly", "08:00"),
        meaning.Chart((ONE,), "rating"),
        meaning.Alert((ONE,), (BELOW, Condition("weather", "changes"))),
        meaning.AlertOff((ONE,), ("weather",)),
    ],
)
def test_what_no_command_can_do_yet_says_so(action):
    assert command_of(action) == NotYet(action)


def test_every_sentence_of_the_tables_becomes_a_line_that_reads_back_the_same():
    commands = [command_of(action) for text, _ in rows("en") for action in understand(text, context()).actions]
    doable = [command for command in commands if command and not isinstance(command, NotYet)]
    assert len(doable) > 200
    assert [read(spell(command), MENU) for command in doable] == doable


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"/track {A} below 20", f"track {A} below 20"),
        (f"/track {A} {B} as competitor", f"track {A} and {B} as competitors"),
        ("/mute kettle 4h", "mute the kettle for 4 hours"),
        ("/alert kettle below 24.99", "tell me when the kettle drops below 24.99"),
        ("/alert off kettle price", "don't tell me about the kettle's price"),
        ("/chart moka bsr 30d", "chart the bsr of the moka for 30 days"),
        ("/list coffee", "show the coffee list"),
        ("/alerts", "which rules are set?"),
        ("/untrack #2", "untrack the scale"),
        ("/undo", "take that back"),
    ],
)
def test_a_slash_line_means_the_same_as_the_sentence(line, sentence):
    assert understand(line, context()).actions == understand(sentence, context()).actions


def test_the_moment_that_ends_a_silence_is_written_as_its_zone_shows_it():
    until = datetime.fromisoformat("2026-05-11T09:00:00+02:00")
    assert command_of(meaning.Mute("all", until=until)).until == "2026-05-11 09:00"
