"""Start the dashboard over a library of polls: `python app.py`, then open the address it prints."""

from __future__ import annotations

import argparse
import sys

from dashboard.access import Served
from dashboard.serve import CannotServe, serve


def main() -> int:
    """Exit 0 when stopped by the keyboard, 2 when it cannot start; the reason is one sentence."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--host", default="127.0.0.1", help="an address of this machine (default %(default)s)")
    options.add_argument("--port", type=int, default=8050, help="default %(default)s")
    options.add_argument("--library", metavar="URL", help="a database URL; default data/library.sqlite")
    team = options.add_argument_group("for others", "who then need accounts: see docs/serving.md")
    team.add_argument("--name", action="append", default=[], help="a name people reach it by: polls.example.org")
    team.add_argument("--proxies", type=int, default=0, metavar="N", help="how many reverse proxies stand before it")
    team.add_argument("--public-reading", action="store_true", help="let everybody read without an account")
    given = options.parse_args()
    served = Served(public_reading=given.public_reading, names=tuple(given.name), proxies=given.proxies)
    try:
        serve(given.host, given.port, given.library, served)
    except CannotServe as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
