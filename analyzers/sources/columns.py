"""Which files are tables of documents, and which of their columns hold the texts."""

from __future__ import annotations

from typing import NamedTuple

LINES = (".jsonl", ".ndjson")
DELIMITED = (".csv", ".tsv")
PARQUET = (".parquet",)
TABLES = (*LINES, *DELIMITED, *PARQUET)
"""The endings of names that stand for tables of documents."""


class TextColumns(NamedTuple):
    """What the columns of a table are called.

    Attributes:
        text: the column that holds the documents' text.
        id: the column that names them; None for `id` where there is one, else the number of the row.
    """

    text: str = "text"
    id: str | None = None


def is_table(name: str) -> bool:
    """Say whether a name is that of a table of documents."""
    return name.lower().endswith(TABLES)
