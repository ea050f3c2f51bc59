"""Other names of countries, in all languages we read, for the search in the list of countries."""

from __future__ import annotations

import json
from functools import lru_cache

from flask import Flask, Response, request

from extract.names.forms import country_forms
from extract.names.phrases import fold

PATH = "/aliases.json"
_KINDS = ("name", "alias")


def register(server: Flask) -> None:
    """Serve the names; they change only with the program, so a browser may keep them for a day."""

    @server.get(PATH)
    def aliases() -> Response:
        response = Response(_json(), mimetype="application/json")
        response.cache_control.max_age = 86_400
        response.add_etag()
        return response.make_conditional(request)


@lru_cache(maxsize=1)
def _json() -> bytes:
    return json.dumps(aliases(), ensure_ascii=False, separators=(",", ":")).encode()


def aliases() -> dict[str, str]:
    """By three-letter code all its names without accents and case, each after a "|".

    >>> "|russland|" in aliases()["RUS"], "|россия|" in aliases()["RUS"]
    (True, True)
    """
    found: dict[str, dict[str, None]] = {}
    for form in country_forms():
        if form.kind in _KINDS and form.country.iso3:
            found.setdefault(form.country.iso3, {})[fold(form.text)] = None
    return {code: f"|{'|'.join(names)}|" for code, names in found.items()}
