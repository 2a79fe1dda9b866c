"""Names that a document explains somewhere: “一核”指…, “3”是指…, 一核：…, also in a glossary at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...lexicons import searching
from ..context import Context
from ..document import Passage
from ..language.list_items import Item
from ..language.lists import Enumeration, list_reader
from ..lazy import cached_property
from .notations import NUMERAL

_BEHIND = (":", "是指", "指", "即", "(")
_NAME = r"[^“”。,;:!?]{1,8}"

_FEW = 50
"""Names that are looked for one by one. Who asks for more has all passages read: then each costs but a look."""


class Explanation(NamedTuple):
    """A name, and the list that explains it, by the positions of the passage."""

    passage: Passage
    name: Item
    listed: Enumeration


class _Place(NamedTuple):
    """A name with the position of its passage at which the list that explains it would begin."""

    words: str
    passage: Passage
    name: Item
    end: int


class Glossary:
    """What a document explains. As long as few names are asked for, only passages that hold them are read."""

    def __init__(self, context: Context) -> None:
        """Take the document, and what names look like that are explained."""
        self._document = context.document
        self._lists = list_reader(context.lexicon)
        self._name = context.lexicon.keep("explained_name", _name_pattern)
        self._read: dict[int, list[_Place]] = {}
        self._found: dict[str, list[_Place]] = {}

    def of(self, name: str) -> Iterator[Explanation]:
        """Yield the explanations of a name, which is not empty, in order."""
        for place in self._places(name):
            listed = self._lists.after(place.passage.text, place.end)
            if listed:
                yield Explanation(place.passage, place.name, listed)

    def _places(self, name: str) -> Sequence[_Place]:
        if name not in self._found:
            if len(self._found) >= _FEW:
                return self._all.get(name, ())
            self._found[name] = list(self._searched(name))
        return self._found[name]

    def _searched(self, name: str) -> Iterator[_Place]:
        for passage in self._document.containing(name):
            if _may_explain(passage.text, name):
                yield from (place for place in self._in(passage) if place.words == name)

    @cached_property
    def _all(self) -> dict[str, list[_Place]]:
        found: dict[str, list[_Place]] = {}
        for passage in self._document.passages:
            for place in self._in(passage):
                found.setdefault(place.words, []).append(place)
        return found

    def _in(self, passage: Passage) -> list[_Place]:
        if passage.place not in self._read:
            self._read[passage.place] = list(self._named(passage))
        return self._read[passage.place]

    def _named(self, passage: Passage) -> Iterator[_Place]:
        for hit in self._name.finditer(passage.text):
            group = "quoted" if hit.group("quoted") else "bare"
            yield _Place(hit.group(group), passage, Item(*hit.span(group)), hit.end())


def _may_explain(text: str, name: str) -> bool:
    return f"“{name}”" in text or any(f"{name}{mark}" in text for mark in _BEHIND)


def _name_pattern() -> re.Pattern[str]:
    bare = rf"(?:^|(?<=[。;,:、(\s]))(?P<bare>{NUMERAL}[\u4e00-\u9fff]{{1,5}}?)(?={'|'.join(map(re.escape, _BEHIND))})"
    return searching(rf"(?<!以)“(?P<quoted>{_NAME})”|{bare}")
