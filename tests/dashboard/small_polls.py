"""Small polls of real figures, and a stand-in for the library that holds them in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from extract.tidy import COLUMNS, as_columns

LEADERSHIP = {
    "Kosovo": ("XKX", 85, None),
    "Ukraine": ("UKR", 35, 40),
    "Syria": ("SYR", 20, 71),
    "Iran": ("IRN", 19, 51),
    "Lebanon": ("LBN", 18, 72),
    "Russia": ("RUS", 1, 89),
}
QUESTION = "Do you approve or disapprove of the leadership of the United States?"


def long(rows: list[dict]) -> pd.DataFrame:
    """A long frame of the contract from rows that leave out what was not printed."""
    names = [column.name for column in COLUMNS]
    defaults = {"status": "reported", "qualifier": "=", "source": "poll.csv", "locator": "line=2"}
    frame = as_columns(pd.DataFrame([defaults | row for row in rows], columns=names), COLUMNS)
    return frame.assign(source_sha256="a" * 64, position=range(len(frame)))


def share(country: str, iso3: str, year: int, response: str, value: float, **more: object) -> dict:
    """One printed share."""
    said = {"country": country, "iso3": iso3, "year": year, "wave": str(year), "response": response}
    printed = {"share_pct": value, "share_printed": f"{value}%", "quote": f"{country} {value}%"}
    about = {"subject": "US leadership", "pollster": "Gallup", "question": QUESTION, "year_basis": "printed"}
    return about | said | printed | more


def leadership() -> list[dict]:
    """Approval of US leadership: 2015 in six countries and an absent one, Russia also in 2014."""
    rows = []
    for country, (iso3, approve, disapprove) in LEADERSHIP.items():
        rows.append(share(country, iso3, 2015, "approve", approve))
        if disapprove is not None:
            rows.append(share(country, iso3, 2015, "disapprove", disapprove))
    rows.append(share("Russia", "RUS", 2014, "approve", 4))
    absent = {
        "country": "China",
        "iso3": "CHN",
        "year": 2015,
        "wave": "2015",
        "status": "not_surveyed",
        "qualifier": "",
    }
    rows.append({"subject": "US leadership", "pollster": "Gallup", "question": QUESTION} | absent)
    return rows


def satisfaction() -> list[dict]:
    """Satisfaction with the Irish government, with sample sizes and dates."""
    waves = [
        ("2015-06-15", 912, 29, 63),
        ("2015-07-14", 940, 29, 63),
        ("2017-12-19", 937, 51, 43),
        ("2018-01-16", 900, 49, 45),
    ]
    about = {
        "subject": "Irish government",
        "pollster": "Behaviour & Attitudes",
        "question": "",
        "wave": "",
        "year_basis": "fieldwork",
    }
    rows = []
    for date, size, yes, no in waves:
        more = about | {"fieldwork_end": date, "sample_size": size}
        rows.append(share("Ireland", "IRL", int(date[:4]), "approve", yes, response_printed="Satisfied", **more))
        rows.append(share("Ireland", "IRL", int(date[:4]), "disapprove", no, response_printed="Dissatisfied", **more))
    return rows


def leaders() -> list[dict]:
    """Three leaders, each judged at home."""
    found = [
        ("India", "IND", "Narendra Modi", 77),
        ("Switzerland", "CHE", "Alain Berset", 57),
        ("Mexico", "MEX", "Andrés Manuel López Obrador", 60),
    ]
    about = {"pollster": "Morning Consult", "question": "", "year_basis": "published", "published": "2023-05-30"}
    return [share(c, iso, 2023, "approve", value, subject=who, **about) for c, iso, who, value in found]


@dataclass
class StandIn:
    """What the dashboard asks of a library, over a frame."""

    frame: pd.DataFrame
    number: int = 1
    sources_frame: pd.DataFrame = field(default_factory=pd.DataFrame)

    def version(self) -> int:
        return self.number

    def estimates(self) -> pd.DataFrame:
        return self.frame

    def sources(self) -> pd.DataFrame:
        return self.sources_frame

    def history(self, sha256: str, position: int) -> list:
        return []
