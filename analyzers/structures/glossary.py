"""Names that a document explains somewhere: “一核”指…, “3”是指…, 一核：…, also in a glossary at its end."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from ...lexicons import Lexicon
from ..context import Context
from ..document import Passage
from ..language.lists import Enumeration, Item, ListReader, list_reader
from .notations import NUMERAL

_NAME = r"[^“”。,;:!?]{1,8}"


class Explanation(NamedTuple):
    """A name, and the list that explains it, by the positions of the passage."""

    passage: Passage
    name: Item
    listed: Enumeration


class GlossaryReader:
    """Reads explanations; compiled for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile what a name that is explained looks like."""
        self._lists: ListReader = list_reader(lexicon)
        bare = rf"(?:^|(?<=[。;,:、(\s]))(?P<bare>{NUMERAL}[\u4e00-\u9fff]{{1,5}}?)(?=:|是指|指|即|\()"
        self._name = re.compile(rf"(?<!以)“(?P<quoted>{_NAME})”|{bare}")

    def read(self, context: Context) -> dict[str, tuple[Explanation, ...]]:
        """Return the explanations of a document by the names that they explain."""
        found: dict[str, list[Explanation]] = {}
        for passage in context.passages:
            for hit in self._name.finditer(passage.text):
                group = "quoted" if hit.group("quoted") else "bare"
                listed = self._lists.after(passage.text, hit.end())
                if listed:
                    explanation = Explanation(passage, Item(*hit.span(group)), listed)
                    found.setdefault(hit.group(group), []).append(explanation)
        return {name: tuple(explanations) for name, explanations in found.items()}


def glossary_reader(lexicon: Lexicon) -> GlossaryReader:
    """Return the compiled reader of explanations, made once for a lexicon."""
    return lexicon.keep("glossary_reader", partial(GlossaryReader, lexicon))
