"""Writing by rule: what is forbidden goes, what is long moves, and nothing is added."""

import re
from dataclasses import replace

import pytest

from adapters.language.by_rule.mending import sentences, trimmed, without_phrases
from adapters.language.rule_copywriter import RuleCopywriter
from core.audit.report import audit
from core.audit.rule import Severity
from core.judging import troubles_of
from core.ports.language import Brief
from core.suggestion import Part, with_part
from core.tracing import unconfirmed
from tests.listings import ALL, BLENDER, HOSTILE, KETTLE, LAMP, MANY_BULLETS, TITLE_ALONE, TODAY


async def written(listing, *parts):
    """The text of each part that the rules can better."""
    draft = await RuleCopywriter().write(Brief(listing=listing, parts=parts or tuple(Part)))
    return {one.part: one.text for one in draft.parts}


@pytest.mark.parametrize("name", ALL)
async def test_nothing_is_said_that_the_listing_does_not_say(name):
    for part, text in (await written(ALL[name])).items():
        assert unconfirmed(text, ALL[name], part) == ()


@pytest.mark.parametrize("name", ALL)
async def test_what_is_written_breaks_no_rule_beside_the_title_that_is_written_with_it(name):
    listing = ALL[name]
    texts = await written(listing)
    beside = with_part(listing, Part.TITLE, texts.get(Part.TITLE, listing.title))
    assert {part: troubles_of(beside, part, text) for part, text in texts.items()} == dict.fromkeys(texts, ())


async def test_an_english_listing_is_mended_from_top_to_bottom():
    texts = await written(BLENDER)
    assert texts[Part.TITLE] == "Vortex Blender, 900 W Motor with Glass Jar 1.5 L for Smoothies"
    assert texts[Part.HIGHLIGHTS] == (
        "2 speeds & Pulse, BPA-Free, Dishwasher Safe, 2 Pack, Powerful motor, easy to clean"
    )
    assert texts[Part.BULLETS].split("\n") == [
        "POWERFUL MOTOR: 900 W motor crushes ice in seconds",
        "Easy to clean: jar and lid are dishwasher safe.",
        "The Vortex blender comes with a glass jar of 1.5 L.",
        "It has two speeds and pulse, and a lid that locks.",
        "The feet are made of rubber so that it stands firmly on the counter.",
    ]
    assert "$" not in texts[Part.DESCRIPTION]
    assert "<p>" not in texts[Part.DESCRIPTION]
    assert "www" not in texts[Part.DESCRIPTION]


async def test_a_german_title_s_tail_becomes_its_highlights():
    texts = await written(LAMP)
    assert texts[Part.TITLE] == "Lumo Schreibtischlampe LED dimmbar mit USB Anschluss"
    assert texts[Part.HIGHLIGHTS] == "5 Helligkeitsstufen und 3 Farbmodi, augenschonend, faltbar, Schwarz"


async def test_a_japanese_title_loses_its_promises_and_keeps_what_it_is():
    title = (await written(KETTLE))[Part.TITLE]
    assert title.startswith("象印 電気ケトル 1.0L")
    assert "送料無料" not in title
    assert "最安値" not in title


async def test_a_title_alone_is_cut_at_a_word_and_nothing_else_is_invented():
    texts = await written(TITLE_ALONE)
    assert set(texts) <= {Part.TITLE, Part.HIGHLIGHTS}
    assert len(texts[Part.TITLE]) <= 75


async def test_of_forty_bullets_five_stay():
    assert len((await written(MANY_BULLETS))[Part.BULLETS].split("\n")) == 5


async def test_hostile_text_loses_its_links_numbers_and_markup():
    said = "\n".join((await written(HOSTILE)).values())
    assert re.findall(r"evil\.|https|555|B0CYT4LN7Q|<|</|\$10|5 star", said) == []


async def test_a_listing_that_keeps_the_rules_is_left_alone():
    good = replace(
        BLENDER,
        title="Vortex Blender with Glass Jar, 900 W, 1.5 L",
        bullets=(
            "Crushes ice in seconds with 900 W",
            "The jar of glass holds 1.5 L",
            "Two speeds, and pulse for nuts",
            "The lid locks before the motor starts",
            "Feet of rubber stand firmly on the counter",
        ),
        description="The blender has a lid that locks.",
    )
    assert not [one for one in audit(good).findings if one.rule.id[0] in "TB" and one.severity > Severity.WARN]
    assert await written(good, Part.TITLE, Part.BULLETS, Part.DESCRIPTION) == {}


async def test_a_long_bullet_is_split_where_a_sentence_ends():
    long = "The jar is made of thick glass and does not scratch. " * 4 + "The lid locks before the motor starts. " * 3
    short = ("Two speeds, and pulse for nuts", "Feet of rubber stand firmly")
    texts = await written(replace(BLENDER, bullets=(long, *short), description=""), Part.BULLETS)
    assert all(10 <= len(one) <= 255 for one in texts[Part.BULLETS].split("\n"))
    assert texts[Part.BULLETS].split("\n")[0].endswith("The lid locks before the motor starts.")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Vortex BLENDER GLASS", "Vortex Blender Glass"),
        ("blender, Vortex", "Vortex Blender"),
        ("Vortex blender jar blender cup blender lid", "Vortex Blender Jar Blender Cup Lid"),
        ("Vortex Blender with three Jars", "Vortex Blender with 3 Jars"),
        ("Vortex Blender ★ Jar #1 $5 {new}", "Vortex Blender Jar New"),
        ("Vortex Blender, on sale now, in stock", "Vortex Blender, Now"),
    ],
)
async def test_a_title_is_mended_by_each_rule(title, expected):
    listing = replace(BLENDER, title=title)
    assert (await written(listing, Part.TITLE))[Part.TITLE] == expected


async def test_before_the_summer_of_2026_a_title_of_two_hundred_is_not_cut():
    listing = replace(BLENDER, title=f"Vortex Blender with Long Glass Jar, {'X' + 99 * 'x'}")
    assert Part.TITLE not in await written(replace(listing, as_of=TODAY.replace(month=7, day=26)))
    assert len((await written(listing))[Part.TITLE]) <= 75


async def test_search_terms_are_words_of_the_listing_that_fit_into_249_bytes():
    many = " ".join(f"größe{'äöü'[n % 3]}{'abcdefghij'[n % 10]}{'klmnop'[n % 6]}" for n in range(90))
    terms = (await written(replace(LAMP, description=many), Part.KEYWORDS))[Part.KEYWORDS]
    assert 200 < len(terms.encode()) <= 249
    assert not set(terms.split()) & {"lumo", "schreibtischlampe", "die", "und"}


def test_sentences_end_at_stops_and_not_at_abbreviations():
    assert list(sentences("Approx. 5 cm wide. Fits; holds 2.5 kg! 速い。軽い")) == [
        "Approx. 5 cm wide.",
        "Fits;",
        "holds 2.5 kg!",
        "速い。",
        "軽い",
    ]


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("The best-seller, at last", ["best seller"], "The, at last"),
        ("Kettle (on sale) 1 L", ["on sale"], "Kettle 1 L"),
        ("Now 100 % guaranteed, too", ["100% guaranteed"], "Now, too"),
        ("送料無料ケトル", ["送料無料"], "ケトル"),
    ],
)
def test_a_phrase_is_taken_out_without_leaving_a_hole(text, phrases, expected):
    assert without_phrases(text, phrases) == expected


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("One. Two. Three.", 10, "One. Two."),
        ("one, two, three", 10, "one, two"),
        ("onetwothree", 5, "onetw"),
        ("short", 5, "short"),
    ],
)
def test_what_is_too_long_ends_where_something_ends(text, most, expected):
    assert trimmed(text, most) == expected
