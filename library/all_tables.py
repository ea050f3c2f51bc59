"""Every table of the library, in one place: whoever must miss none takes them from here."""

from __future__ import annotations

from library import tables, tables_desk, tables_keeping, tables_people, tables_releases, tables_search

METADATA = tables.METADATA
PARTS = (tables, tables_desk, tables_keeping, tables_people, tables_releases, tables_search)
