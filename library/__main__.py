"""python -m library publish|corrections|backup|restore|verify|migrate|account"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from library import LibraryError, open_library
from library.account_commands import app as account
from library.corrections import as_csv, corrections_in
from library.keeping_commands import app as keeping
from library.releasing import publish as write

app = typer.Typer(help="The library of accepted polls.", add_completion=False, pretty_exceptions_enable=False)

app.add_typer(keeping)
app.add_typer(account, name="account")


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(help="Where the files are written; made if there is none.")],
    url: Annotated[
        str | None, typer.Option("--library", help="Database URL.", show_default="data/library.sqlite")
    ] = None,
) -> None:
    """Write a release: estimates, toplines, sources, corrections, what changed since the one that is there, and why."""
    try:
        library = open_library(url)
    except LibraryError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    write(library, folder)
    library.dispose()


@app.command()
def corrections(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write here, not to standard output.")] = None,
    url: Annotated[
        str | None, typer.Option("--library", help="Database URL.", show_default="data/library.sqlite")
    ] = None,
) -> None:
    """Write the corrections that reviewers made, as data/corrections.csv holds them."""
    try:
        library = open_library(url)
    except LibraryError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    text = as_csv(corrections_in(library))
    library.dispose()
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    app(prog_name="python -m library")
