"""python -m compare claim "Only 1 % of Russians approve of US leadership." """

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from compare.claims import Checker, Judgement, of_all
from compare.claims.told import as_data
from extract.tidy import from_csv

PUBLISHED = Path(__file__).resolve().parent.parent / "data" / "published" / "estimates.csv"

app = typer.Typer(help="What may be said of printed shares.", add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def choose() -> None:
    """Without this, a lone command would lose its name."""


@app.command()
def claim(
    text: Annotated[str, typer.Argument(help="A sentence or an article; - reads it from standard input.")],
    data: Annotated[
        Path, typer.Option(help="An estimates.csv, as every download has it.", show_default="the published data")
    ] = PUBLISHED,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, for programs.")] = False,
) -> None:
    """Say of each claim in a text whether the printed figures support it, and by which rule."""
    try:
        estimates = from_csv(data.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        typer.echo(
            f"{data} cannot be read as estimates ({error}). Give a file with the columns of data/README.md.", err=True
        )
        raise typer.Exit(2) from error
    judged = Checker(estimates).check(sys.stdin.read() if text == "-" else text)
    typer.echo(json.dumps(as_data(judged), ensure_ascii=False, indent=2) if as_json else _in_lines(judged))


def _in_lines(judged: list[Judgement]) -> str:
    if not judged:
        return "No claim about opinion was found: none names who is asked, who is judged and what is said of it."
    parts = [_one(judgement) for judgement in judged]
    if len(judged) > 1:
        parts.append(f"All together: {of_all(j.verdict for j in judged)}.")
    return "\n\n".join(parts)


def _one(judgement: Judgement) -> str:
    places = [f"    {f['source']}, {f['locator']}" for f in judgement.figures if f["locator"]]
    head = f"{judgement.verdict.upper()}: {judgement.claim.sentence}"
    return "\n".join([head, f"  {judgement.why} (Rule: {judgement.rule}.)", *dict.fromkeys(places)])


if __name__ == "__main__":
    app(prog_name="python -m compare")
