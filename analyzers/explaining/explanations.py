"""Explaining a record: its sentence, its headings, its rule, the votes on its role, the entries that took part.

That an entry took part is not guessed from its words standing there: the document is analysed again without it,
and what differs is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from ...lexicons import Lexicon, TermMatcher, default_lexicon
from ...lexicons.compiling import compiled
from ...lexicons.overlays import source_of
from ..context import Context
from ..document import Citation, Document, Passage, Span
from ..errors import UnknownRecordError
from ..language.sentences import Sentence, stretch
from ..lazy import cached_property
from ..model import Plan, Record, Unit
from ..numbers.quantities import find_quantities
from ..pipeline import analyze
from ..rows.records import heading_above, record_types
from ..sections.outline import judge_outline
from ..sections.verdicts import Verdict, Vote
from ..segmenter import Segmenter
from ..segmenter.engines import default_segmenter
from ..tables.finding import find_tables
from ..vocabulary import Effect
from .counterfactuals import NO_DIFFERENCE, Counterfactuals, Difference
from .entry_types import entry_type
from .evidence import Cue, Evidence, Excerpt, Explanation, HeadingAbove, Reason, RuleText
from .rules import RuleEntry, fillers, rule_of

_ID = compiled(r"(?P<kind>[a-z]+)-(?P<start>\d+)(?:-\d+)?")
_NEAR = 3
"""How many ids are proposed in place of an unknown one."""

_EDGES = "。;,:!? "


class Explainer:
    """Explains the records of one document."""

    def __init__(
        self, document: Document, lexicon: Lexicon | None = None, segmenter: Segmenter | None = None
    ) -> None:
        """Take the document and the knowledge; planscan's own if None."""
        self._lexicon = lexicon or default_lexicon()
        segmenter = segmenter or default_segmenter()
        self.plan: Plan = analyze(document, self._lexicon, segmenter)
        self._context = Context(document, self._lexicon, segmenter)
        self._others = Counterfactuals(document, self._lexicon, segmenter)

    def explain(self, id_: str) -> Explanation:
        """Return a record with all that made it.

        Args:
            id_: the id of the record. Tasks, measures and directions have that of their outline unit.

        Raises:
            UnknownRecordError: the document has no such record; the message names near ones.
        """
        if id_ not in self._records:
            raise UnknownRecordError(self._unknown(id_), self._context.document.path)
        kind, record = self._records[id_]
        facts = self.plan.document
        reasons = tuple(self._reasons(record.id if isinstance(record, Unit) else record.section))
        return Explanation(
            document=facts.path,
            title_of_plan=facts.plan_title or facts.title,
            document_kind=facts.kind,
            kind=kind,
            record=record,
            headings=self._headings(record),
            excerpt=self._excerpt(record),
            rule=_rule_text(record.rule, rule_of(record.rule, self._lexicon)),
            steps=tuple(_rule_text(entry.rule, entry) for entry in fillers(kind, self._lexicon)),
            reasons=reasons,
            evidence=tuple(self._evidence(kind, record, reasons)),
        )

    @cached_property
    def _records(self) -> Mapping[str, tuple[str, Record]]:
        """All records by their ids; what says more of an outline unit than the outline comes first."""
        known: dict[str, tuple[str, Record]] = {}
        for kind in sorted(record_types(), key=lambda kind: kind == "outline"):
            for record in getattr(self.plan, kind):
                known.setdefault(record.id, (kind, record))
        return known

    def _unknown(self, id_: str) -> str:
        """Return what is wrong with an id that no record has, and which ids are near."""
        asked = _ID.fullmatch(id_)
        place = int(asked["start"]) if asked else int(id_) if id_.isascii() and id_.isdigit() else None
        prefix = f"{asked['kind']}-" if asked else ""
        alike = [id_ for id_ in self._records if id_.startswith(prefix)]
        if place is None or not alike:
            kinds = dict.fromkeys(id_.partition("-")[0] for id_ in self._records)
            known = f"，有 {'、'.join(f'{kind}-…' for kind in kinds)} 等" if kinds else ""
            return f"没有 {id_} 这一条{known}；编号见 planscan outline、targets 等命令的“编号”一列"
        near = sorted(alike, key=lambda id_: (abs(self._records[id_][1].start - place), id_))[:_NEAR]
        return f"没有 {id_} 这一条，相近的有 {'、'.join(near)}"

    def _headings(self, record: Record) -> tuple[HeadingAbove, ...]:
        return tuple(
            HeadingAbove(id=unit.id, marker=unit.marker, title=unit.title, role=unit.role)
            for unit in reversed(self._above(heading_above(record)))
        )

    def _above(self, id_: str | None) -> list[Unit]:
        """Return an outline unit and those above it, the innermost first."""
        units: list[Unit] = []
        while id_:
            units.append(self._context.unit_by_id[id_])
            id_ = units[-1].parent
        return units

    @cached_property
    def _verdicts(self) -> tuple[Verdict, ...]:
        context = self._context
        return tuple(judge_outline(context.document, context.facts, context.lexicon)[1])

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {unit.id: place for place, unit in enumerate(self._context.units)}

    def _reasons(self, id_: str | None) -> Iterator[Reason]:
        """Yield the votes on the role of a unit, then those on the units from which it has its role."""
        place = self._place_of[id_] if id_ else None
        while place is not None:
            verdict, unit = self._verdicts[place], self._context.units[place]
            yield self._reason(unit, verdict.decided, decided=True)
            for vote in verdict.overruled:
                yield self._reason(unit, vote, decided=False)
            place = verdict.decided.unit

    def _reason(self, unit: Unit, vote: Vote, *, decided: bool) -> Reason:
        cues: list[Cue] = []
        for hit in vote.hits:
            span = hit.span
            words = self._cite(span)
            cues.append(Cue(entry=hit.entry, text=words.text, start=words.start, end=words.end))
        return Reason(
            unit=unit.id,
            source=vote.source,
            role=vote.role,
            weight=round(vote.weight, 2),
            decided=decided,
            from_unit=self._context.units[vote.unit].id if vote.unit is not None else None,
            cues=tuple(cues),
        )

    def _excerpt(self, record: Record) -> Excerpt:
        """Return the sentences of a record with one more on each side, within its paragraph or its unit."""
        mark = Span(record.start, record.title_span.end if isinstance(record, Unit) else record.end)
        sentences = self._context.sentences
        starts = [sentence.start for sentence in sentences]
        first = max(0, bisect_right(starts, mark.start) - 1)
        last = max(0, bisect_right(starts, mark.end - 1) - 1)
        start, end = mark.start, mark.end
        if sentences:
            start = min(start, sentences[first].start)
            end = max(end, sentences[last].span.end if sentences[last].start < end else end)
            if first and sentences[first - 1].passage is sentences[first].passage:
                start = min(start, sentences[first - 1].start)
            behind = sentences[last + 1] if last + 1 < len(sentences) else None
            inside = isinstance(record, Unit) and behind is not None and behind.start < record.end
            if behind and (inside or behind.passage is sentences[last].passage):
                end = max(end, behind.span.end)
        words = self._context.document.cite(start, end)
        return Excerpt(text=words.text, start=start, end=end, marks=(mark,))

    def _evidence(self, kind: str, record: Record, reasons: Sequence[Reason]) -> Iterator[Evidence]:
        """Yield the entries without which the record would be another, in the order of their words."""
        candidates = self._candidates(kind, record, reasons)
        all_: Sequence[Record] = getattr(self.plan, kind)
        ask = partial(self._others.without, kind=kind, record=record, all_=all_)
        effects = {entry: ask((entry,)) for entry in candidates}
        voting = {cue.entry for reason in reasons for cue in reason.cues}
        idle = [entry for entry, difference in effects.items() if difference == NO_DIFFERENCE]
        joined, together = _fewest(sorted(idle, key=lambda entry: entry in voting), ask)
        for entry, words in candidates.items():
            difference = together if entry in joined else effects[entry]
            if difference != NO_DIFFERENCE:
                file, line = source_of(entry, self._lexicon)
                effect: Effect = "joint" if entry in joined else "decides" if difference.gone else "changes"
                yield Evidence(
                    entry=entry, file=file, line=line, effect=effect, changes=difference.changes, words=words
                )

    def _candidates(
        self, kind: str, record: Record, reasons: Sequence[Reason]
    ) -> dict[str, tuple[Citation, ...]]:
        """Return the entries that may have taken part, with their words, in the order of the words."""
        found: dict[str, set[Span]] = {}
        for cue in (cue for reason in reasons for cue in reason.cues):
            found.setdefault(cue.entry, set()).add(Span(cue.start, cue.end))
        if isinstance(record, Unit) and record.marker:
            found.setdefault(record.rule, set()).add(Span(record.start, record.start + len(record.marker)))
        rule = rule_of(record.rule, self._lexicon)
        asked = [entry for entry in (rule, *fillers(kind, self._lexicon)) if entry]
        for name in dict.fromkeys(name for entry in asked for name in entry.reads):
            for sentence in self._around(record):
                for entry, span in _matches(name, sentence, self._lexicon):
                    found.setdefault(entry, set()).add(span)
        ordered = sorted(found.items(), key=lambda item: (min(item[1]), item[0]))
        return {entry: tuple(map(self._cite, sorted(spans))) for entry, spans in ordered}

    def _around(self, record: Record) -> Iterator[Sentence]:
        """Yield the sentences in which the words stand that a record's rule looks at."""
        context = self._context
        if isinstance(record, Unit):
            yield from context.own_sentences(context.unit_by_id[record.id])
            return
        first = context.sentence_at(record.start)
        rest = context.sentences_between(record.start, record.end)
        yield from dict.fromkeys((first, *rest) if first else rest)
        for passage in self._tabled(first.passage.index) if first else ():
            yield stretch(passage, 0, len(passage.text))

    def _tabled(self, index: int) -> Iterator[Passage]:
        """Yield the other passages of the table that a passage belongs to."""
        context = self._context
        held = next((table.passages for table in find_tables(context) if index in table.passages), ())
        for passage in context.passages:
            if passage.index in held and passage.index != index and passage.text.strip():
                yield passage

    def _cite(self, span: Span) -> Citation:
        return self._context.document.cite(span.start, span.end)


def _fewest(
    entries: Sequence[str], ask: Callable[[Sequence[str]], Difference]
) -> tuple[Sequence[str], Difference]:
    """Return entries that only make a difference together, as few as can be; none where all of them make none.

    Args:
        entries: entries of which none makes a difference alone, those that are to be left out first in front.
        ask: gives the difference that the absence of entries makes.
    """
    difference = ask(entries) if len(entries) > 1 else NO_DIFFERENCE
    if difference == NO_DIFFERENCE:
        return (), NO_DIFFERENCE
    for entry in entries:
        fewer = [other for other in entries if other != entry]
        left = ask(fewer) if len(fewer) > 1 else NO_DIFFERENCE
        if left != NO_DIFFERENCE:
            entries, difference = fewer, left
    return entries, difference


def _rule_text(rule: str, entry: RuleEntry | None) -> RuleText:
    return RuleText(
        id=rule,
        chinese=entry.chinese if entry else None,
        english=entry.english if entry else None,
        fields=entry.fields if entry else (),
        lexicons=entry.reads if entry else (),
    )


def _matches(name: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[str, Span]]:
    """Yield the entries of a lexicon whose words stand in a sentence, each looked for by itself."""
    matchers = lexicon.keep(
        ("alone", name),
        lambda: tuple(TermMatcher([entry]) for entry in lexicon.table(name, entry_type(name))),
    )
    for words in dict.fromkeys(_readings(sentence)):
        for matcher in matchers:
            for match in matcher.find(words.text):
                yield match.entry.id, words.locate(match.start, match.end)


def _readings(sentence: Sentence) -> Iterator[Sentence]:
    """Yield a sentence, its clauses, and what stands around their numbers: what patterns are anchored to."""
    for part in (sentence, *sentence.clauses):
        yield part
        text = part.text
        start, end = len(text) - len(text.lstrip(_EDGES)), len(text.rstrip(_EDGES))
        quantities = list(find_quantities(text))
        yield from (
            stretch(part.passage, part.local_start + low, part.local_start + high)
            for low, high in (
                (start, end),
                *((start, quantity.number_start) for quantity in quantities),
                *((quantity.number_end - len(quantity.unit), end) for quantity in quantities),
                *((quantity.end, end) for quantity in quantities),
            )
            if low < high
        )
