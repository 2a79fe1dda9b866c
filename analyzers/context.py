"""What all analyzers share about one document: computed once when first asked for, never changed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import accumulate, chain
from typing import TypeVar, cast

from msgspec.structs import replace

from ..lexicons import Lexicon
from .document import Citation, Document, Passage
from .facts.metadata import find_facts
from .language.sentences import Sentence, sentences
from .model import Facts, Record, Responsible, Unit
from .responsibility.statements import find_statements
from .sections.outline import find_outline
from .segmenter import Segmenter

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Context:
    """One document, the knowledge, and the evidence that more than one analyzer needs.

    Attributes:
        document: the document, as its reader made it.
        lexicon: the knowledge.
        segmenter: cuts words; loads its dictionary when first asked.
    """

    def __init__(self, document: Document, lexicon: Lexicon, segmenter: Segmenter) -> None:
        self.document = document
        self.lexicon = lexicon
        self.segmenter = segmenter
        self._kept: dict[str, object] = {}

    def keep(self, key: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, made once for this document: evidence that one family of analyzers shares."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The blocks of the document as rules read them."""
        return self.document.passages

    def holding(self, expression: re.Pattern[str]) -> Iterator[Passage]:
        """Yield the passages in which an expression is found, in order.

        All are searched in one go, so the expression must match no line feed, and not look at where a text ends.
        """
        place = end = 0
        while end < len(self._whole) and (hit := expression.search(self._whole, end)):
            place = bisect_right(self._ends, hit.start(), place)
            end = self._ends[place]
            yield self.passages[place]

    def places(self, expression: re.Pattern[str]) -> dict[int, list[int]]:
        """Return where an expression is found, by the place of the passage and in it; what it may ask see `holding`."""
        found: dict[int, list[int]] = {}
        place = 0
        for hit in expression.finditer(self._whole):
            place = bisect_right(self._ends, hit.start(), place)
            begin = self._ends[place - 1] if place else 0
            found.setdefault(place, []).append(hit.start() - begin)
        return found

    @cached_property
    def _whole(self) -> str:
        return "".join(f"{passage.text}\n" for passage in self.passages)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(len(passage.text) + 1 for passage in self.passages))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the document, in order."""
        return tuple(chain.from_iterable(self._sentences_of_passages))

    @cached_property
    def _sentences_of_passages(self) -> tuple[tuple[Sentence, ...], ...]:
        return tuple(map(sentences, self.passages))

    def sentences_of(self, passage: Passage) -> tuple[Sentence, ...]:
        """Return the sentences of one of the document's passages."""
        return self._sentences_of_passages[passage.place]

    @cached_property
    def facts(self) -> Facts:
        """Title, issuer, kind, region, number, date and period of the document."""
        return find_facts(self.document, self.lexicon)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The outline with its roles, in document order."""
        return find_outline(self.document, self.facts, self.lexicon)

    @cached_property
    def outline(self) -> tuple[Unit, ...]:
        """The outline with the responsible units that the document names for each of its units."""
        said: dict[str, tuple[list[Citation], list[Responsible]]] = {}
        for statement in find_statements(self.document, self.lexicon):
            unit = self.unit_at(statement.start)
            if unit:
                lead, units = said.setdefault(unit.id, ([], []))
                lead += statement.lead
                units += statement.units
        return tuple(
            replace(unit, lead=tuple(said[unit.id][0]), units=tuple(said[unit.id][1]))
            if unit.id in said
            else unit
            for unit in self.units
        )

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """The outline units by their ids."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [unit.start for unit in self.units]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.passage.offset(sentence.local_start) for sentence in self.sentences]

    def unit_at(self, offset: int) -> Unit | None:
        """Return the innermost outline unit that holds the document's offset."""
        index = bisect_right(self._unit_starts, offset) - 1
        unit = self.units[index] if index >= 0 else None
        while unit and unit.unit_end <= offset:
            unit = self.unit_by_id[unit.parent] if unit.parent else None
        return unit

    @cached_property
    def placed(self) -> tuple[tuple[Sentence, Unit | None], ...]:
        """All sentences in order, each with the innermost outline unit around it."""
        found: list[tuple[Sentence, Unit | None]] = []
        unit: Unit | None = None
        low = high = 0
        for sentence, start in zip(self.sentences, self._sentence_starts, strict=True):
            if not low <= start < high:
                unit = self.unit_at(start)
                low, high = start, self._next_boundary(start, unit)
            found.append((sentence, unit))
        return tuple(found)

    def _next_boundary(self, offset: int, unit: Unit | None) -> int:
        """Return the first offset behind one that lies in `unit` at which another unit may be the innermost."""
        end = unit.unit_end if unit else len(self.document.text)
        index = bisect_right(self._unit_starts, offset)
        return min(end, self._unit_starts[index]) if index < len(self._unit_starts) else end

    def unit_begins_between(self, start: int, end: int) -> bool:
        """Tell whether an outline unit begins at or behind `start` and before `end` (document offsets)."""
        return bisect_left(self._unit_starts, start) < bisect_left(self._unit_starts, end)

    def children(self, unit: Unit | None) -> tuple[Unit, ...]:
        """Return the units directly below `unit`, or the outermost ones for None."""
        parent = unit.id if unit else None
        return tuple(other for other in self.units if other.parent == parent)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the last sentence that begins at or before the document's offset; None before the first."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 else None

    def sentences_between(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Return the sentences that begin at or behind `start` and before `end` (document offsets)."""
        first = bisect_right(self._sentence_starts, start - 1)
        last = bisect_right(self._sentence_starts, end - 1)
        return self.sentences[first:last]

    def placed_between(self, start: int, end: int) -> tuple[tuple[Sentence, Unit | None], ...]:
        """Return the sentences that begin at or behind `start` and before `end`, each with its unit; see `placed`."""
        first = bisect_left(self._sentence_starts, start)
        return self.placed[first : bisect_left(self._sentence_starts, end, first)]

    def own_sentences(self, unit: Unit) -> tuple[Sentence, ...]:
        """Return the sentences that a unit says itself: not its children, also where it goes on behind them."""
        return self._sentences_of.get(unit.id, ())

    @cached_property
    def _sentences_of(self) -> dict[str, tuple[Sentence, ...]]:
        owned: dict[str, list[Sentence]] = {}
        for sentence, unit in self.placed:
            if unit:
                owned.setdefault(unit.id, []).append(sentence)
        return {unit: tuple(sentences) for unit, sentences in owned.items()}

    def record(self, type_: type[R], kind: str, start: int, end: int, rule: str, /, **fields: object) -> R:
        """Return a record of `type_` for the words from `start` to `end`, with its place filled in.

        Args:
            type_: the class of the record.
            kind: the first part of its id.
            start: the document's offset of its first character.
            end: the offset behind its last.
            rule: the id of the rule that makes it.
            fields: the record's own fields.

        Raises:
            SpanError: the span is empty or outside the text.
        """
        cited = self.document.cite(start, end)
        block = self.document.block_at(start)
        unit = self.unit_at(start)
        return type_(
            id=f"{kind}-{start}",
            start=start,
            end=end,
            text=cited.text,
            page=block.page if block else None,
            line=block.line if block else None,
            section=unit.id if unit else None,
            rule=rule,
            **fields,  # pyright: ignore[reportArgumentType]
        )
