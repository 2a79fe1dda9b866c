"""Targets without a number: `与经济增长同步`, `高于全国平均水平`, `完成国家下达任务`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from ...lexicons import Entry, Lexicon, necessary, searching
from ..context import Context
from ..document import Span
from ..language.sentences import Sentence, holding
from ..model import Target
from ..vocabulary import MeasureOf, Relation
from .commitment import Place, gate
from .fields import field_reader
from .horizons import dated_passages, year_by
from .indicators import IndicatorReader, indicator_reader
from .measured import running_sentences
from .tenses import frames

QUOTE_LIMIT = 60


class ComparatorEntry(Entry, frozen=True, kw_only=True):
    """Comparisons that a plan promises, and what they make of the value."""

    relation: Relation | None = None


class _Hit(NamedTuple):
    entry: ComparatorEntry
    start: int
    end: int


class ComparatorReader:
    """The comparisons of `comparators.yaml`, compiled.

    Attributes:
        needed: finds what every comparison needs.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the patterns of each entry."""
        entries = lexicon.table("comparators", ComparatorEntry)
        self.needed = necessary(pattern for entry in entries for pattern in entry.patterns)
        self._entries = [(entry, searching("|".join(entry.patterns))) for entry in entries]

    def read(self, clause: str) -> Iterator[_Hit]:
        """Yield the comparisons of a folded clause in order, those that lie in another left out."""
        hits = [_Hit(entry, *hit.span()) for entry, cue in self._entries for hit in cue.finditer(clause)]
        reach = 0
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            if hit.start >= reach:
                reach = hit.end
                yield hit


def find_comparators(context: Context) -> Iterator[Target]:
    """Yield the comparisons that a plan promises, as targets without a value.

    Args:
        context: the document with its outline.
    """
    reader = context.lexicon.keep("comparators", partial(ComparatorReader, context.lexicon))
    gatekeeper, tenses = gate(context.lexicon), frames(context)
    words, dated = indicator_reader(context.lexicon), dated_passages(context)
    for index, places in context.places(reader.needed).items():
        passage = context.passages[index]
        for sentence in holding(running_sentences(context, passage), places):
            named: Span | None = None
            for clause in holding(sentence.clauses, places):
                begin = 0
                for hit in reader.read(clause.text):
                    subject = words.subject(clause.text, begin, hit.start)
                    named = clause.locate(*subject) if subject else named
                    unit = context.unit_at(sentence.start)
                    may_date = passage.place in dated
                    place = Place(context.facts, unit, sentence, clause, clause.text, tenses, may_date)
                    if named and gatekeeper.commits_in(place):
                        yield _target(context, words, place, clause, hit, named)
                    begin = hit.end


def _target(
    context: Context, words: IndicatorReader, place: Place, clause: Sentence, hit: _Hit, named: Span
) -> Target:
    fields = field_reader(context.lexicon)
    end = min(max(hit.end, QUOTE_LIMIT), clause.local_end - clause.local_start)
    start = max(0, end - QUOTE_LIMIT) if end - QUOTE_LIMIT <= hit.start else hit.start
    shown = clause.text[start:end].rstrip("。;,、 ")
    span = clause.locate(start, start + len(shown))
    said = clause.locate(hit.start, hit.end)
    before = (s.text for s in context.sentences_between(clause.passage.start, clause.start))
    year, source = year_by(context, [clause.text], before, clause.start, place.unit)
    measure: MeasureOf = "growth" if words.grows(clause.text[: hit.end]) else "level"
    return context.record(
        Target,
        "target",
        span.start,
        span.end,
        hit.entry.id,
        indicator=context.document.cite(named.start, named.end).text,
        indicator_span=named,
        relation=hit.entry.relation,
        value=None,
        measure_of=measure,
        year=year,
        year_from=source,
        constraint=fields.constraint(
            place.sentence.text, clause.local_start + hit.end - place.sentence.local_start
        ),
        strength=fields.strength(clause.text, hit.start, ""),
        comparator=context.document.cite(said.start, said.end).text,
        quote=context.document.text[span.start : span.end],
    )
