"""Groups that the outline spells out: the units of a series, with what each enumerates as its members."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import tee

from ..context import Context
from ..counts.counted import NOUN, Counted, counted_finder
from ..document import Passage, Span
from ..language.list_items import Item
from ..language.lists import list_reader
from ..language.sentences import CLAUSE_ENDS, Sentence, split
from ..language.verbs import verb_reader
from ..model import Unit
from ..sections.series import Outline, Series, outline_series
from .candidates import candidate_finder
from .solver import IN_PASSING, Candidate, Members

SUBJECT = 24
"""The longest subject with which a sentence names a member (工程机械集群，着力构建…)."""


class _Readings:
    """Readings that are worked out once, and as far as they are asked for: most are never."""

    def __init__(self, readings: Iterator[Members]) -> None:
        self._readings = readings

    def __iter__(self) -> Iterator[Members]:
        self._readings, again = tee(self._readings)
        return again


class OutlineGroups:
    """The units of a document as groups of members."""

    def __init__(self, context: Context, outline: Outline) -> None:
        """Take the outline of a document."""
        self._context = context
        self._outline = outline
        self._lists = list_reader(context.lexicon)
        self._verbs = verb_reader(context.lexicon)
        self._counted = counted_finder(context.lexicon)
        self._candidates = candidate_finder(context.lexicon)
        self._found: dict[int, list[Candidate]] = {}

    def candidates(self, series: Series, least: int) -> list[Candidate]:
        """Return the units of a series as what may stand behind the digits of a formula.

        None are returned if fewer than `least` titles count something.
        """
        if series.start not in self._found:
            counted = [self.counted(unit) for unit in series.units]
            if sum(map(bool, counted)) < least:
                return []
            groups = map(self._candidate, series.units, counted, self.names(series))
            self._found[series.start] = list(groups)
        return self._found[series.start]

    def counted(self, unit: Unit) -> Counted | None:
        """Return the first counted noun phrase of a unit's title."""
        passage, start, end = self._title(unit)
        return next(self._counted.find(passage, start, end), None)

    def members(self, unit: Unit, counted: Counted | None) -> Iterator[Members]:
        """Yield the lists of members that a unit spells out: in its title, its children, or its sentences.

        Args:
            unit: the unit.
            counted: what its title announces, if it does.
        """
        passage, start, end = self._title(unit)
        for candidate in self._candidates.find(passage, start, end):
            yield from candidate.readings
        for series in self._outline.under(unit):
            yield self.names(series)
        if counted:
            yield self.subjects(unit, counted)
        for sentence in self.body(unit)[:2]:
            found = self._candidates.find(sentence.passage, sentence.local_start, sentence.local_end)
            yield from (reading for candidate in found for reading in candidate.readings)

    def subjects(self, unit: Unit, counted: Counted) -> Members:
        """Return the subjects of a unit's sentences that name what it counts: [工程机械集群]，着力构建…."""
        return tuple(_subjects(self.body(unit), counted.head_text[-NOUN:]))

    def body(self, unit: Unit) -> list[Sentence]:
        """Return the sentences of a unit behind its title, without those of the units below it."""
        return [s for s in self._context.own_sentences(unit) if s.start >= unit.title_span.end]

    def _candidate(self, unit: Unit, counted: Counted | None, name: Span) -> Candidate:
        return Candidate(
            start=unit.start,
            end=unit.unit_end,
            number=counted.number if counted else None,
            label=counted.passage.span(counted.start, counted.end) if counted else None,
            readings=_Readings(r for r in self.members(unit, counted) if len(r) > 1),
            alone=name,
            share=1.0 if counted else IN_PASSING,
        )

    def names(self, series: Series) -> Members:
        """Return what the titles of a series name: their first clauses, without the verbs that lead to it.

        Verbs that open nouns as well (研发设计产业) are taken away only where most titles open with a verb.
        """
        clauses = [self._first_clause(unit) for unit in series.units]
        verbs = [self._verbs.opens(passage.text, item.start) for passage, item in clauses]
        doing = 2 * sum(map(bool, verbs)) >= len(verbs)
        names: list[Span] = []
        for (passage, item), verb in zip(clauses, verbs, strict=True):
            name = self._lists.opened(passage.text, item)
            if name == item and doing and verb and item.end - verb[1] > 1:
                name = Item(verb[1], item.end)
            names.append(passage.span(*name))
        return tuple(names)

    def _first_clause(self, unit: Unit) -> tuple[Passage, Item]:
        passage, start, end = self._title(unit)
        first = next(iter(split(passage.text[start:end], CLAUSE_ENDS)), (0, end - start))
        stop = start + first[1]
        while stop > start + 1 and passage.text[stop - 1] in CLAUSE_ENDS:
            stop -= 1
        return passage, Item(start + first[0], stop)

    def _title(self, unit: Unit) -> tuple[Passage, int, int]:
        span = unit.title_span
        passage = self._context.passage_at(span.start)
        return passage, passage.local(span.start), passage.local(span.end - 1) + 1


def outline_groups(context: Context) -> OutlineGroups:
    """Return the units of a document as groups of members, read once for all who ask."""
    return context.keep("outline_groups", lambda: OutlineGroups(context, outline_series(context)))


def _subjects(sentences: list[Sentence], head: str) -> Iterator[Span]:
    for sentence in sentences:
        start, end = next(iter(split(sentence.text, CLAUSE_ENDS)), (0, 0))
        while end > start and sentence.text[end - 1] in CLAUSE_ENDS:
            end -= 1
        if len(head) < end - start <= SUBJECT and sentence.text[:end].endswith(head):
            yield sentence.locate(start, end)
