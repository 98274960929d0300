"""Questions about the past in people's own words: the line that answers them, and where there is none."""

from dataclasses import replace

import pytest

from bot.commands import MENU
from bot.grammar.line import read
from bot.grammar.sentences.context import Context, Entry
from bot.grammar.sentences.understanding import understand
from bot.questions import line_of

BLENDER, CABLE, MIXER = "B0TESTBL01@com", "B0TESTCA01@com", "B0TESTMX01@com"
CONTEXT = Context(
    watchlist=(
        Entry(number=1, product=BLENDER, title="Vortex Blender 1.5 L", role="own"),
        Entry(number=2, product=CABLE, title="Braided USB-C Cable", role="competitor"),
    ),
    focus=CABLE,
)


def answered(text: str, context: Context = CONTEXT) -> str | None:
    return line_of(text, understand(text, context).actions, context)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("When was the blender cheapest this quarter?", f"lows this quarter {BLENDER}"),
        ("when was it at its lowest", f"lows {CABLE}"),
        ("lowest price of the blender in the last 90 days?", f"lows 90d {BLENDER}"),
        ("lowest price of the blender last month?", f"lows last month {BLENDER}"),
        ("lowest price of the blender in the last month?", f"lows 30d {BLENDER}"),
        ("Wann war der Blender am billigsten?", f"lows {BLENDER}"),
        ("Who undercut us most often?", "undercuts"),
        ("which competitor was cheaper than us this month", "undercuts this month"),
        ("wer hat uns in den letzten 2 wochen unterboten?", "undercuts 14d"),
        ("How often was the blender out of stock in October?", f"outages in october {BLENDER}"),
        ("wie oft war der blender im oktober ausverkauft?", f"outages in october {BLENDER}"),
        ("when was B0TESTNEW1 sold out?", "outages B0TESTNEW1"),
        ("What was the price of the blender on 3 May?", f"priced on 3 may {BLENDER}"),
        ("what did it cost yesterday?", f"priced yesterday {CABLE}"),
        ("how much was the cable on monday 14:00", f"priced on monday 14:00 {CABLE}"),
        ("¿cuándo estuvo más barato el blender este trimestre?", f"lows this quarter {BLENDER}"),
        ("¿quién fue más barato que nosotros el mes pasado?", "undercuts last month"),
        ("¿cuántas veces estuvo agotado el blender en octubre?", f"outages in october {BLENDER}"),
        ("¿cuánto costaba el blender el 3 de mayo?", f"priced on 3 may {BLENDER}"),
        ("quand le blender a-t-il été le moins cher ?", f"lows {BLENDER}"),
        ("qui a été moins cher que nous ces 30 derniers jours ?", "undercuts 30d"),
        ("combien de fois le blender a été en rupture en octobre ?", f"outages in october {BLENDER}"),
        ("quando il blender costava meno ed era al minimo?", f"lows {BLENDER}"),
        ("chi è stato più economico di noi negli ultimi 14 giorni?", "undercuts 14d"),
        ("quante volte il blender è stato esaurito a ottobre?", f"outages in october {BLENDER}"),
        ("quanto costava il blender ieri?", f"priced yesterday {BLENDER}"),
        ("quando o blender esteve mais barato este mês?", f"lows this month {BLENDER}"),
        ("quem foi mais barato que nós na semana passada?", "undercuts last week"),
        ("quantas vezes o blender ficou sem estoque em outubro?", f"outages in october {BLENDER}"),
        ("blenderが一番安かったのはいつ？", f"lows {BLENDER}"),
        ("先月うちより安かったのは誰？", "undercuts last month"),
        ("10月にblenderは何回在庫切れになった？", f"outages in october {BLENDER}"),
    ],
)
def test_a_question_about_the_past_is_a_line_that_answers_it(text, line):
    assert answered(text) == line
    assert not read(line, MENU).alters()


@pytest.mark.parametrize(
    "text",
    [
        "tell me when the blender is cheapest",
        "alert us when it is out of stock",
        "track B0TESTNEW1 below 20",
        "what is the price of the blender",
        "what does it cost today?",
        "when was the toaster cheapest?",
        "when did we meet?",
        "who wants lunch",
        "stop telling me when it is sold out",
        "x" * 400 + " when was it cheapest",
    ],
)
def test_other_requests_are_left_to_the_grammar(text):
    assert answered(text) is None


def test_a_name_that_fits_several_or_nothing_to_point_at_is_no_question_yet():
    several = replace(
        CONTEXT, watchlist=(*CONTEXT.entries, Entry(number=3, product=MIXER, title="Blender Mini", role="own"))
    )
    assert answered("when was the blender cheapest?", several) is None
    assert answered("when was the vortex blender cheapest?", several) == f"lows {BLENDER}"
    assert answered("when was it cheapest?", replace(CONTEXT, focus=None)) is None


async def test_they_are_answered_in_the_chat_without_any_model(stage):
    from tests.shop import BLENDER as GOOD

    stage.shelf.put(GOOD)
    await stage.say(f"/track {GOOD.asin}")
    assert (await stage.say("when was the blender cheapest this year?")).startswith("Lowest $49.99: 1 · Vortex")
    assert (await stage.say("how often was it out of stock this month?")).startswith("Out of stock never: 1 · Vortex")
    assert (await stage.say("what was the price of the blender on 2 May?")).startswith("No price was seen on 2 May")
    assert "No competitor stands on one list" in await stage.say("who undercut us most often?")
