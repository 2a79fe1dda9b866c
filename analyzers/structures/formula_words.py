"""What formulae are made of, and what only looks like one: everyday counts, sizes, shares, set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Literal

from ...lexicons import Entry, Lexicon, TermMatcher, alternation, any_of, searching
from ...lexicons.compiling import compiled
from ..language.sentences import CLOSING, SENTENCE_ENDS
from .notations import (
    BEGINNING,
    LONGEST_NUMERAL,
    NUMERAL,
    NUMERALS,
    SEPARATORS,
    TERMS,
    Element,
    Shape,
)

Part = Literal[
    "spatial",
    "site",
    "industry",
    "neutral",
    "distributor",
    "share",
    "ordinary",
    "predicate",
    "magnitude",
    "cue",
]
Scope = Literal["phrase", "inside", "after", "sentence"]

LARGEST = 20
"""Larger counts in a spelled formula are sizes (百县千镇) or stock (40桥24隧)."""

PLACES: tuple[Part, ...] = ("spatial", "site", "industry", "neutral")
"""The parts of a space or of a system."""

NEAR = 8
"""How many characters behind a formula may hold the words that make it something else (“1+X”证书)."""

FIELD_REACH = 120
"""How many characters of its sentence, on either side, may show that a formula belongs to a foreign field."""

_COUNTED = rf"(?:双|[^“”。;!?{NUMERALS}])"
_QUOTED = rf"(?<=[“‘\"].)(?:{BEGINNING}{{0,2}}{_COUNTED}[^“”。;!?]{{0,45}}?{BEGINNING}|\d\d)"
"""What a quotation holds behind its first numeral, if it may be a formula: what that counts and another, or digits."""

_JOINED = str.maketrans("", "", SEPARATORS)


class NotationWord(Entry, frozen=True, kw_only=True):
    """Words that formulae are made of; `part` says what they do in one."""

    part: Part


class Exclusion(Entry, frozen=True, kw_only=True):
    """What looks like a formula and is none; `scope` says where its words are looked for."""

    scope: Scope


class FormulaWords:
    """The vocabulary of formulae, compiled from `notations.yaml`.

    Attributes:
        places: the nouns for parts of a space or a system.
        cues: words that introduce a formula.
        hint: what every formula holds: a part behind another, a quotation of digits or of a numeral with what it
            counts and another, or a number behind a sign.
        spelled: what a spelled formula looks like that has no quotation marks.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the vocabulary of `lexicon`."""
        table = lexicon.table("notations", NotationWord)
        self._terms = {entry.part: frozenset(entry.terms) for entry in table}
        self.places = frozenset[str]().union(*(self._terms[part] for part in PLACES))
        self.cues = TermMatcher(entry for entry in table if entry.part == "cue")
        part = rf"{NUMERAL}(?:{'|'.join(sorted(self.places, key=lambda w: (-len(w), w)))})"
        first, last = ({word[end] for word in self.places} for end in (0, -1))
        another = rf"{BEGINNING}{{0,2}}{any_of(first)}"
        begun, near = (any_of(chain(marks, last)) for marks in ('“‘"+×', '“‘"+×、 '))
        part_behind = rf"(?:(?<={begun}.)|(?<={begun}、.))(?<={BEGINNING})(?:{another}|{_QUOTED})"
        self.hint = compiled(
            rf"[{NUMERALS}{TERMS}](?<={near}.)(?:{part_behind}|(?<=[{TERMS}])(?:(?<=[+×].)|(?<=[+×] .)))"
        )
        self._joint = compiled(rf"{any_of(last)}、?{BEGINNING}{another}")
        self._longest = LONGEST_NUMERAL + max(map(len, self.places), default=0)
        self.spelled = searching(rf"(?<![第0-9〇零百千万亿十年月])(?!多){part}(?:、?{part})+")

    def bare(self, text: str) -> Iterable[re.Match[str]]:
        """Return where it looks in folded `text` like a spelled formula that has no quotation marks."""
        joint = self._joint.search(text)
        return self.spelled.finditer(text, max(0, joint.start() - self._longest)) if joint else ()

    def is_place(self, element: Element) -> bool:
        """Whether what an element counts is a part of a space or a system: 一核, 三带."""
        return element.noun in self.places

    def share_of(self, elements: tuple[Element, ...], part: Part) -> float:
        """Return the share of the elements that count one of `part`, alone or with what it does: 一核, 一核聚集."""
        terms = self._terms[part]
        hits = sum(any(e.noun[:n] in terms for n in range(1, len(e.noun) + 1)) for e in elements)
        return hits / len(elements)

    def ordinary(self, shape: Shape) -> bool:
        """Whether a spelled formula counts everyday things or sizes, shares out work, or is a sentence."""
        if shape.elements[0].noun == "位":  # 三位一体
            return False
        return (
            any(map(self._everyday, shape.elements))
            or self._shares_out(shape.elements)
            or all(e.number == 1 and e.classifier == "个" for e in shape.elements)
        )

    def _everyday(self, element: Element) -> bool:
        noun, width = element.noun, range(len(element.noun))
        return (
            (element.number or 0) > LARGEST
            or any(noun[:n] in self._terms["ordinary"] for n in range(1, len(noun) + 1))
            or any(noun[i:j] in self._terms["predicate"] for i in width for j in (i + 1, i + 2))
        )

    def _shares_out(self, elements: tuple[Element, ...]) -> bool:
        """一县一策, 一岗多能, 一车一证一线路: each of the first gets one of the others."""
        first, *others = elements
        return (
            first.number in (1, None)
            and all(other.number in (1, 2, None) for other in others)
            and first.noun in self._terms["distributor"]
            and any(other.noun in self._terms["share"] for other in others)
        )


class Exclusions:
    """What looks like a formula and is none, compiled from `not_structures.yaml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the exclusions of `lexicon`."""
        table = lexicon.table("not_structures", Exclusion)
        whole = [entry for entry in table if entry.scope == "phrase"]
        phrases = (term for entry in whole for term in entry.terms if len(term) > 1)  # 三 opens any formula
        self._phrases = compiled(alternation(phrases))
        self._patterns = [compiled(pattern) for entry in whole for pattern in entry.patterns]
        self._inside, self._after, self._field = (
            TermMatcher(entry for entry in table if entry.scope == scope)
            for scope in ("inside", "after", "sentence")
        )

    def cover(self, text: str, shape: Shape) -> bool:
        """Whether a shape in folded `text` is no structure, by its own words or those around it."""
        words = text[shape.start : shape.end]
        behind = shape.end + (text[shape.end : shape.end + 1] in CLOSING)
        return (
            self._phrases.match(words.translate(_JOINED)) is not None
            or any(pattern.search(words) for pattern in self._patterns)
            or self._inside.first(words) is not None
            or any(hit.start <= 1 for hit in self._after.find(text[behind : behind + NEAR]))
            or self._field.first(_around(text, shape.start)) is not None
        )


def _around(text: str, position: int) -> str:
    low, high = max(0, position - FIELD_REACH), min(len(text), position + FIELD_REACH)
    start = max(text.rfind(end, low, position) for end in SENTENCE_ENDS)
    stops = [stop for end in SENTENCE_ENDS if (stop := text.find(end, position, high)) >= 0]
    return text[max(start, low) : min(stops, default=high)]
