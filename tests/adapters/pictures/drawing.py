"""Images as a test needs them: a product on a ground, in any kind that Pillow writes."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

WHITE = (255, 255, 255)
GREY = (230, 230, 230)
RED = (200, 30, 40)


def drawn(
    width: int,
    height: int | None = None,
    *,
    share: float = 0.9,
    ground: tuple[int, int, int] = WHITE,
    kind: str = "JPEG",
    figure: str = "ellipse",
) -> bytes:
    """A red product in the middle that takes this share of width and height."""
    height = height or width
    image = Image.new("RGB", (width, height), ground)
    across, down = round(width * (1 - share) / 2), round(height * (1 - share) / 2)
    box = (across, down, width - across - 1, height - down - 1)
    pen = ImageDraw.Draw(image)
    match figure:
        case "ellipse":
            pen.ellipse(box, fill=RED)
        case "cross":
            pen.line(box, fill=RED, width=width // 8)
            pen.line((box[0], box[3], box[2], box[1]), fill=(20, 40, 200), width=width // 8)
        case _:
            pen.rectangle(box, fill=RED)
    return saved(image, kind)


def saved(image: Image.Image, kind: str) -> bytes:
    """The bytes of an image of this kind."""
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it has so many pixels, and all of them black."""
    chunks = (
        (b"IHDR", struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 100_000, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
