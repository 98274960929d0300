"""What the pixels of an image show."""

import random
from decimal import Decimal

import pytest
from PIL import Image

from adapters.pictures.decoding import MOST_PIXELS, NotAnImage
from adapters.pictures.seeing import see
from tests.adapters.pictures.drawing import GREY, bomb, drawn, saved

SAME_BITS = 4


def apart(one: bytes, other: bytes) -> int:
    """In how many bits the likenesses of two images differ."""
    return ((see(one).likeness or 0) ^ (see(other).likeness or 0)).bit_count()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
def test_the_kinds_that_amazon_serves_are_seen(kind):
    seen = see(drawn(1200, 900, kind=kind))
    assert (seen.width, seen.height) == (1200, 900)
    assert seen.white_ring == 1
    assert seen.fill == pytest.approx(Decimal("0.9"), abs=Decimal("0.02"))


@pytest.mark.parametrize("side", [400, 700, 1600, 2500])
def test_large_images_are_looked_at_scaled_down_and_measured_whole(side):
    seen = see(drawn(side, share=0.8))
    assert (seen.width, seen.height) == (side, side)
    assert seen.fill == pytest.approx(Decimal("0.8"), abs=Decimal("0.03"))


def test_the_fill_is_the_larger_share_of_width_or_height():
    bottle = Image.new("RGB", (1000, 1000), "white")
    bottle.paste((20, 20, 20), (450, 60, 550, 950))
    assert see(saved(bottle, "PNG")).fill == Decimal("0.89")


def test_a_grey_ground_is_not_white_and_hides_where_the_product_ends():
    seen = see(drawn(800, ground=GREY))
    assert (seen.white_ring, seen.fill) == (Decimal(0), None)


def test_a_product_that_fills_one_half_leaves_half_of_the_border_white():
    cut = Image.new("RGB", (1000, 1000), "white")
    cut.paste((20, 20, 20), (0, 0, 500, 1000))
    assert see(saved(cut, "PNG")).white_ring == pytest.approx(Decimal("0.5"), abs=Decimal("0.01"))


def test_what_is_transparent_is_white():
    clear = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    clear.paste((200, 30, 40, 255), (60, 60, 540, 540))
    seen = see(saved(clear, "PNG"))
    assert (seen.white_ring, seen.fill) == (Decimal(1), Decimal("0.8"))


def test_an_image_that_is_all_white_is_filled_by_nothing():
    assert see(saved(Image.new("RGB", (500, 500), "white"), "PNG")).fill == 0


def test_the_noise_of_a_jpeg_is_still_white():
    rough = Image.new("RGB", (1000, 1000), "white")
    chance = random.Random(1)
    for _ in range(2000):
        rough.putpixel((chance.randrange(1000), chance.randrange(1000)), (251, 252, 250))
    assert see(saved(rough, "PNG")).white_ring == 1


def test_the_same_picture_smaller_or_packed_harder_is_alike():
    large, small = drawn(1800, figure="cross"), drawn(500, figure="cross", kind="PNG")
    assert apart(large, small) <= SAME_BITS


def test_other_pictures_are_not_alike():
    assert apart(drawn(800), drawn(800, figure="cross")) > SAME_BITS
    assert apart(drawn(800, share=0.9, figure="box"), drawn(800, share=0.4, figure="box")) > SAME_BITS


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK"])
def test_every_way_of_keeping_colours_is_seen(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new("RGB", (600, 600), "white")
    image.paste((0, 0, 0), (60, 60, 540, 540))
    seen = see(saved(image.convert(mode), kind))
    assert seen.white_ring == 1
    assert seen.fill == pytest.approx(Decimal("0.8"), abs=Decimal("0.01"))


def test_of_an_image_with_too_many_pixels_the_size_alone_is_told():
    seen = see(bomb(30_000, 30_000))
    assert MOST_PIXELS < 30_000 * 30_000
    assert (seen.width, seen.height) == (30_000, 30_000)
    assert (seen.white_ring, seen.fill, seen.likeness) == (None, None, None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>robot check</html>",
        b"GIF8",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        drawn(400, kind="TIFF"),
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        drawn(400)[:900],
        drawn(400, kind="PNG")[:300],
        bomb(2000, 2000)[:60],
        bomb(2000, 2000),
    ],
    ids=["empty", "html", "gif", "jpeg", "png", "tiff", "webp", "cut jpeg", "cut png", "cut header", "too few pixels"],
)
def test_what_is_no_whole_image_is_refused(body):
    with pytest.raises(NotAnImage):
        see(body)
