"""The knowledge without some of its entries: what a result would be if they were not there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Hashable
from typing import TypeVar

import msgspec

from .loader import Lexicon
from .schema import Entry

E = TypeVar("E", bound=Entry)
T = TypeVar("T")

NOTHING = "(?!)"
"""A regular expression that matches nowhere."""


class MutedLexicon(Lexicon):
    """A lexicon in which some entries find nothing.

    They keep their places and their other fields, because rules ask for some of them by their ids.
    """

    def __init__(self, whole: Lexicon, muted: Collection[str]) -> None:
        """Take the lexicon `whole`, and the ids of the entries that are to find nothing."""
        super().__init__(overlays=whole.overlays)
        self._whole = whole
        self._muted = frozenset(muted)
        self._files = frozenset(entry.partition(".")[0] for entry in muted)

    @property
    def digest(self) -> str:
        """SHA-256 of the whole lexicon's digest and the ids that are muted."""
        return hashlib.sha256("\0".join((self._whole.digest, *sorted(self._muted))).encode()).hexdigest()

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what the whole lexicon keeps where no muted entry had a part in it, else what `make` gives."""
        needed = self._whole.needs(key)
        if needed is None or needed & self._files:
            return super().keep(key, make)
        return self._whole.keep(key, make)

    def load(self, name: str, type_: type[E]) -> tuple[E, ...]:
        """Return the entries of the whole lexicon, those that are muted without terms and patterns."""
        entries = self._whole.table(name, type_)
        if not any(entry.id in self._muted for entry in entries):
            return entries
        return tuple(_muted(entry) if entry.id in self._muted else entry for entry in entries)


def _muted(entry: E) -> E:
    return msgspec.structs.replace(entry, terms=(), patterns=(NOTHING,))
