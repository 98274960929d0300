import asyncio
import os
import threading
from contextlib import aclosing

import pytest

from adapters.chats.console.lines import LineCutter, lines_of

LONGEST = 10


async def all_lines(descriptor: int) -> list[str]:
    return [line async for line in lines_of(descriptor, LONGEST)]


@pytest.mark.parametrize(
    ("chunks", "lines"),
    [
        ([], []),
        ([b"one\ntwo\n"], ["one", "two"]),
        ([b"o", b"ne\nt", b"wo"], ["one", "two"]),
        ([b"dos\r\nline\r\n"], ["dos", "line"]),
        ([b"\n\n"], ["", ""]),
        ([b"\xef\xbb\xbfmarked\n"], ["marked"]),
        ([b"\xff\xfe bad\n"], ["\ufffd\ufffd bad"]),
        (["包".encode()[:1], "包".encode()[1:] + b"\n"], ["包"]),
        ([b"ten signs!\n"], ["ten signs!"]),
    ],
)
def test_bytes_are_cut_into_lines(chunks, lines):
    cutter = LineCutter(LONGEST)
    assert [line for chunk in chunks for line in cutter.feed(chunk)] + cutter.rest() == lines


@pytest.mark.parametrize("sign", ["x", "包", "🍴"])
def test_an_endless_line_is_cut_but_stays_too_long_and_the_next_one_is_whole(sign):
    cutter = LineCutter(LONGEST)
    for _ in range(1_000):
        assert cutter.feed(sign.encode() * 100) == []
    endless, following = cutter.feed(b"\nnext\n")
    assert LONGEST < len(endless) <= 4 * (LONGEST + 1)
    assert following == "next"


async def test_lines_come_through_a_pipe_as_they_are_written():
    reading, writing = os.pipe()
    try:
        async with aclosing(lines_of(reading, LONGEST)) as lines:
            os.write(writing, b"one\nhalf ")
            assert await anext(lines) == "one"
            waiting = asyncio.ensure_future(anext(lines))
            await asyncio.sleep(0)
            assert not waiting.done()
            os.write(writing, b"two\n")
            assert await waiting == "half two"
            assert os.get_blocking(reading)
    finally:
        os.close(reading)
        os.close(writing)


async def test_a_pipe_ends_where_its_writer_closes_it():
    reading, writing = os.pipe()
    os.write(writing, b"one\ntwo")
    os.close(writing)
    assert await all_lines(reading) == ["one", "two"]
    os.close(reading)


async def test_a_regular_file_is_read_to_its_end(tmp_path):
    path = tmp_path / "messages"
    path.write_bytes(b"one\n" * 50_000)
    with path.open() as file:
        assert await all_lines(file.fileno()) == ["one"] * 50_000


async def test_the_null_device_has_no_lines():
    with open(os.devnull) as file:  # noqa: ASYNC230, PTH123 - nothing there blocks
        assert await all_lines(file.fileno()) == []


async def test_waiting_on_a_silent_pipe_can_be_cancelled_and_leaves_no_thread():
    reading, writing = os.pipe()
    before = set(threading.enumerate())
    waiting = asyncio.create_task(all_lines(reading))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not set(threading.enumerate()) - before
    assert not asyncio.get_running_loop().remove_reader(reading)
    os.close(reading)
    os.close(writing)
