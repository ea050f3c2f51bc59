"""Files that were read but not yet accepted, kept on disk so that a second worker or a restart finds them.

A visitor's page holds only a token. What is in the folder came from the child process that read
the file; nothing is taken back from the browser but the choice of rows.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from extract.model import Issue, Location, Severity, Source
from extract.tidy import from_csv, to_csv

_MOST = 32
_OLDEST = 24 * 3600  # seconds


@dataclass(frozen=True, eq=False)
class Found:
    """A file as received, what was read from it, and the sidecar it was read with."""

    source: Source
    content: bytes
    estimates: pd.DataFrame
    issues: tuple[Issue, ...]
    sidecar: str | None


class Pending:
    """A folder of `Found`, one sub-folder a token; the oldest are forgotten."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="toplines-"))

    def keep(self, found: Found) -> str:
        """Store it and return its token."""
        self._forget_oldest()
        token = secrets.token_hex(16)
        place = self.folder / token
        place.mkdir(parents=True)
        (place / "content").write_bytes(found.content)
        (place / "estimates.csv").write_text(to_csv(found.estimates), encoding="utf-8")
        about = {"source": asdict(found.source), "issues": [asdict(i) for i in found.issues], "sidecar": found.sidecar}
        (place / "about.json").write_text(json.dumps(about, default=str), encoding="utf-8")
        return token

    def get(self, token: object) -> Found | None:
        """What the token stands for; None when it is unknown or was forgotten."""
        if not isinstance(token, str) or not re.fullmatch(r"[0-9a-f]{32}", token):
            return None
        place = self.folder / token
        if not (place / "about.json").is_file():
            return None
        about = json.loads((place / "about.json").read_text(encoding="utf-8"))
        return Found(
            _source(about["source"]),
            (place / "content").read_bytes(),
            from_csv((place / "estimates.csv").read_text(encoding="utf-8")),
            tuple(_issue(issue) for issue in about["issues"]),
            about["sidecar"],
        )

    def forget(self, token: str) -> None:
        """Drop what was accepted."""
        if self.get(token):
            shutil.rmtree(self.folder / token)

    def _forget_oldest(self) -> None:
        kept = sorted(self.folder.glob("*/"), key=lambda place: place.stat().st_mtime, reverse=True)
        now = time.time()
        for i, place in enumerate(kept):
            if i >= _MOST - 1 or now - place.stat().st_mtime > _OLDEST:
                shutil.rmtree(place, ignore_errors=True)


def _source(about: dict) -> Source:
    received = about["received_on"]
    return Source(**(about | {"received_on": date.fromisoformat(received) if received else None}))


def _issue(about: dict) -> Issue:
    place = about["location"]
    location = Location(**(place | {"bbox": tuple(place["bbox"]) if place["bbox"] else None}))
    return Issue(Severity(about["severity"]), about["code"], about["message"], location)
