"""The words of indicator tables, compiled: see `tables.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

from ...lexicons import Entry, Lexicon, TermMatcher
from ...lexicons.compiling import compiled
from ..vocabulary import Change, Constraint

Column = Literal[
    "order", "name", "item", "unit", "target", "base", "growth", "attribute", "class", "project", "duty", "other"
]  # fmt: skip
Use = Literal[
    "header", "binding", "expected", "direction", "grows", "cumulative", "text", "none", "unit_line"
]  # fmt: skip

YEAR = compiled(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class TableEntry(Entry, frozen=True, kw_only=True):
    """Words of headers and cells, with their use."""

    use: Use = "header"
    column: Column | None = None
    change: Change | None = None


class TableWords:
    """The entries of `tables.yaml` by their use."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the entries."""
        entries = lexicon.table("tables", TableEntry)
        self._headers = TermMatcher([e for e in entries if e.use == "header"])
        self._of_use = {e.use: _matcher(entries, e.use) for e in entries}
        self._unit_lines = [compiled(p) for e in entries if e.use == "unit_line" for p in e.patterns]

    def column(self, header: str) -> Column:
        """Return what a column holds by the words of its header."""
        match = self._headers.first(header.replace(" ", ""))
        return match.entry.column or "other" if match else "other"

    def has(self, use: Use, words: str) -> bool:
        """Say whether words have an entry of that use."""
        return self._of_use[use].first(words) is not None

    def change(self, words: str) -> Change | None:
        """Return whether words say that a value falls or rises."""
        match = self._of_use["direction"].first(words)
        return match.entry.change if match else None

    def constraint(self, words: str) -> Constraint | None:
        """Return the attribute that a cell names, in full or short."""
        return "约束性" if self.has("binding", words) else "预期性" if self.has("expected", words) else None

    def is_empty(self, words: str) -> bool:
        """Say whether a cell holds nothing, or a dash that stands for it."""
        return not words or self.has("none", words)

    def unit_of_line(self, words: str) -> str:
        """Return the unit that a line above a table gives for the whole of it: 单位：亿元."""
        hits = (pattern.search(words) for pattern in self._unit_lines)
        return next((hit["unit"] for hit in hits if hit), "")


def table_words(lexicon: Lexicon) -> TableWords:
    """Return the compiled words, made once for a lexicon."""
    return lexicon.keep("table_words", partial(TableWords, lexicon))


def _matcher(entries: Iterable[TableEntry], use: Use) -> TermMatcher[TableEntry]:
    return TermMatcher([e for e in entries if e.use == use])
