"""python -m library backup|restore|verify|migrate"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from library import audit
from library.account_commands import _who
from library.backups import backup, restore
from library.errors import LibraryError
from library.forms import newest
from library.store import Library, open_library
from library.verifying import SAMPLE, verify

app = typer.Typer()

Url = Annotated[str | None, typer.Option("--library", help="Database URL.", show_default="data/library.sqlite")]


@app.command("backup")
def backup_(
    file: Annotated[Path, typer.Argument(help="A new file, or a folder, in which it is named by the time.")],
    url: Url = None,
) -> None:
    """Save all of the library to one file, while it is in use."""
    with opened(url) as library:
        written = backup(library, file)
        typer.echo(f"{written} ({written.stat().st_size:,} bytes)")


@app.command("restore")
def restore_(
    file: Annotated[Path, typer.Argument(help="What `backup` wrote, of this version or an earlier one.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where there is something: it is saved beside itself first.")
    ] = False,
    url: Url = None,
) -> None:
    """Have the library hold what a backup holds, in SQLite or Postgres."""
    with opened(url) as library:
        restore(file, library, replace=replace, who=_who())
        typer.echo(f"{len(library.sources())} sources and {len(library.estimates())} estimates are back.")


@app.command("verify")
def verify_(
    sample: Annotated[int, typer.Option("--sample", help="How many sources, drawn by chance, are read anew.")] = SAMPLE,
    url: Url = None,
) -> None:
    """Check that all that was accepted is there, as it was accepted. Exit 1 where something is not."""
    from library.rereading import reread

    with opened(url) as library:
        faults = verify(library, reread if sample > 0 else None, sample)
        held = len(library.sources()) if not faults else 0
    for fault in faults:
        typer.echo(audit.plain(str(fault)))
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{held} sources: nothing is missing, nothing has changed.")


@app.command()
def migrate(url: Url = None) -> None:
    """Bring the library to this program's form of tables; opening it in any other way does the same."""
    with opened(url):
        typer.echo(f"The library has form {newest()}, the newest that this program knows.")


@contextmanager
def opened(url: str | None) -> Iterator[Library]:
    """A library; what goes wrong is one line and exit code 2."""
    try:
        library = open_library(url)
        try:
            yield library
        finally:
            library.dispose()
    except LibraryError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
