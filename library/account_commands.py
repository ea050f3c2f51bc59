"""python -m library account add|list|role|password|remove"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from library.accounts import Accounts, Role
from library.errors import LibraryError
from library.passwords import WeakPassword
from library.store import open_library

app = typer.Typer(help="Who may read, review or administer the library.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The name somebody signs in with; for a sign-in service, their address.")]
RoleWord = Annotated[str, typer.Option("--role", help="reader, reviewer or admin.")]
Url = Annotated[str | None, typer.Option("--library", help="Database URL.", show_default="data/library.sqlite")]


@app.command()
def add(
    name: Name,
    role: RoleWord = "reader",
    service: Annotated[
        bool, typer.Option("--no-password", help="They sign in by the sign-in service (OpenID Connect) only.")
    ] = False,
    url: Url = None,
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    with _accounts(url) as accounts:
        wanted = Role.named(role)
        made = accounts.add(name, wanted, None if service else _password(), by=_who())
        typer.echo(f"{made.name} is now {made.role.word}. A server that runs without accounts asks for them next time.")


@app.command("list")
def list_(url: Url = None) -> None:
    """List the accounts and their roles."""
    with _accounts(url) as accounts:
        for account in accounts.all():
            typer.echo(f"{account.role.word:<9}{account.name}")


@app.command("role")
def role_(name: Name, role: Annotated[str, typer.Argument(help="reader, reviewer or admin.")], url: Url = None) -> None:
    """Give an account another role."""
    with _accounts(url) as accounts:
        accounts.set_role(name, Role.named(role), by=_who())


@app.command()
def password(name: Name, url: Url = None) -> None:
    """Give an account another password, and end its sessions."""
    with _accounts(url) as accounts:
        accounts.set_password(name, _password(), by=_who())


@app.command()
def remove(name: Name, url: Url = None) -> None:
    """Remove an account; what was done under its name stays."""
    with _accounts(url) as accounts:
        accounts.remove(name, by=_who())


@contextmanager
def _accounts(url: str | None) -> Iterator[Accounts]:
    """The accounts of a library; what goes wrong is one line and exit code 2."""
    try:
        library = open_library(url)
        try:
            yield Accounts(library)
        finally:
            library.dispose()
    except (LibraryError, WeakPassword) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error


def _password() -> str:
    """Typed twice at a terminal, unseen; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise WeakPassword("The two are not the same: nothing was changed.")
    return first


def _who() -> str:
    """Who is at the terminal, for the audit log."""
    try:
        return f"terminal ({getpass.getuser()})"
    except (KeyError, OSError, ImportError):
        return "terminal"
