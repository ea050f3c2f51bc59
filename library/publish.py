"""Write what the library holds as plain files that every tool reads, and describe them.

The same polls give the same bytes, whenever and in whatever order they were accepted: rows are
sorted, nothing says when or where they were written. `datapackage.json` follows Data Package 2.0.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from extract.schema import PATTERNS, RANGES, REQUIRED
from extract.tidy import COLUMNS, TOPLINES, Column, as_columns, to_csv, to_wide

SOURCES = (
    Column("name", "string", "Name of the file, as in the column source of the other tables"),
    Column("sha256", "string", "SHA-256 of its bytes: what the source is known by"),
    Column("media_type", "string", "What kind of file it is"),
    Column("size", "integer", "Bytes"),
    Column("url", "string", "Where it, or what its figures were carried over from, was published"),
    Column("licence", "string", "Terms of the figures, as its sidecar says"),
    Column("note", "string", "What was carried over and what was left out"),
    Column("estimates", "integer", "How many printed shares were found in it"),
)

_PROFILES = "https://datapackage.org/profiles/2.0"

_TITLES = {
    "estimates": "One row is one printed share",
    "toplines": "One row is one question put to one group in one wave, its answers side by side",
    "sources": "One row is one file that estimates were read from",
    "corrections": "One row is one share that its source misprints or that was misread, put right by a person",
    "changes": "One row is one figure that another release had otherwise, and why",
}
_ABSENT = {"changes": "nothing stood there"}
"""What an empty cell says, where it is not that the source prints nothing."""

LICENCES = {
    "cc0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "cc by 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc by-sa 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc by-nc 4.0": ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "odbl": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
"""Licences by the words that sources call them: their name and their text."""

Table = tuple[pd.DataFrame, tuple[Column, ...]]


def files(estimates: pd.DataFrame, sources: pd.DataFrame, more: Mapping[str, Table] | None = None) -> dict[str, bytes]:
    """The files of a release by name: estimates, toplines and sources as CSV, and the datapackage.json about them.

    `estimates` as `Library.estimates` gives them, `sources` as `Library.sources` does, or a part of either;
    `more` are further tables by name, each with its columns.
    """
    # The order within a source is that of acceptance, which is its own reading order; the sort keeps it.
    long = estimates.sort_values(["source", "source_sha256"], kind="stable")
    known = as_columns(sources.sort_values(["name", "sha256"]), SOURCES)
    tables: dict[str, Table] = {
        "estimates": (as_columns(long, COLUMNS), COLUMNS),
        "toplines": (to_wide(as_columns(long, COLUMNS)), TOPLINES),
        "sources": (known, SOURCES),
        **(more or {}),
    }
    written = {name: to_csv(frame).encode() for name, (frame, _) in tables.items()}
    resources = [_resource(name, written[name], columns) for name, (_, columns) in tables.items()]
    package = json.dumps(_package(known, resources), ensure_ascii=False, indent=2) + "\n"
    return {**{f"{name}.csv": content for name, content in written.items()}, "datapackage.json": package.encode()}


def write(folder: Path, content: Mapping[str, bytes]) -> None:
    """Write files by name; each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, bytes_ in content.items():
        _write(folder / name, bytes_)


def _package(sources: pd.DataFrame, resources: list[dict[str, Any]]) -> dict[str, Any]:
    origins = sources.to_dict("records")
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "toplines",
        "title": "Toplines: what polls printed, country by country and year by year",
        "description": "Every share stands with the words it was printed in and the place they were printed at. "
        "The figures are their publishers'; each source says under which terms.",
        **({"licenses": [licence(source) for source in origins]} if origins else {}),
        "sources": [_origin(source) for source in origins],
        "resources": resources,
    }


def licence(source: Mapping[Any, Any]) -> dict[str, str]:
    """The terms of one source's figures, as Data Package 2.0 writes them; "notspecified" where none are stated.

    >>> licence({"name": "a.csv", "licence": "CC BY 4.0"})["name"], licence({"name": "b.csv", "licence": ""})
    ('CC-BY-4.0', {'name': 'notspecified', 'title': 'b.csv: none stated'})
    """
    said = str(source["licence"]).strip()
    title = f"{source['name']}: {said or 'none stated'}"
    if known := LICENCES.get(said.lower()):
        return {"name": known[0], "path": known[1], "title": title}
    if not said or re.match(r"none\b", said.lower()):
        return {"name": "notspecified", "title": title}
    return {"name": "other-at" if "cite" in said.lower() else "other-closed", "title": title}


def _origin(source: dict[Any, Any]) -> dict[str, str]:
    said = {"title": source["name"], "path": source["url"], "licence": source["licence"]}
    return {key: str(value) for key, value in said.items() if value}


def _resource(name: str, content: bytes, columns: tuple[Column, ...]) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "title": _TITLES[name],
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in columns],
            "missingValues": [{"value": "", "label": _ABSENT.get(name, "not printed in the source")}],
            **({"primaryKey": ["sha256"]} if columns is SOURCES else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    constraints = _constraints(column)
    return field | {"constraints": constraints} if constraints else field


def _constraints(column: Column) -> dict[str, Any]:
    least, most = RANGES.get(column.name, (None, None))
    known = {
        "required": column.name in REQUIRED or None,
        "enum": [str(value) for value in column.enum] or None,
        "pattern": PATTERNS.get(column.name),
        "minimum": least,
        "maximum": most,
    }
    return {name: value for name, value in known.items() if value is not None}


def _write(path: Path, content: bytes) -> None:
    """Put the bytes beside the file, then in its place: a reader sees the old file or the new one."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o644)  # mkstemp's files are for their maker alone; these are to be published
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
