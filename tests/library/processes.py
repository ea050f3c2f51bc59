"""Processes for the tests: each starts clean, in little time, and none is waited for without end.

A test's own process has threads, of servers and browsers under test. A fork of it may copy a lock that one
of them holds, for which the child then waits for ever; so the children are forked from a process that has
the library loaded and no thread.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

PATIENCE = 120.0
"""Seconds after which something that should have happened never will, on a busy machine as well."""


def clean() -> BaseContext:
    """Where processes, gates and queues are made; Windows, which has no forks, starts them from nothing."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["library.verifying", "library.backups", "tests.library.polls"])
    return context


def begin(work: Callable[..., None], *given: object) -> BaseProcess:
    """A process that does the work. It ends with the tests, if they should end before it."""
    process = clean().Process(target=work, args=given, daemon=True)  # type: ignore[attr-defined]
    process.start()
    return process


def wait_until(happened: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Return when it has happened; AssertionError when it did not in that time."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"after {seconds:.0f} seconds still not: {what}"
        time.sleep(0.005)


def ended(process: BaseProcess, seconds: float = PATIENCE) -> int | None:
    """The exit code of a process that ends by itself; None, and the process killed, when it does not."""
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return process.exitcode
