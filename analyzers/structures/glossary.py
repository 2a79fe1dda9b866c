"""Names that a document explains somewhere: “一核”指…, “3”是指…, 一核：…, also in a glossary at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Passage
from ..language.lists import Enumeration, Item, list_reader
from .notations import NUMERAL

_BEHIND = (":", "是指", "指", "即", "(")
_NAME = r"[^“”。,;:!?]{1,8}"


class Explanation(NamedTuple):
    """A name, and the list that explains it, by the positions of the passage."""

    passage: Passage
    name: Item
    listed: Enumeration


class Glossary:
    """What a document explains. Only passages that hold a name are read for it, and each of them once."""

    def __init__(self, context: Context) -> None:
        """Take the document, and what names look like that are explained."""
        self._passages = context.passages
        self._lists = list_reader(context.lexicon)
        self._name = context.lexicon.keep("explained_name", _name_pattern)
        self._found: dict[int, list[tuple[str, Explanation]]] = {}

    def of(self, name: str) -> Iterator[Explanation]:
        """Yield the explanations of a name, which is not empty, in order."""
        for passage in self._passages:
            if name in passage.text and _may_explain(passage.text, name):
                if passage.place not in self._found:
                    self._found[passage.place] = list(self._read(passage))
                yield from (found for words, found in self._found[passage.place] if words == name)

    def _read(self, passage: Passage) -> Iterator[tuple[str, Explanation]]:
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
