"""Open the library, fill it the first time, and serve the dashboard on this machine."""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from library import Library

SOURCES = Path(__file__).parent.parent / "data" / "sources"
_THREADS = 8


class CannotServe(Exception):
    """The dashboard cannot start; the message says why and what to do."""


def serve(host: str, port: int, url: str | None) -> None:
    """Serve until interrupted. Raises CannotServe before anything was opened or built."""
    listening = listen(host, port)
    try:
        import waitress

        from dashboard import create_app
        from library import LibraryError, open_library

        library = open_library(url)
        try:
            if library.is_empty():
                fill(library, SOURCES)
            app = create_app(library)
            logging.getLogger("waitress.queue").setLevel(logging.ERROR)
            print(f"Toplines is at http://{_shown(host)}:{listening.getsockname()[1]} (Ctrl+C stops it)", flush=True)
            waitress.serve(app.server, sockets=[listening], threads=_THREADS, ident="toplines", _quiet=True)
        finally:
            library.dispose()
    except LibraryError as error:
        raise CannotServe(str(error)) from error
    finally:
        listening.close()


def listen(host: str, port: int) -> socket.socket:
    """A socket of this machine's own address; only such, as there are no accounts to keep others out."""
    address = "127.0.0.1" if host == "localhost" else host
    try:
        loopback = ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise CannotServe(f"{host} would let other machines in, and there are no accounts yet: use 127.0.0.1 instead.")
    if not 0 <= port <= 65535:
        raise CannotServe(f"{port} is not a port: choose one from 1 to 65535 with --port.")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
    except OSError as error:
        listening.close()
        why = error.strerror or str(error)
        raise CannotServe(f"Port {port} cannot be used ({why}): choose another with --port.") from error
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def fill(library: Library, sources: Path) -> None:
    """Read the published sources into an empty library, with a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from dashboard.ingest import add_folder, corrections_beside, files_of

    console = Console(stderr=True)
    columns = (TextColumn("Reading the sources"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=len(files_of(sources)))
        done = add_folder(
            library,
            sources,
            lambda name, n, _: bar.update(task, completed=n, description=name),
            corrections_beside(sources),
        )
    for failure in done.failures:
        console.print(failure, style="yellow", markup=False, highlight=False)
    console.print(f"{done.estimates} estimates of {done.files - len(done.failures)} sources are in the library.")
