import asyncio
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest

from adapters.chats.console.exchange import TERMINAL
from adapters.chats.console.outbox import ConsoleChat
from adapters.chats.console.screen import Screen
from core.errors import ChatGone
from core.messages import Card, Paragraph


async def test_an_alert_has_one_blank_line_before_and_after_it(screen, paper):
    chat = ConsoleChat(screen)
    screen.echo("/list")
    first = await chat.post(TERMINAL, Card("Price dropped", (Paragraph("by 16 %"),)))
    assert await chat.post(TERMINAL, Card("Back in stock")) != first
    await screen.show(Card("Nothing listed"))
    assert paper.getvalue() == ("> /list\n\n● Price dropped\n  by 16 %\n\n● Back in stock\n\n● Nothing listed\n\n")


async def test_an_edit_prints_the_card_again_and_says_so(screen, paper):
    await ConsoleChat(screen).edit(TERMINAL, "m1", Card("Price dropped"))
    assert paper.getvalue() == "● Price dropped (updated)\n\n"


async def test_a_terminal_gets_colour_and_its_own_width():
    paper = StringIO()
    await Screen(paper, terminal=True, width=12).show(Card("One two three"))
    assert "● " in paper.getvalue().replace("\x1b[36m", "").replace("\x1b[0m", "")
    assert paper.getvalue().count("\n") == 3


async def test_a_card_is_one_write_and_one_flush():
    class Counted(StringIO):
        calls: list[str]

        def write(self, text: str) -> int:
            self.calls.append("write")
            return super().write(text)

        def flush(self) -> None:
            self.calls.append("flush")

    paper = Counted()
    paper.calls = []
    await Screen(paper).show(Card("Title", (Paragraph("line\n" * 50),)))
    assert paper.calls == ["write", "flush"]


async def test_signs_that_the_output_cannot_write_become_question_marks():
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding="ascii")
    await Screen(stream).show(Card("包 $9"))
    assert raw.getvalue() == b"? ? $9\n\n"


async def test_a_broken_pipe_is_a_chat_that_is_gone_and_stays_silent_at_exit():
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w")
    with pytest.raises(ChatGone, match="The chat terminal is gone: nobody reads its output any more"):
        await Screen(stream).show(Card("Title"))
    stream.close()  # flushes what was left, and does not raise
    assert stream.closed


@pytest.mark.parametrize("closed", [True, False])
async def test_a_closed_or_missing_output_is_a_chat_that_is_gone(closed):
    stream = StringIO()
    stream.close()
    with pytest.raises(ChatGone):
        Screen(stream if closed else None, terminal=False).echo("/list")


async def test_alerts_posted_at_the_same_time_do_not_mix(screen, paper):
    chat = ConsoleChat(screen)
    names = await asyncio.gather(*(chat.post(TERMINAL, Card(f"alert {number}")) for number in range(3)))
    assert len(set(names)) == 3
    assert paper.getvalue() == "● alert 0\n\n● alert 1\n\n● alert 2\n\n"


def test_loading_the_chat_loads_neither_rich_nor_prompt_toolkit():
    program = (
        "import sys, adapters.chats.console.inbox, adapters.chats.console.outbox; "
        "print(sorted({'rich', 'prompt_toolkit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
