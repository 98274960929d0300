"""`amazcope interpret`: messages in, actions out."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.grammar.sentences.context import Context
    from bot.interpreting.apart import Apart

Meaning = dict[str, Any]
Reads = Callable[[str, "Context"], Meaning]
"""What a message means in its context, as it is printed."""

Text = Annotated[str | None, typer.Argument(help="A message.")]
Cases = Annotated[
    Path | None,
    typer.Option(help="A file of cases, one JSON object a line; - is stdin."),
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Read by grammar alone, even where a model is configured.")]


def interpret(text: Text = None, cases: Cases = None, no_model: NoModel = False) -> None:
    """Print what a message means, as one JSON object a line; nothing is carried out."""
    if (text is None) == (cases is None):
        raise typer.BadParameter("say a message, or name a file with --cases")
    if cases is not None and str(cases) != "-" and not cases.is_file():
        raise typer.BadParameter(f"there is no file {cases}")
    with _reading(by_grammar_alone=no_model) as reads:
        if text is not None:
            from bot.grammar.sentences.context import Context

            typer.echo(json.dumps(reads(text, Context())))
        elif cases is not None:
            _answer_all(cases, reads)


def _answer_all(cases: Path, reads: Reads) -> None:
    if str(cases) == "-":
        return _answer(sys.stdin.buffer, reads)
    with cases.open("rb") as lines:
        return _answer(lines, reads)


def _answer(lines: Iterable[bytes], reads: Reads) -> None:
    """Answer each case before the next is read."""
    for line in lines:
        if line.strip():
            sys.stdout.write(json.dumps(answered(line, reads)) + "\n")
            sys.stdout.flush()


def answered(line: bytes, reads: Reads) -> Meaning:
    """What one case means; an `error` where the line is none, or where reading fails: the others are answered still."""
    from bot.grammar.sentences.cases import BadCase, read_case

    try:
        case = read_case(line)
    except BadCase as error:
        return {"id": None, "error": str(error)}
    try:
        return {"id": case.id} | reads(case.text, case.context)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one message must not lose the hundred behind it
        return {"id": case.id, "error": f"this message could not be read ({type(fault).__name__})"}


@contextmanager
def _reading(*, by_grammar_alone: bool) -> Iterator[Reads]:
    """How messages are read: by the model too, where one is set up. Raises `WrongSetting`."""
    import asyncio

    model = None if by_grammar_alone else _model()
    if model is None:
        yield _by_grammar
        return
    with asyncio.Runner() as runner:  # one loop for all messages, as long as the model's connections live
        try:
            yield lambda text, context: runner.run(_by_both(text, context, model))
        finally:
            runner.run(model.close())


def _model() -> "Apart | None":
    """The configured model; None where there is none. Raises `WrongSetting`."""
    from bot.settings import load_settings

    settings = load_settings()
    if settings.openai_api_key is None:
        return None
    from bot.wiring.language import apart_of

    return apart_of(settings)


def _by_grammar(text: str, context: "Context") -> Meaning:
    from bot.grammar.meaning import Nothing, to_json
    from bot.grammar.sentences.understanding import understand

    found = understand(text, context).actions
    nothing = all(isinstance(action, Nothing) for action in found)
    return {"actions": [to_json(action) for action in found], "by": "none" if nothing else "grammar"}


async def _by_both(text: str, context: "Context", model: "Apart") -> Meaning:
    from bot.grammar.meaning import to_json
    from bot.grammar.sentences.understanding import understand

    read = await model.read(text, context, understand(text, context).actions)
    return {"actions": [to_json(action) for action in read], "by": "model"} if read else _by_grammar(text, context)
