"""Names that a document explains somewhere: “一核”指…, “3”是指…, 一核：…, also in a glossary at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Passage
from ..language.list_items import Item
from ..language.lists import Enumeration, list_reader
from ..lazy import cached_property
from .notations import NUMERAL

_BEHIND = (":", "是指", "指", "即", "(")
_NAME = r"[^“”。,;:!?]{1,8}"

_FEW = 8
"""Names that are looked for one by one. Who asks for more has all passages read: then each costs but a look."""


class Explanation(NamedTuple):
    """A name, and the list that explains it, by the positions of the passage."""

    passage: Passage
    name: Item
    listed: Enumeration


class Glossary:
    """What a document explains. As long as few names are asked for, only passages that hold them are read."""

    def __init__(self, context: Context) -> None:
        """Take the document, and what names look like that are explained."""
        self._passages = context.passages
        self._lists = list_reader(context.lexicon)
        self._name = context.lexicon.keep("explained_name", _name_pattern)
        self._read: dict[int, list[tuple[str, Explanation]]] = {}
        self._asked = 0

    def of(self, name: str) -> Iterable[Explanation]:
        """Return the explanations of a name, which is not empty, in order."""
        self._asked += 1
        return self._searched(name) if self._asked <= _FEW else self._all.get(name, ())

    def _searched(self, name: str) -> Iterator[Explanation]:
        for passage in self._passages:
            if name in passage.text and _may_explain(passage.text, name):
                yield from (found for words, found in self._in(passage) if words == name)

    @cached_property
    def _all(self) -> dict[str, list[Explanation]]:
        found: dict[str, list[Explanation]] = {}
        for passage in self._passages:
            for words, explanation in self._in(passage):
                found.setdefault(words, []).append(explanation)
        return found

    def _in(self, passage: Passage) -> list[tuple[str, Explanation]]:
        if passage.place not in self._read:
            self._read[passage.place] = list(self._explained(passage))
        return self._read[passage.place]

    def _explained(self, passage: Passage) -> Iterator[tuple[str, Explanation]]:
        for hit in self._name.finditer(passage.text):
            group = "quoted" if hit.group("quoted") else "bare"
            listed = self._lists.after(passage.text, hit.end())
            if listed:
                yield hit.group(group), Explanation(passage, Item(*hit.span(group)), listed)


def _may_explain(text: str, name: str) -> bool:
    return f"“{name}”" in text or any(f"{name}{mark}" in text for mark in _BEHIND)


def _name_pattern() -> re.Pattern[str]:
    bare = rf"(?:^|(?<=[。;,:、(\s]))(?P<bare>{NUMERAL}[\u4e00-\u9fff]{{1,5}}?)(?={'|'.join(map(re.escape, _BEHIND))})"
    return compiled(rf"(?<!以)“(?P<quoted>{_NAME})”|{bare}")
