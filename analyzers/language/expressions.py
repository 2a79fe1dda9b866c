"""The patterns of lexicon entries by name, compiled when first asked for."""

from __future__ import annotations

import re

from ...lexicons import Entry, Lexicon
from ...lexicons.compiling import compiled


class Expressions:
    """The entries of one lexicon file, each as an expression: `cues["own"]` for the entry `deixis.own`.

    Compiling costs more than most documents do; what a document does not need is not compiled.
    """

    def __init__(self, lexicon: Lexicon, name: str, type_: type[Entry] = Entry) -> None:
        """Take the entries of the file `name`.yaml as records of `type_`."""
        self._entries = {entry.id.partition(".")[2]: entry for entry in lexicon.table(name, type_)}
        self._whole: dict[str, re.Pattern[str]] = {}
        self._single: dict[str, tuple[re.Pattern[str], ...]] = {}

    def __getitem__(self, part: str) -> re.Pattern[str]:
        """Return the expression that any of the entry's terms and patterns fulfils."""
        if part not in self._whole:
            self._whole[part] = self._compiled(part)
        return self._whole[part]

    def each(self, part: str) -> tuple[re.Pattern[str], ...]:
        """Return the entry's patterns one by one, in their order."""
        if part not in self._single:
            self._single[part] = tuple(compiled(pattern) for pattern in self._entries[part].patterns)
        return self._single[part]

    def entry(self, part: str) -> Entry:
        """Return the entry itself."""
        return self._entries[part]

    def _compiled(self, part: str) -> re.Pattern[str]:
        entry = self._entries[part]
        terms = map(re.escape, sorted(entry.terms, key=len, reverse=True))
        return compiled("|".join((*terms, *entry.patterns)))


def expressions(lexicon: Lexicon, name: str, type_: type[Entry] = Entry) -> Expressions:
    """Return the expressions of the file `name`.yaml, made once for a lexicon."""
    return lexicon.keep(("all expressions", name), lambda: Expressions(lexicon, name, type_))
