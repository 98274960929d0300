"""Amazcope as a process: started, spoken to, listened to and ended from outside."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 60.0  # seconds; a bound for what must come at all, not for how fast
ROOT = Path(__file__).parents[2]
_TURN = 0.02


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to run in, and the settings that hold there; nothing else of this machine's environment does.

    `source` is where the code is.
    """

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    bytecode: Path | None = None
    source: Path = ROOT

    @property
    def database(self) -> Path:
        return self.folder / "amazcope.db"

    @property
    def environment(self) -> dict[str, str]:
        """What the process is given."""
        always = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(self.source),
            "HTTP_PORT": "0",
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.database}",
        }
        cache = {"PYTHONPYCACHEPREFIX": str(self.bytecode)} if self.bytecode else {}
        return always | cache | self.settings


class Stream:
    """What comes out of one descriptor."""

    def __init__(self, descriptor: int, on_news: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._on_news = on_news
        self._bytes = bytearray()
        self.is_open = True
        asyncio.get_running_loop().add_reader(descriptor, self._read)

    @property
    def text(self) -> str:
        return self._bytes.decode("utf-8", "replace")

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            asyncio.get_running_loop().remove_reader(self._descriptor)
            os.close(self._descriptor)

    def _read(self) -> None:
        chunk = os.read(self._descriptor, 65_536)
        self._bytes += chunk
        if not chunk:
            self.close()
        self._on_news()


class Amazcope:
    """One process; `out` and `err` are all that it has said so far."""

    def __init__(self, pid: int, mouth: int | None, out: int, err: int) -> None:
        self.pid = pid
        self._mouth = mouth
        self._news = asyncio.Event()
        self._out = Stream(out, self._news.set)
        self._err = Stream(err, self._news.set)

    @property
    def out(self) -> str:
        return self._out.text

    @property
    def err(self) -> str:
        return self._err.text

    @property
    def is_silent(self) -> bool:
        """Whether it can say nothing more, since it has ended (or closed its streams)."""
        return not self._out.is_open and not self._err.is_open

    def say(self, *lines: str) -> None:
        """Write lines to its standard input."""
        assert self._mouth is not None
        with suppress(BrokenPipeError):  # it has ended meanwhile
            os.write(self._mouth, "".join(f"{line}\n" for line in lines).encode())

    def say_no_more(self) -> None:
        """End its standard input."""
        if self._mouth is not None:
            os.close(self._mouth)
            self._mouth = None

    def stop_reading(self) -> None:
        """Close our end of its standard output."""
        self._out.close()

    async def until(self, is_so: Callable[[], object], within: float = PATIENCE) -> None:
        """Wait until something is so, asked anew whenever the process has said something."""
        try:
            async with asyncio.timeout(within):
                while not is_so():
                    self._news.clear()
                    assert not self.is_silent, f"ended too early\n{self}"
                    await self._news.wait()
        except TimeoutError as error:
            raise AssertionError(f"waited in vain\n{self}") from error

    async def says(self, pattern: str, times: int = 1) -> None:
        """Wait until its output holds the pattern so many times."""
        await self.until(lambda: len(re.findall(pattern, self.out)) >= times)

    async def ask(self, line: str) -> str:
        """Say a line; returns what was said until the answer was whole."""
        before = len(self.out)
        self.say(line)
        await self.until(lambda: self.out[before:].endswith("\n\n"))
        return self.out[before:]

    async def silence(self, within: float = PATIENCE) -> None:
        """Wait until its streams are closed."""
        try:
            async with asyncio.timeout(within):
                while not self.is_silent:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError as error:
            raise AssertionError(f"does not end\n{self}") from error

    def signal(self, sign: signal.Signals) -> None:
        os.kill(self.pid, sign)

    def let_go(self) -> None:
        """Close all descriptors."""
        self.say_no_more()
        self._out.close()
        self._err.close()

    def __str__(self) -> str:
        return f"--- output\n{self.out}\n--- errors\n{self.err}"


class Started(Amazcope):
    """One that this process has started itself."""

    def __init__(self, process: asyncio.subprocess.Process, mouth: int | None, out: int, err: int) -> None:
        super().__init__(process.pid, mouth, out, err)
        self._process = process

    async def end(self, within: float = PATIENCE) -> int:
        """Its exit code, negative for a signal, when all it said has been heard."""
        try:
            async with asyncio.timeout(within):
                code = await self._process.wait()
        except TimeoutError as error:
            raise AssertionError(f"does not end\n{self}") from error
        await self.silence()
        return code

    async def stop(self, sign: signal.Signals = signal.SIGTERM, within: float = PATIENCE) -> int:
        """Ask it to end; its exit code."""
        self.signal(sign)
        return await self.end(within)

    async def abandon(self) -> None:
        """Whatever it is doing, it is gone afterwards."""
        # Not `Process.kill`, which looks for the end itself and takes it from under asyncio's eyes.
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        await self._process.wait()
        self.let_go()


@asynccontextmanager
async def amazcope(
    place: Place, *words: str, stdin: int | None = None, wrapper: Sequence[str] = ()
) -> AsyncIterator[Started]:
    """`python -m bot <words>` in a place, behind the words of a `wrapper` that becomes it.

    `stdin` is a descriptor in the place of a pipe that `say` writes to.
    """
    theirs, mouth = os.pipe() if stdin is None else (stdin, None)
    out, their_out = os.pipe()
    err, their_err = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *(*wrapper, sys.executable, "-m", "bot", *words),
        stdin=theirs,
        stdout=their_out,
        stderr=their_err,
        cwd=place.folder,
        env=place.environment,
        start_new_session=True,
    )
    for descriptor in (their_out, their_err, *([theirs] if stdin is None else [])):
        os.close(descriptor)
    started = Started(process, mouth, out, err)
    try:
        yield started
    finally:
        await started.abandon()


async def eventually(is_so: Callable[[], object], within: float | None = PATIENCE, *, turn: float = _TURN) -> None:
    """Wait until something is so that sends no word: in a database, in a shop."""
    try:
        async with asyncio.timeout(within):
            while not is_so():  # noqa: ASYNC110 - what is waited for is outside of this loop, and sends no event
                await asyncio.sleep(turn)
    except TimeoutError as error:
        raise AssertionError("waited in vain") from error
