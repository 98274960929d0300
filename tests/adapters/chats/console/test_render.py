import re
from io import StringIO

import pytest
from rich.console import Console

from adapters.chats.console.render import draw, plain
from core.messages import (
    Bullets,
    Button,
    Buttons,
    Card,
    Diff,
    Fact,
    Facts,
    Fate,
    Link,
    Paragraph,
    Stretch,
    Table,
    Tone,
)

LISTED = Table(
    ("#", "Product", "Price", "Stock"),
    (
        ("3", "Vortex Blender 1.5 L", "$41.99", "in stock"),
        ("12", "三徳包丁 180mm", "¥12,800", "3 left"),
        ("4", "Desk Lamp", "—", "unknown"),
    ),
)
BUTTONS = Buttons((Button("Mute 4 h", "mute 3 4h"), Button("Untrack", "untrack 3")))
FACTS = Facts((Fact("Price", "$41.99"), Fact("Buy Box", "KitchenHub")))


DIFF = Diff("Edit", (Stretch(Fate.KEPT, "A & B"), Stretch(Fate.GONE, "<old>"), Stretch(Fate.NEW, "new")))


def in_terminal(card: Card, width: int = 80) -> str:
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system="standard", _environ={})
    with console.capture() as drawn:
        console.print(draw(card))
    return drawn.get()


def without_style(drawn: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", drawn)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph("One.\nTwo, longer."), "  One.\n  Two, longer.\n"),
        (Paragraph("word " * 200), "  " + ("word " * 200).strip() + "\n"),
        (FACTS, "  Price: $41.99\n  Buy Box: KitchenHub\n"),
        (Facts((Fact("Memo", "two\nlines"),)), "  Memo: two lines\n"),
        (Bullets(("first", "second\nhalf")), "  - first\n  - second half\n"),
        (
            LISTED,
            (
                "   #  Product                 Price  Stock\n"
                "   3  Vortex Blender 1.5 L   $41.99  in stock\n"
                "  12  三徳包丁 180mm        ¥12,800  3 left\n"
                "   4  Desk Lamp                   —  unknown\n"
            ),
        ),
        (
            DIFF,
            "  Edit: A & B [−<old>] [+new]\n",
        ),
        (Table(("Nothing", "yet"), ()), "  Nothing  yet\n"),
        (Table((), ()), ""),
        (Link("Amazon", "https://www.amazon.com/dp/B0CYT4LN7Q"), "  Amazon: https://www.amazon.com/dp/B0CYT4LN7Q\n"),
        (BUTTONS, "  [Mute 4 h] /mute 3 4h   [Untrack] /untrack 3\n"),
    ],
)
def test_every_block_has_plain_lines(block, expected):
    assert plain(Card("Title", (block,))) == "● Title\n" + expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Paragraph("One.\nTwo, longer."), "  One.\n  Two, longer.\n"),
        (FACTS, "  Price    $41.99\n  Buy Box  KitchenHub\n"),
        (Bullets(("first " * 8, "second")), "  - first first first first first\n    first first first\n  - second\n"),
        (
            LISTED,
            "   #  Product             Price  Stock\n"
            "  " + "─" * 39 + "\n"
            "   3  Vortex Blender …   $41.99  in stock\n"
            "  12  三徳包丁 180mm    ¥12,800  3 left\n"
            "   4  Desk Lamp               —  unknown\n",
        ),
        (
            Table(("#", "Product", "Price", "Nearest rule"), (("3", "Desk Lamp", "$9", "below $8.50: $0.50 to go"),)),
            "  3  Desk Lamp\n     Price $9 · Nearest rule below\n     $8.50: $0.50 to go\n",
        ),
        (Link("Amazon", "https://amazon.com/dp/B0"), "  Amazon  https://amazon.com/dp/B0\n"),
        (BUTTONS, "  [Mute 4 h] /mute 3 4h\n  [Untrack] /untrack 3\n"),
    ],
)
def test_every_block_fits_a_narrow_terminal(block, expected):
    width = 41 if block is LISTED else 36
    assert without_style(in_terminal(Card("Title", (block,)), width)) == "● Title\n" + expected


@pytest.mark.parametrize(
    ("tone", "mark", "colour"),
    [(Tone.INFO, "●", "36"), (Tone.GOOD, "✓", "32"), (Tone.WARNING, "!", "33"), (Tone.CRITICAL, "✗", "31")],
)
def test_a_tone_is_a_shape_and_a_colour(tone, mark, colour):
    card = Card("Price dropped 16 %", tone=tone)
    assert in_terminal(card) == f"\x1b[{colour}m{mark}\x1b[0m \x1b[1mPrice dropped 16 %\x1b[0m\n"
    assert plain(card) == f"{mark} Price dropped 16 %\n"


def test_a_note_stands_beside_the_title():
    assert plain(Card("Tracked"), note="updated") == "● Tracked (updated)\n"


def test_a_long_title_wraps_under_itself():
    assert without_style(in_terminal(Card("Price dropped 16 %: now $41.99"), 20)) == (
        "● Price dropped 16\n  %: now $41.99\n"
    )


def test_a_web_address_can_be_clicked_in_a_terminal_only():
    card = Card("Title", (Link("Amazon", "https://www.amazon.co.jp/包丁/dp/B0"),))
    assert ";https://www.amazon.co.jp/%E5%8C%85%E4%B8%81/dp/B0\x1b\\" in in_terminal(card)
    assert "\x1b" not in plain(card)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "amazon.com", ""])
def test_what_is_no_web_address_cannot_be_clicked(address):
    assert "\x1b]8" not in in_terminal(Card("Title", (Link("Amazon", address),)))


HOSTILE = "[bold]x[/] [link=https://evil.example]y\x1b[2J\x1b]8;;https://evil.example\x07z\u202e\n\u200b:smile: \ud83d"
HARMLESS = "[bold]x[/] [link=https://evil.example]yz :smile: �"


def hostile_card(text: str) -> Card:
    blocks = (
        Paragraph(text),
        Facts((Fact(text, text),)),
        Bullets((text,)),
        Table((text, text), ((text, text),)),
        Diff(text, tuple(Stretch(fate, text) for fate in Fate)),
        Link(text, text),
        Buttons((Button(text, text),)),
    )
    return Card(text, blocks)


def test_hostile_text_is_inert_in_every_block():
    drawn = plain(hostile_card(HOSTILE))
    assert drawn.splitlines() == [
        f"● {HARMLESS}",
        "  [bold]x[/] [link=https://evil.example]yz",
        "  :smile: �",
        f"  {HARMLESS}: {HARMLESS}",
        f"  - {HARMLESS}",
        f"  {HARMLESS}  {HARMLESS}",
        f"  {HARMLESS}  {HARMLESS}",
        f"  {HARMLESS}: {HARMLESS} [−{HARMLESS}] [+{HARMLESS}]",
        f"  {HARMLESS}: {HARMLESS}",
        f"  [{HARMLESS}] /{HARMLESS}",
    ]


def test_hostile_text_adds_no_sequence_of_its_own_to_a_terminal():
    drawn = in_terminal(hostile_card(HOSTILE), 200)
    assert set(re.findall(r"\x1b(?!\[[0-9;]*m)", drawn)) == set()
    assert HARMLESS in drawn


@pytest.mark.parametrize("width", [1, 2, 3, 7, 80])
@pytest.mark.parametrize("text", ["", "w" * 5_000, "包" * 500, "e" + "\u0301" * 500, HOSTILE, "👩‍👩‍👧 ❤️ 🇩🇪"])
def test_no_text_and_no_width_is_too_much(text, width):
    drawn = without_style(in_terminal(hostile_card(text), width))
    assert drawn.startswith("●")
    assert plain(hostile_card(text)).startswith("●")


def test_rows_of_another_length_than_the_header_do_not_crash():
    table = Table(("a", "b"), (("1",), ("1", "2", "3")))
    assert plain(Card("Title", (table,))).startswith("● Title\n")
