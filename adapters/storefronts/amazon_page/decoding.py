"""From the bytes of a body to HTML: unpacking within bounds, and the character set."""

import re
import zlib
from collections.abc import Callable
from typing import Final, Protocol

import brotli  # type: ignore[import-untyped]  # its makers publish no types

MAX_UNPACKED: Final = 20 * 1024 * 1024
_STEP: Final = 64 * 1024
_MARK: Final = b"\xef\xbb\xbf"
_ENDS: Final = (b"</html", b"</HTML", b"<\0/\0h\0t\0m\0l")
_LATIN: Final = 0x100
# What UTF-8 looks like that was encoded twice: Ã or Â or â with another sign of its kind behind it.
_TWICE: Final = re.compile(rb"\xc3(?:[\x82\x83\xa3]\xc2|\xa2\xe2\x82\xac)")
_ASCII: Final = bytes(range(0x80))
# The five bytes that Windows-1252 leaves out; browsers take them for the control characters of Latin-1.
_LEFT_OUT: Final = re.compile("([\x81\x8d\x8f\x90\x9d])")
_SCRIPT: Final = b"<script"
_GZIP: Final = b"\x1f\x8b"
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_LAYERS: Final = 3
_HEAD: Final = 4096  # four times as far as the HTML Standard looks: scripts come first on Amazon's pages
_DECLARED: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:-]{2,20})""", re.IGNORECASE)
# WHATWG Encoding Standard: the labels Amazon's stores have used, and the codec that reads them as browsers do.
_CODECS: Final = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-15": "iso8859-15",
    "iso-8859-2": "iso8859-2",
    "windows-1250": "cp1250",
    "windows-1254": "cp1254",
    "iso-8859-9": "cp1254",
    "windows-1256": "cp1256",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
}


class Unreadable(Exception):
    """The body cannot be turned into a page; the message says why in a few plain words."""


class _Inflater(Protocol):
    def __call__(self, packed: bytes, limit: int) -> bytes: ...


def unpack(body: bytes) -> bytes:
    """The body without gzip, zlib or brotli around it, whether or not anything said that it is packed.

    Raises:
        Unreadable: more than `MAX_UNPACKED` bytes come out, or the packing is damaged beyond its first bytes.

    """
    for _ in range(_MOST_LAYERS):
        if len(body) > MAX_UNPACKED:
            raise Unreadable("page too large")
        inflate = _inflater(body)
        if inflate is None:
            return body
        body = inflate(body, MAX_UNPACKED)
    raise Unreadable("packed too often")


def as_html(page: bytes) -> bytes | str:
    """The page as what the parser takes: UTF-8 bytes as they are, anything else decoded.

    A declared character set other than UTF-8 is believed only where the bytes are not valid UTF-8: pages saved by
    browsers keep the old declaration. Without a declaration a page is taken for UTF-8, as all of Amazon's now are.
    Text behind the last tag has not arrived whole, and is left out.
    """
    if wide := _wide_codec(page):
        return _as_far_as_tags(page.decode(wide, "replace").encode())
    whole = _as_far_as_tags(page.removeprefix(_MARK))
    if page.startswith(_MARK):
        return whole
    found = _DECLARED.search(whole[:_HEAD])
    codec = _CODECS.get(found[1].decode("ascii").lower()) if found else None
    if codec is not None and not _is_utf8(whole):
        return whole.decode(codec, "replace")
    return whole


def looks_doubled(part: bytes) -> bool:
    """Whether UTF-8 that was taken for Windows-1252 and encoded once more (``vocÃª``) stands in this part of a page."""
    if not _TWICE.search(part):
        return False
    try:
        part.translate(None, _ASCII).decode().encode("cp1252")
    except UnicodeDecodeError:
        return False
    except UnicodeEncodeError as error:
        return ord(error.object[error.start]) < _LATIN
    return True


def as_western(page: bytes) -> str:
    """The page read as Windows-1252, or Shift_JIS where it cannot be that: for pages that say UTF-8 and are not."""
    whole = _as_far_as_tags(page)
    for codec in ("cp1252", "cp932"):
        try:
            return whole.decode(codec)
        except UnicodeDecodeError:
            continue
    return whole.decode("cp1252", "replace")


def is_whole(body: bytes) -> bool:
    """Whether a body, packed or not, reaches the end of its page."""
    try:
        page = unpack(body)
    except Unreadable:
        return False
    return any(end in page for end in _ENDS)


def _wide_codec(page: bytes) -> str | None:
    if page.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-16-le" if page.startswith(b"<\0") else "utf-16-be" if page.startswith(b"\0<") else None


def _as_far_as_tags(page: bytes) -> bytes:
    """The page up to its last tag: a number or a name that breaks off in the middle would be another."""
    last = page.rfind(b">") + 1
    return page[:last] if last and page[last:].strip() else page


def scripts_decoded_again(told: bytes) -> bytes:
    """`decoded_again` for each script by itself: most are plain ASCII, and cost nothing."""
    return told if told.isascii() else _SCRIPT.join(map(decoded_again, told.split(_SCRIPT)))


def decoded_again(page: bytes) -> bytes:
    """The page itself, where its UTF-8 was taken for Windows-1252 and encoded once more (``vocÃª``).

    Only where all of it reads so: one accent of its own shows that the page means what it says.
    """
    for once in (_windows_bytes, _latin_bytes) if not page.isascii() else ():
        try:
            return once(page.decode()).decode().encode()
        except UnicodeError:
            continue
    return page


def _windows_bytes(text: str) -> bytes:
    """The bytes that a browser took for Windows-1252."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        parts = _LEFT_OUT.split(text)
    return b"".join(part.encode("latin-1" if at % 2 else "cp1252") for at, part in enumerate(parts))


def _latin_bytes(text: str) -> bytes:
    return text.encode("latin-1")


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page cut off within a character is UTF-8 all the same.
        return error.start > len(page) - 4
    return True


def _inflater(body: bytes) -> _Inflater | None:
    if body.startswith(_GZIP):
        return _gunzip
    if body.startswith(_ZLIB):
        return _inflate
    if not body or _looks_like_text(body):
        return None
    if _brotli_starts(body):
        return _unbrotli
    return _inflate_bare if _bare_deflate_starts(body) else None


def _looks_like_text(body: bytes) -> bool:
    start = body[:256].lstrip(b"\xef\xbb\xbf\r\n\t ")
    return not start or start.startswith((b"<", b"\xff\xfe", b"\xfe\xff")) or b"<" in start or start.isascii()


def _gunzip(packed: bytes, limit: int) -> bytes:
    return _drain(lambda: zlib.decompressobj(31), packed, limit)


def _inflate(packed: bytes, limit: int) -> bytes:
    return _drain(zlib.decompressobj, packed, limit)


def _inflate_bare(packed: bytes, limit: int) -> bytes:
    return _drain(lambda: zlib.decompressobj(-15), packed, limit)


def _bare_deflate_starts(body: bytes) -> bool:
    try:
        return zlib.decompressobj(-15).decompress(body[:_STEP], _STEP).lstrip()[:1] == b"<"
    except zlib.error:
        return False


def _drain(start: Callable[[], "zlib._Decompress"], packed: bytes, limit: int) -> bytes:
    unpacked = bytearray()
    while packed:
        engine = start()
        try:
            unpacked += engine.decompress(packed, limit + 1 - len(unpacked))
        except zlib.error as error:
            if not unpacked:
                raise Unreadable("damaged gzip") from error
            break
        if len(unpacked) > limit:
            raise Unreadable("page too large")
        packed = engine.unused_data if engine.eof else b""
    return bytes(unpacked)


def _brotli_starts(body: bytes) -> bool:
    try:
        return bool(brotli.Decompressor().process(body[:_STEP], output_buffer_limit=_STEP).lstrip()[:1] == b"<")
    except brotli.error:
        return False


def _unbrotli(packed: bytes, limit: int) -> bytes:
    engine = brotli.Decompressor()
    unpacked = bytearray()
    rest = packed
    try:
        while not engine.is_finished():
            piece = engine.process(rest, output_buffer_limit=_STEP)
            rest = b""
            unpacked += piece
            if len(unpacked) > limit:
                raise Unreadable("page too large")
            if not piece and engine.can_accept_more_data():
                break
    except brotli.error as error:
        raise Unreadable("damaged brotli") from error
    return bytes(unpacked)
