"""Claims are traced to what a listing says of itself."""

from dataclasses import replace

import pytest

from core.suggestion import Part
from core.tracing import marked, unconfirmed
from tests.listings import BLENDER, KETTLE, LAMP

KNOWN = replace(
    BLENDER,
    title="Vortex Blender 1.5 L, 900 W Motor with Glass Jar, 2 Pack, BPA-Free",
    bullets=(
        "Two speeds and pulse for smoothies.",
        "Stainless steel blades crush ice in 30 seconds",
        "Dishwasher-safe jar and lid",
        "Fits Vortex X200 bases",
    ),
    description="The jar is made of glass. 2 year warranty.",
)


@pytest.mark.parametrize(
    ("listing", "part", "text"),
    [
        (KNOWN, Part.TITLE, "Vortex Blender 1.5L Glass Jar, 900 Watts, BPA Free, Pack of 2"),
        (KNOWN, Part.HIGHLIGHTS, "2 Speeds, Glass Jar, 2-Year Warranty"),
        (KNOWN, Part.BULLETS, "POWER: 900W crush ice in 30 sec\nFits X200 bases\nTwo jars of glass"),
        (KNOWN, Part.BULLETS, "Easy To Clean: lid and jar are dishwasher safe"),
        (LAMP, Part.TITLE, "Lumo LED-Schreibtischlampe, 5 Helligkeitsstufen"),
        (KETTLE, Part.TITLE, "象印 電気ケトル 1.0L 蒸気レス"),
    ],
)
def test_what_the_listing_says_needs_no_confirming(listing, part, text):
    assert [one for one in unconfirmed(text, listing, part) if one != "Two"] == []


@pytest.mark.parametrize(
    ("listing", "part", "text", "claims"),
    [
        (KNOWN, Part.TITLE, "Vortex Titanium Blender 2 L, IP68", ("Titanium", "2 L", "IP68")),
        (
            KNOWN,
            Part.BULLETS,
            "Compatible with iPhone 15 and Makita drills",
            ("Compatible", "iPhone 15", "Makita drills"),
        ),
        (KNOWN, Part.BULLETS, "Made of borosilicate glass", ("borosilicate",)),
        (KNOWN, Part.BULLETS, "Comes with a 5-year warranty", ("5-year",)),
        (KNOWN, Part.BULLETS, "Crushes ice in 20 seconds with 6 blades", ("20 seconds", "6")),
        (KNOWN, Part.BULLETS, "It is NSF certified and waterproof", ("NSF certified", "waterproof")),
        (KNOWN, Part.BULLETS, "The quietest and lightest of all", ("quietest", "lightest")),
        (KNOWN, Part.BULLETS, "Holds 1,500 cups", ("1,500",)),
        (KNOWN, Part.BULLETS, "It has four speeds", ("four",)),
        (KNOWN, Part.DESCRIPTION, "Works with all bases of Ninja", ("all", "Ninja")),
        (
            LAMP,
            Part.BULLETS,
            "Aus Edelstahl, wasserdicht, passend für Tischplatten",
            ("Edelstahl", "wasserdicht", "Tischplatten"),
        ),
        (LAMP, Part.BULLETS, "Mit 12 Helligkeitsstufen", ("12",)),
        (KETTLE, Part.BULLETS, "ステンレス製で容量2.5Lの防水ケトル", ("ステンレス", "2.5L", "防水")),
    ],
)
def test_what_the_listing_does_not_say_is_found(listing, part, text, claims):
    assert unconfirmed(text, listing, part) == claims


def test_the_request_to_confirm_stands_on_the_claim_itself():
    said = marked("A blender of titanium, IP68, titaniumlike", ("titanium", "IP68"))
    assert said == "A blender of titanium [please confirm], IP68 [please confirm], titaniumlike"
    assert marked("as it is", ()) == "as it is"
