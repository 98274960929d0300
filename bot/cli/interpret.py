"""`amazcope interpret`: messages in, actions out."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

Text = Annotated[str | None, typer.Argument(help="A message.")]
Cases = Annotated[
    Path | None,
    typer.Option(help="A file of cases, one JSON object a line; - is stdin."),
]
NoModel = Annotated[bool, typer.Option("--no-model", help="Read by grammar alone, even where a model is configured.")]


def interpret(text: Text = None, cases: Cases = None, no_model: NoModel = False) -> None:
    """Print what a message means, as one JSON object a line; nothing is carried out."""
    del no_model  # the grammar is all that reads here so far
    if (text is None) == (cases is None):
        raise typer.BadParameter("say a message, or name a file with --cases")
    if text is not None:
        from bot.grammar.sentences.context import Context

        typer.echo(json.dumps(_meaning(text, Context())))
    elif str(cases) == "-":
        _answer(sys.stdin.buffer)
    elif cases is not None:
        if not cases.is_file():
            raise typer.BadParameter(f"there is no file {cases}")
        with cases.open("rb") as lines:
            _answer(lines)


def _answer(lines: Iterable[bytes]) -> None:
    """Answer each case before the next is read."""
    for line in lines:
        if line.strip():
            sys.stdout.write(json.dumps(_answered(line)) + "\n")
            sys.stdout.flush()


def _answered(line: bytes) -> dict[str, Any]:
    from bot.grammar.sentences.cases import BadCase, read_case

    try:
        case = read_case(line)
    except BadCase as error:
        return {"id": None, "error": str(error)}
    return {"id": case.id} | _meaning(case.text, case.context)


def _meaning(text: str, context: Any) -> dict[str, Any]:
    from bot.grammar.meaning import Nothing, to_json
    from bot.grammar.sentences.understanding import understand

    found = understand(text, context).actions
    nothing = all(isinstance(action, Nothing) for action in found)
    return {"actions": [to_json(action) for action in found], "by": "none" if nothing else "grammar"}
