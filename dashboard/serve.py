"""Open the library, fill it the first time, and serve the dashboard: on this machine, or to those with an account."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.access import ALONE, Served
from dashboard.sign_in_service import Misconfigured
from dashboard.trouble import log_to_standard_error
from library.accounts import Accounts

if TYPE_CHECKING:
    from library import Library

SOURCES = Path(__file__).parent.parent / "data" / "sources"
_THREADS = 8
_COMMAND = "python -m library account add NAME --role admin"
_DEBUG = ("FLASK_DEBUG", "DASH_DEBUG")


class CannotServe(Exception):
    """The dashboard cannot start; the message says why and what to do."""


def serve(host: str, port: int, url: str | None, served: Served = ALONE) -> None:
    """Serve until interrupted. Raises CannotServe before anybody is let in.

    `served` says how others are let in; who is needed for that is found out here.
    """
    listening = listen(host, port)
    try:
        import waitress

        from dashboard import create_app
        from dashboard.desk.worker import Worker
        from dashboard.indexing import Indexing
        from library import LibraryError, open_library

        library, indexing = open_library(url), None
        try:
            how = checked(host, served, Accounts(library).any(), os.environ)
            if library.is_empty():
                fill(library, SOURCES)
            log_to_standard_error()
            worker = Worker(library)
            app = create_app(library, worker, served=how)
            worker.start()  # also with what was being read when the server was last stopped
            indexing = Indexing(library)
            indexing.start()
            logging.getLogger("waitress.queue").setLevel(logging.ERROR)
            print(f"Toplines is at http://{_shown(host)}:{listening.getsockname()[1]} (Ctrl+C stops it)", flush=True)
            waitress.serve(
                app.server,
                sockets=[listening],
                threads=_THREADS,
                ident="toplines",
                # What a proxy says of who asks reaches us, and is believed only of as many as were named.
                clear_untrusted_proxy_headers=False,
                _quiet=True,
            )
        finally:
            if indexing:
                indexing.stop()
            library.dispose()
    except (LibraryError, Misconfigured) as error:
        raise CannotServe(str(error)) from error
    finally:
        listening.close()


def checked(host: str, served: Served, has_accounts: bool, environment: Mapping[str, str]) -> Served:
    """How to serve at this address. Raises CannotServe where others would come in without accounts, or in debug."""
    address = _address(host)
    others = not address.is_loopback or bool(served.names or served.proxies or served.public_reading)
    if others and not has_accounts:
        raise CannotServe(f"This would let others in, and there are no accounts yet. Make the first:\n{_COMMAND}")
    if others and any(environment.get(name, "").lower() not in ("", "0", "false") for name in _DEBUG):
        raise CannotServe(f"{' or '.join(_DEBUG)} is set: a server for others shows nobody its insides. Unset it.")
    if address.is_unspecified and not served.names:
        raise CannotServe(f"{host} is every address of this machine: say by which name people come, as --name NAME.")
    names = served.names or (() if address.is_loopback else (_shown(host),))
    return replace(served, accounts=has_accounts, names=names)


def listen(host: str, port: int) -> socket.socket:
    """A socket of an address of this machine. Nothing is accepted on it yet."""
    address = str(_address(host))
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


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise CannotServe(f"{host} is not an address of this machine, such as 127.0.0.1 or 0.0.0.0.") from None


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
