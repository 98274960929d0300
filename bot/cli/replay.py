"""`amazcope replay`: price histories in, the quality of scheduling and alerts out."""

import json
from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path], typer.Argument(help="CSV files, plain or gzipped: asin, checked_at_utc, price.")]
BudgetOption = Annotated[float, typer.Option(help="Looks per product and day.", min=0.01, max=48)]
PolicyOption = Annotated[str, typer.Option(help="How they are spent: learned or fixed.")]


def replay(files: Files, budget: BudgetOption = 1.0, policy: PolicyOption = "learned") -> None:
    """Play price histories through scheduling and alert detection, and print the figures as JSON."""
    from bot.replay.histories import NotAHistory, read_histories
    from bot.replay.report import Policy
    from bot.replay.report import replay as play

    if policy not in list(Policy):
        raise typer.BadParameter(f"there is no policy “{policy}”; there are {', '.join(Policy)}")
    histories = read_histories(files)
    if not histories:
        raise NotAHistory(files[0], "no product in it was seen for a day")
    typer.echo(json.dumps(play(histories, budget, Policy(policy))))
