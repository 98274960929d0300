import pytest

from adapters.chats.slack.render import draw
from bot.gallery import CARDS, PIXEL
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
)
from tests.servers.slack_rules import shown, texts, wrong_blocks

HOSTILE = "*b* _i_ ~s~ `c` > q <!channel> <!here> @everyone <@U1> &lt; [l](http://evil.example) :smile:"


DIFF = Diff("Edit", (Stretch(Fate.KEPT, "A & B"), Stretch(Fate.GONE, "<old>"), Stretch(Fate.NEW, "new")))


def body(*blocks):
    return draw(Card("T", blocks)).blocks[1:]


BLOCKS = {
    "paragraph": (Paragraph("one\ntwo"), "one\ntwo"),
    "facts": (Facts((Fact("Price", "$41.99"), Fact("Stock", "3 left"))), "Price: $41.99\nStock: 3 left"),
    "bullets": (Bullets(("stock", "", "Buy Box")), "stock\nBuy Box"),
    "narrow table": (Table(("#", "Product"), (("3", "包丁"), ("14", "Lamp"))), "#   Product\n3   包丁\n14  Lamp"),
    "wide table": (
        Table(("No.", "Product", "Price", "Stock"), (("3", "x" * 40, "$1", ""), ("4", "Lamp", "$2", "3 left"))),
        "3 · " + "x" * 40 + "\nPrice: $1\n4 · Lamp\nPrice: $2 · Stock: 3 left",
    ),
    "link": (Link("Open", "https://www.amazon.com/dp/B0EXAMPL01"), "Open https://www.amazon.com/dp/B0EXAMPL01"),
    "not a web link": (Link("Open", "javascript:alert(1)"), "Open: javascript:alert(1)"),
    "diff": (
        DIFF,
        "Edit: A & B <old> new ",
    ),
    "buttons": (Buttons((Button("Check", "check 3"), Button("Mute", "mute 3 4h"))), "[Check]\n[Mute]"),
    "form": (Form("Track…", "track", (Field(label="Product"),)), "[Track…]"),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_shown(name):
    block, expected = BLOCKS[name]
    assert shown(body(block)) == expected


def test_in_a_diff_what_is_gone_is_struck_through_and_what_is_new_is_bold():
    (block,) = body(DIFF)
    (section,) = block["elements"]
    styles = {part["text"]: part.get("style") for part in section["elements"] if part["text"] != " "}
    assert styles == {"Edit: ": {"bold": True}, "A & B": None, "<old>": {"strike": True}, "new": {"bold": True}}


EMPTY = [Paragraph(""), Facts(()), Bullets(()), Bullets(("",)), Table((), ()), Buttons(()), Link("", "")]


@pytest.mark.parametrize("block", EMPTY, ids=str)
def test_nothing_is_drawn_of_what_is_empty(block):
    assert body(block) == []


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(HOSTILE),
        Facts((Fact(HOSTILE, HOSTILE),)),
        Bullets((HOSTILE,)),
        Table((HOSTILE, "B"), ((HOSTILE, "2"),)),
        Link(HOSTILE, "https://www.amazon.com/dp/B0EXAMPL01"),
    ],
    ids=lambda block: type(block).__name__,
)
def test_hostile_text_is_shown_as_it_is_and_read_as_markup_nowhere(block):
    drawn = draw(Card(HOSTILE, (block,)))
    assert {one["type"] for one in drawn.blocks} == {"header", "rich_text"}
    assert HOSTILE in shown(drawn.blocks[1:])
    assert HOSTILE in shown(drawn.blocks[:1])
    assert "<" not in drawn.text


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b", "\x07"])
def test_what_cannot_be_seen_is_left_out(sign):
    blocks = (Paragraph(f"a{sign}b"), Bullets((f"c{sign}d",)), Link(f"e{sign}f", f"https://a.co/{sign}g"))
    drawn = draw(Card(f"t{sign}u", (*blocks, Buttons((Button(f"h{sign}i", "help"),)))))
    assert sign not in shown(drawn.blocks) + drawn.text
    assert [word for word in ("tu", "ab", "cd", "ef", "/g", "hi") if word not in shown(drawn.blocks)] == []


@pytest.mark.parametrize(
    ("tone", "mark"), [(Tone.INFO, "🔹"), (Tone.GOOD, "✅"), (Tone.WARNING, "⚠️"), (Tone.CRITICAL, "🚨")]
)
def test_a_tone_is_a_sign_before_the_title_and_in_the_notification(tone, mark):
    drawn = draw(Card("Price dropped", tone=tone))
    assert drawn.blocks[0]["text"]["text"] == f"{mark} Price dropped"
    assert drawn.text == f"{mark} Price dropped"


def test_a_title_too_long_for_a_header_is_bold_text():
    drawn = draw(Card("t" * 200))
    assert drawn.blocks[0]["type"] == "rich_text"
    assert "t" * 200 in shown(drawn.blocks)


def test_a_whisper_does_not_shout():
    assert draw(Card("Which product?", whisper=True)).blocks[0]["type"] == "rich_text"


def test_the_notification_has_the_words_of_the_card_but_no_buttons():
    drawn = draw(Card("T", (Facts((Fact("Price", "$1 < $2 & falling"),)), Buttons((Button("Check", "check 3"),)))))
    assert drawn.text == "🔹 T\nPrice: $1 &lt; $2 &amp; falling"


def test_buttons_keep_what_they_say_and_have_stable_names():
    rows = (Buttons((Button("A", "check 3"), Button("B" * 90, "mute 3 4h"))), Buttons((Button("", "help"),)))
    elements = [element for block in body(*rows) for element in block["elements"]]
    assert [(one["action_id"], one["value"]) for one in elements] == [
        ("say:0", "check 3"),
        ("say:1", "mute 3 4h"),
        ("say:2", "help"),
    ]
    assert len(elements[1]["text"]["text"]) == 75


def test_a_button_that_says_more_than_slack_holds_is_a_line_to_type():
    assert (
        "/track " + "B0EXAMPL01 " * 200 in shown(body(Buttons((Button("All", "track " + "B0EXAMPL01 " * 200),)))) + " "
    )


def test_a_form_larger_than_a_button_holds_is_told_in_words():
    choices = tuple((f"choice {n}", f"value {n}") for n in range(200))
    assert shown(body(Form("Track", "track", (Field(label="Which", choices=choices),)))) == "Track: /track <which>"


def test_pictures_and_attachments_are_files_with_words():
    files = draw(Card("T", (Picture("c.png", PIXEL, "Price since May"), Attachment("e.csv", b"x")))).files
    assert [(file.name, file.title) for file in files] == [("c.png", "Price since May"), ("e.csv", "e.csv")]


def test_where_no_file_can_go_a_picture_is_told_in_words():
    drawn = draw(Card("T", (Picture("c.png", PIXEL, "Price since May"),)), with_files=False)
    assert drawn.files == ()
    assert "Price since May" in shown(drawn.blocks)


LONG = {
    "one paragraph": (Paragraph("word " * 8_000),),
    "many paragraphs": tuple(Paragraph(f"p{n} " + "word " * 60) for n in range(120)),
    "many facts": (Facts(tuple(Fact(f"label {n}", "v" * 200) for n in range(300))),),
    "one fact": (Facts((Fact("l" * 5_000, "v" * 5_000),)),),
    "many bullets": (Bullets(tuple(f"b{n} " + "x" * 100 for n in range(300))),),
    "long table": (Table(("No.", "Title"), tuple((str(n), f"t{n}") for n in range(5_000))),),
    "wide table": (Table(("No.", "Title"), tuple((str(n), "t" * 3_000) for n in range(50))),),
    "long diff": (Diff("d" * 4_000, tuple(Stretch(Fate.GONE, "g" * 900) for _ in range(30))),),
    "no blanks": (Paragraph("x" * 40_000),),
    "many buttons": (Buttons(tuple(Button(f"b{n}", f"show {n}") for n in range(200))),),
    "very many rows of buttons": tuple(Buttons((Button(f"b{n}", f"show {n}"),)) for n in range(80)),
    "forms": tuple(Form(f"f{n}", "track", ()) for n in range(60)),
    "long link": (Link("l" * 4_000, "https://www.amazon.com/" + "x" * 4_000),),
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("with_files", [True, False])
def test_however_long_a_card_is_slack_takes_it(name, with_files):
    drawn = draw(Card("T", LONG[name]), with_files=with_files)
    assert wrong_blocks(drawn.blocks) is None
    assert len(drawn.text) < 4_000


def test_what_does_not_fit_is_all_in_the_rest_and_the_buttons_stay():
    paragraphs = tuple(Paragraph(f"part {n}: " + "word " * 60) for n in range(120))
    drawn = draw(Card("T", (*paragraphs, Buttons((Button("More", "list"),)))))
    told = shown(drawn.blocks) + drawn.files[0].data.decode()
    assert [n for n in range(120) if f"part {n}: " not in told] == []
    assert drawn.blocks[-2]["type"] == "actions"
    assert "the-rest.txt" in shown(drawn.blocks[-1:])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.title[:30])
def test_every_card_is_drawn_alike_twice(card):
    assert draw(card) == draw(card)


def test_no_text_is_lost_where_it_is_cut_into_blocks():
    words = [f"w{n}" for n in range(1_800)]
    drawn = body(Paragraph(" ".join(words)))
    assert " ".join(texts(drawn)).split() == words
