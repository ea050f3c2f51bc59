"""A release: the data as files, with what was corrected, what changed since the last one and why.

The same polls after the same release give the same bytes: a change is dated once, when it is first released.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import select

from extract.tidy import COLUMNS, Column, as_columns, from_csv
from library import tables
from library.corrections import corrections_in
from library.publish import files, licence, write
from library.releases import CHANGES, Place, changes
from library.store import Library

CORRECTIONS = (
    Column("source", "string", "SHA-256 of the file"),
    Column("locator", "string", "Where in it the share is printed"),
    Column("printed", "string", "The characters printed there"),
    Column("meant", "string", "What was meant"),
    Column("why", "string", "Why"),
    Column("who", "string", "Who says so"),
    Column("when", "string", "ISO date"),
)

Correction = Sequence[str]
"""The texts of one correction, in the order of `CORRECTIONS`."""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes: a zip has no older time


def publish(library: Library, folder: str | Path, corrections: Iterable[Correction] = (), on: str = "") -> None:
    """Write a release of all that the library holds; what stood in the folder is the release before it.

    `corrections` are those made outside the library; `on` is the ISO date of the release, today's when empty.
    """
    target = Path(folder)
    before = {name: path.read_bytes() for name in _BEFORE if (path := target / name).is_file()}
    write(target, release(library, before, on or today(), corrections))


_BEFORE = ("estimates.csv", "changes.csv")


def today() -> str:
    """The date in UTC, as ISO 8601 writes it."""
    return datetime.now(UTC).date().isoformat()


def release(
    library: Library, before: Mapping[str, bytes], on: str, corrections: Iterable[Correction] = ()
) -> dict[str, bytes]:
    """The files of a release by name. `before` are those of the last one, empty for the first."""
    estimates, sources = library.estimates(), library.sources()
    corrected = list(dict.fromkeys([*map(tuple, corrections), *corrections_in(library)]))
    why = reasons(library, sources, corrected)
    changed = _changes_since(before, as_columns(estimates, COLUMNS), on, why)
    names = [column.name for column in CORRECTIONS]
    more = {
        "corrections": (as_columns(pd.DataFrame(corrected, columns=names), CORRECTIONS), CORRECTIONS),
        "changes": (changed, CHANGES),
    }
    made = files(estimates, sources, more)
    return made | {"README.md": readme(estimates, sources, changed).encode()}


def _changes_since(before: Mapping[str, bytes], now: pd.DataFrame, on: str, why: Mapping[Place, str]) -> pd.DataFrame:
    """Every change told before, and those of this release."""
    told = [as_columns(_read(before["changes.csv"]), CHANGES)] if "changes.csv" in before else []
    if "estimates.csv" in before:
        told.append(changes(from_csv(before["estimates.csv"].decode()), now, on, why))
    there = [frame for frame in told if len(frame)]
    return pd.concat(there, ignore_index=True) if there else changes(now, now, on)


def _read(content: bytes) -> pd.DataFrame:
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    numbers = [column.name for column in CHANGES if column.dtype != "str"]
    return frame.assign(**{name: pd.to_numeric(frame[name].replace("", None)) for name in numbers})


def reasons(library: Library, sources: pd.DataFrame, corrected: Iterable[Correction]) -> dict[Place, str]:
    """Why a figure may be another one than before, by the place it is printed at: an edition, a correction."""
    names = dict(zip(sources["sha256"], sources["name"], strict=True))
    found = {place: f"new edition: {by}{f' ({why})' if why else ''}" for place, by, why in _superseded(library)}
    for sha256, locator, printed, meant, why, who, when in corrected:
        if sha256 in names:
            found[(names[sha256], locator)] = f"correction: {printed} to {meant}, {why} ({who}, {when})"
    return found


def _superseded(library: Library) -> list[tuple[Place, str, str]]:
    """The place of each figure that stands no longer, the name of the file that took its place, and why."""
    gone, e, later = tables.superseded.c, tables.estimates, tables.sources.alias("later")
    earlier = tables.sources
    met = (e.c.source_sha256 == gone.source_sha256) & (e.c.position == gone.position)
    query = (
        select(earlier.c.name, e.c.locator, later.c.name, gone.why)
        .select_from(tables.superseded.join(e, met))
        .join(earlier, earlier.c.sha256 == gone.source_sha256)
        .join(later, later.c.sha256 == gone.by_sha256)
    )
    with library.reading() as connection:
        return [((name, locator), by, why or "") for name, locator, by, why in connection.execute(query)]


def readme(estimates: pd.DataFrame, sources: pd.DataFrame, changed: pd.DataFrame) -> str:
    """What the files are, what changed last, and whose the figures are."""
    shares = int((estimates["status"] == "reported").sum())
    places = estimates.loc[estimates["country"] != "", "country"].nunique()
    terms = [f"- {licence(source)['title']}" for source in sources.sort_values("name").to_dict("records")]
    return "\n".join(
        [
            "# Toplines: what polls printed\n",
            f"{shares:,} printed shares of {places} countries, territories and pools, from {len(sources)} files.\n",
            "| file | one row is |\n|---|---|",
            "| `estimates.csv` | one printed share, with its place in the source and the words around it |",
            "| `toplines.csv` | one question put to one group; the net and what is unreported are derived |",
            "| `sources.csv` | one file that shares were read from |",
            "| `corrections.csv` | one share put right by a person |",
            "| `changes.csv` | one figure that an earlier release had otherwise, and why |\n",
            "`datapackage.json` (Data Package 2.0) says what every column means. An empty cell means that nothing is",
            "printed, never zero. Shares are comparable only as far as wording, pollster, people asked, mode and dates",
            "are alike: each row has them. Text stands as it is printed; in a spreadsheet, open the files as text.\n",
            "## What changed\n",
            _last_changes(changed),
            "\n## Whose the figures are\n",
            "Cite the pollster and the place of publication of each figure. Their terms:\n",
            *terms,
            "",
        ]
    )


def _last_changes(changed: pd.DataFrame) -> str:
    if changed.empty:
        return "No figure of an earlier release is another one now."
    last = str(changed["released"].max())
    rows = changed[changed["released"] == last]
    counts = rows["reason"].str.split(":").str[0].value_counts()
    figures = len(rows.drop_duplicates(["source", "locator"]))
    told = "; ".join(f"{reason} ({count})" for reason, count in counts.items())
    return (
        f"The last release that changed figures is of {last}: {figures} figures, by {told}. All are in `changes.csv`."
    )


def zipped(content: Mapping[str, bytes]) -> bytes:
    """Files by name as a zip, the same bytes for the same files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content[name])
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip of `zipped`, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
