"""A zip with the data, what describes them, and how to cite them."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.about import About
from library.publish import files
from library.releasing import zipped

_FILES = {
    "estimates.csv": "one row is one printed share, with the place it is printed at and the words around it",
    "toplines.csv": "one row is one question put to one group in one wave, its answers side by side; "
    "`net_approval` and `unreported` are derived",
    "sources.csv": "the files the shares were read from, by their SHA-256",
    "datapackage.json": "what every column means (Data Package 2.0)",
    "CITATION.txt": "whom to cite",
}


def package(estimates: pd.DataFrame, sources: pd.DataFrame, about: About, address: str) -> bytes:
    """The zip of some of the library's estimates. `address` is where the same figures can be seen, or asked for."""
    held = sources[sources["sha256"].isin(estimates["source_sha256"].unique())] if len(sources) else sources
    told = {"README.md": readme(about, address).encode(), "CITATION.txt": citation(about, address).encode()}
    return zipped({**files(estimates, held), **told})


def readme(about: About, address: str) -> str:
    """What the figures are and what must be known before they are compared."""
    notes = "\n".join(f"- {note}" for note in about.notes) or "- Nothing that the sources print speaks against it."
    lines = "\n".join(f"- {line.term}: {line.text}" for line in about.lines)
    contents = "\n".join(f"- `{name}`: {what}" for name, what in _FILES.items())
    return "\n".join(
        [
            f"# {about.headline}\n",
            f"{about.subtitle}\n",
            f"Seen at {address}\n",
            f"## Before you compare\n\n{notes}\n",
            f"## Who asked whom\n\n{lines}\n",
            f"## Files\n\n{contents}\n",
        ]
    )


def citation(about: About, address: str) -> str:
    """Whom to cite: the figures are their publishers', the collection is ours."""
    cited = [
        f"- {origin.name} (SHA-256 {origin.sha256[:12]}…){f', {origin.url}' if origin.url else ''}"
        f"{f'. Licence: {origin.licence}' if origin.licence else ''}"
        for origin in about.origins
    ]
    return "\n".join(
        [
            "The figures are those of the pollsters and publishers below; cite them first.",
            *cited,
            "",
            f"Compared with Toplines: {address}",
            "",
        ]
    )
