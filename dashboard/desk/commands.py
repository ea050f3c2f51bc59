"""The desk on the command line: `python -m extract add FILE…`, `… watch FOLDER` and `… recheck`.

`extract` itself knows no library; its `__main__` hands these three words over to this module.
"""

from __future__ import annotations

import getpass
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dashboard.desk.inbox import Inbox, taken_in
from dashboard.reading import read
from extract.batch import printable
from extract.corrections import Correction, apply
from extract.errors import ExtractError
from library import Library, LibraryError, open_library
from library.corrections import corrections_in, sidecar_in

_LOOK_SECONDS = 2.0

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
Url = Annotated[str | None, typer.Option("--library", help="Database URL.", show_default="data/library.sqlite")]
Who = Annotated[str | None, typer.Option("--who", help="Who adds them.", show_default="your name on this machine")]


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Poll reports.", metavar="FILE")],
    url: Url = None,
    who: Who = None,
) -> None:
    """Put poll reports into the library as drafts, read them, and leave them for review in the dashboard."""
    failed = False
    with _library(url) as library:
        for path in files:
            try:
                said, is_read = taken_in(library, path, who or _me())
            except OSError as error:
                said, is_read = f"{path.name}: it cannot be opened ({error.strerror or error}).", False
            typer.echo(printable(said), err=not is_read)
            failed = failed or not is_read
    raise typer.Exit(2 if failed else 0)


@app.command()
def watch(
    folder: Annotated[Path, typer.Argument(help="The folder; made if there is none.")],
    url: Url = None,
    who: Who = None,
    once: Annotated[bool, typer.Option("--once", help="Take what is there and end.")] = False,
) -> None:
    """Take in every file that is put into a folder; it moves to `done`, or with the reason to `failed`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        typer.echo(f"{folder}: it cannot be made ({error.strerror or error}).", err=True)
        raise typer.Exit(2) from error
    with _library(url) as library:
        inbox = Inbox(library, folder, who or _me())
        try:
            while True:
                for said in inbox.look(at_once=once):
                    typer.echo(printable(said))
                if once:
                    return
                time.sleep(_LOOK_SECONDS)
        except KeyboardInterrupt:
            return


@app.command()
def recheck(url: Url = None) -> None:
    """Read every corrected source again, and say which corrections no longer hold."""
    with _library(url) as library:
        failures = broken(library)
    for failure in failures:
        typer.echo(printable(failure), err=True)
    raise typer.Exit(2 if failures else 0)


def broken(library: Library) -> list[str]:
    """A sentence for each corrected source whose corrections do not fit what is read of it now."""
    found = []
    known = [Correction(*row) for row in corrections_in(library)]
    for sha256 in dict.fromkeys(correction.source for correction in known):
        original = library.original(sha256)
        try:
            apply(known, read(original.name, original.content, sidecar_in(library, sha256)))
        except ExtractError as error:
            found.append(str(error))
    return found


@contextmanager
def _library(url: str | None) -> Iterator[Library]:
    try:
        library = open_library(url)
    except LibraryError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    try:
        yield library
    finally:
        library.dispose()


def _me() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local"
