"""`python -m extract FILE…`: see `extract.cli`.

Three first words are commands of the review desk, which needs a library; they are handed over to it here, and
nothing else in this package knows of it: `add FILE…`, `watch FOLDER`, `recheck`.
"""

import sys

from extract.cli import run

DESK = ("add", "watch", "recheck")

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in DESK:
        from dashboard.desk.commands import app

        app(prog_name="python -m extract")
    else:
        run()
