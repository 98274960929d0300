"""How cards look in Telegram, block by block, and what hostile text can do there: nothing."""

import pytest

from adapters.chats.telegram.render import CAPTION, TEXT, captioned, draw
from bot.gallery import CARDS, HOSTILE, PIXEL
from core.messages import (
    Attachment,
    Bullets,
    Button,
    Buttons,
    Card,
    Diff,
    Fact,
    Facts,
    Fate,
    Field,
    Form,
    Link,
    Paragraph,
    Picture,
    Stretch,
    Table,
    Tone,
    in_words,
)
from tests.servers.telegram_text import read_html

PICTURE = Picture("chart.png", PIXEL, "It fell.")
FORM = Form("Track", "track", (Field(label="Which?"),))


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (Paragraph("a & b\n\n<c>"), "a &amp; b\n\n&lt;c&gt;"),
        (Facts((Fact("Price", "$41.99"), Fact("A&B", "<1>"))), "<b>Price</b>: $41.99\n<b>A&amp;B</b>: &lt;1&gt;"),
        (
            Diff("Edit", (Stretch(Fate.KEPT, "A & B"), Stretch(Fate.GONE, "<old>"), Stretch(Fate.NEW, "new"))),
            "<b>Edit</b>: A &amp; B <s>&lt;old&gt;</s> <b>new</b>",
        ),
        (Bullets(("stock", "<Buy Box>")), "• stock\n• &lt;Buy Box&gt;"),
        (Table(("#", "Price"), (("3", "$9.99"), ("14", "$19.99"))), "<pre> #   Price\n 3   $9.99\n14  $19.99</pre>"),
        (Table(("Name", "包丁"), (("Knife", "a<b"),)), "<pre>Name   包丁\nKnife  a&lt;b</pre>"),
        (
            Table(("#", "Product", "Price", "Rank"), (("3", "Vortex Blender 1.5 L", "$41.99", "804"),)),
            "<b>3 · Vortex Blender 1.5 L</b>\nPrice: $41.99 · Rank: 804",
        ),
        (
            Link("Open & see", 'https://a.de/?a=1&b="2"'),
            '<a href="https://a.de/?a=1&amp;b=&quot;2&quot;">Open &amp; see</a>',
        ),
        (Link("", "https://a.de/"), '<a href="https://a.de/">https://a.de/</a>'),
        (Link("Tap", "javascript:alert(1)"), "Tap: javascript:alert(1)"),
        (Link("Tap", "tg://user?id=1"), "Tap: <code>tg://user?id=1</code>"),
        (PICTURE, ""),
        (Attachment("a.csv", b"x"), ""),
        (FORM, ""),
        (Buttons((Button("Mute", "mute 3"),)), ""),
        (Paragraph(""), ""),
        (Table((), ()), ""),
        (Buttons(()), ""),
    ],
)  # fmt: skip
def test_each_block_has_its_shape(block, html):
    drawn = draw(Card("T", (block,)))
    assert drawn.html == "\n".join(filter(None, ("🔹 <b>T</b>", html)))
    assert read_html(drawn.html).seen == drawn.plain.strip()


def test_each_tone_has_a_mark_of_its_own():
    assert len({draw(Card("T", tone=tone)).html for tone in Tone}) == len(Tone)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title[:20])
def test_every_card_of_the_gallery_is_valid_and_within_limits(card):
    for drawn, room in ((draw(card), TEXT), (draw(card, CAPTION), CAPTION), (captioned(card), CAPTION)):
        if drawn:
            text = read_html(drawn.html)
            strange = [one for one in text.alive if not one.text.startswith(("amazon.", "/"))]
            assert (text.units <= room, strange) == (True, [])


@pytest.mark.parametrize(
    "hostile",
    [
        HOSTILE,
        "</b></pre></code><a href='tg://user?id=1'>x</a>",
        "&lt;b&gt; &#x202e; &amp;",
        "@everyone, @channel or @durov",
        "see https://evil.example/x?<b> or t.me/evil, www.evil.com, evil.co.uk/x",
        "mail ana@evil.example now",
        "tg://resolve?domain=evil",
        "*bold* _italic_ `code` [link](http://evil.example) ||spoiler||",
    ],
)
def test_hostile_text_is_shown_as_it_is_and_does_nothing(hostile):
    blocks = (
        Paragraph(hostile),
        Facts((Fact(hostile, hostile),)),
        Bullets((hostile,)),
        Table((hostile, "x"), ((hostile, "y"),)),
        Link(hostile, "https://www.amazon.com/dp/B0CYT4LN7Q"),
    )
    drawn = draw(Card(hostile, blocks))
    text = read_html(drawn.html)
    clean = hostile.replace("\u202e", "").replace("\u202c", "")
    assert text.alive == ()
    assert {one.url for one in text.entities if one.url} == {"https://www.amazon.com/dp/B0CYT4LN7Q"}
    assert text.seen.count(" ".join(clean.split())) >= 7  # a wide table's first column has no name


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\x07", "\u202e", "\u2066", "\u200b", "\x00", "\u2060", "\U000e0041"])
def test_what_cannot_be_seen_is_not_said(hidden):
    assert draw(Card(f"Vortex{hidden[:1]}Blender")).plain == "🔹 VortexBlender"


@pytest.mark.parametrize("kept", ["👩‍👧", "می‌خواهم", "⚠️", "ｱﾏｿﾞﾝ"])
def test_signs_that_need_invisible_ones_keep_them(kept):
    assert draw(Card(kept)).plain == f"🔹 {kept}"


def test_half_a_sign_is_a_sign_that_can_be_sent():
    assert draw(Card("a\ud83d")).plain.encode() == "🔹 a\N{REPLACEMENT CHARACTER}".encode()


def test_commands_can_be_tapped_where_we_speak_and_not_where_amazon_does():
    ours = draw(Card("T", (Paragraph("Say /help."), Bullets(("/track B0…",)), Facts((Fact("/list", "Lists"),)))))
    theirs = (Facts((Fact("Title", "/undo now"),)), Table(("#", "Title"), (("3", "/undo " * 9),)))
    assert [one.text for one in read_html(ours.html).alive] == ["/help", "/track", "/list"]
    assert read_html(draw(Card("/undo now", theirs)).html).alive == ()
    assert draw(Card("1/2 cup and/or R/C")).html == "🔹 <b>1/2 cup and/or R/C</b>"


def test_amazon_s_own_stores_may_be_named():
    assert draw(Card("T", (Paragraph("Blender on amazon.co.uk and www.amazon.de"),))).html.count("<code>") == 0


def test_lengths_are_counted_as_telegram_does():
    fits = draw(Card("T", (Paragraph("😀" * 2045),)))
    assert (fits.whole, read_html(fits.html).units) == (True, 4095)
    assert draw(Card("T", (Paragraph("😀" * 2046),))).whole is False


@pytest.mark.parametrize(
    "long",
    [
        Paragraph("😀" * 9000),
        Paragraph("word " * 9000),
        Paragraph("<&>" * 9000),
        Facts(tuple(Fact(f"Label {number}", "<&> @you") for number in range(900))),
        Bullets(tuple(f"thing number {number} and more of it" for number in range(900))),
        Table(("#", "Price"), tuple((str(number), f"${number}.99") for number in range(900))),
        Table(tuple("abcdef"), tuple((str(number), *("a longer cell",) * 5) for number in range(900))),
        Diff("Edited", tuple(Stretch(fate, f"words {number}") for number in range(300) for fate in Fate)),
        Link("Link " * 2000, "https://a.de/"),
    ],
    ids=lambda block: type(block).__name__,
)
@pytest.mark.parametrize("room", [TEXT, CAPTION])
def test_what_does_not_fit_is_cut_between_entities_and_is_whole_in_the_file(long, room):
    drawn = draw(Card("T", (Paragraph("before"), long, Paragraph("after"))), room)
    text = read_html(drawn.html)
    assert (text.units <= room, len(text.entities) <= 100, "\ufffd" in text.seen) == (True, True, False)
    assert (text.seen.startswith("🔹 T\nbefore"), text.seen.endswith("the rest is in the file below.")) == (True, True)
    (file,) = drawn.files
    said = file.data.decode()
    assert (in_words(long).strip() in said, "after" in said) == (True, True)


def test_a_block_that_only_came_too_late_is_not_cut():
    drawn = draw(Card("T", (Paragraph("a " * 1900), Facts((Fact("Label", "value " * 60),)))))
    assert ("Label" in drawn.plain, "Label: value" in drawn.files[0].data.decode()) == (False, True)


def test_a_title_longer_than_half_a_message_is_cut_and_whole_in_the_file():
    title = "<&> " * 500 + "end " * 20 + "of it"
    drawn = draw(Card(title))
    assert (read_html(drawn.html).units < 2100, drawn.whole) == (True, False)
    assert title in drawn.files[0].data.decode()


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("Mute 4 h", "Show"), [2]),
        (("A rather long label", "Another long label", "Short"), [1, 1, 1]),
        (tuple("123456789"), [8, 1]),
        (("x" * 200,), [1]),
        (("", "\u202e"), [2]),
    ],
)
def test_rows_of_keys_fit_on_a_phone(labels, rows):
    drawn = draw(Card("T", (Buttons(tuple(Button(label, "help") for label in labels)),)))
    assert [len(row) for row in drawn.keys] == rows
    assert all(0 < len(key.label) <= 64 for row in drawn.keys for key in row)


def test_keys_beyond_a_hundred_are_said_in_words():
    rows = tuple(Buttons(tuple(Button(str(n), f"show {n}") for n in range(at, at + 8))) for at in range(0, 120, 8))
    drawn = draw(Card("T", rows))
    assert sum(map(len, drawn.keys)) == 96
    assert "Say: /show 96 · /show 97" in drawn.plain


def test_a_form_is_a_key():
    (row,) = draw(Card("T", (FORM,))).keys
    assert [(key.label, key.meant) for key in row] == [("Track", FORM)]
