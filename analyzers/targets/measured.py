"""All quantities of a document with what they measure, and whether the plan commits to them.

The evidence that targets, rejected numbers and the consistency checks share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from ..context import Context
from ..document import Passage, Span
from ..language.lists import list_reader
from ..language.sentences import Sentence, with_places
from ..model import Unit
from ..numbers.clause_quantities import clause_quantities
from ..numbers.quantities import Quantity
from ..tables.finding import find_tables
from ..vocabulary import RejectionReason
from .commitment import Place, gate
from .distribution import Read, distribute, inherit_verb
from .horizons import dated_passages
from .indicators import NOUN_LENGTH, SIZES, IndicatorReader, Reading, indicator_reader
from .tenses import frames

_LISTING = frozenset("、和及与,")

LONGEST = 2000
"""A sentence with more characters is a table or noise; none of 190 real documents has one of half that length."""

MOST = 40
"""More numbers than these in one clause are a table or noise, too."""


class Measured(msgspec.Struct, frozen=True, gc=False):
    """A quantity in its clause.

    Attributes:
        clause: the clause that holds it.
        sentence: the sentence that holds the clause.
        unit: the outline unit around it.
        quantity: the quantity, with offsets in the clause.
        reading: how the words around it are read.
        indicator: what it measures, by the document's offsets; None where nothing says so.
        before: the quantity before it in its clause.
        reason: why it is no target; None if it is one.
    """

    clause: Sentence
    sentence: Sentence
    unit: Unit | None
    quantity: Quantity
    reading: Reading
    indicator: Span | None
    before: Quantity | None
    reason: RejectionReason | None


def measured(context: Context) -> tuple[Measured, ...]:
    """Return the quantities of the document's running text, in order."""
    return context.keep("measured", lambda: tuple(_Measurer(context).all()))


def running_sentences(context: Context, passage: Passage) -> list[Sentence]:
    """Return the sentences of a passage that are no noise; none of one in a table."""
    if passage.block.kind == "row" or passage.index in context.keep("tabled", lambda: _tabled(context)):
        return []
    return [sentence for sentence in context.sentences_of(passage) if len(sentence.text) <= LONGEST]


def _tabled(context: Context) -> set[int]:
    return {index for table in find_tables(context) for index in table.passages}


class _Clause(msgspec.Struct, gc=False):
    """A clause that may hold quantities, with what is known of it so far."""

    clause: Sentence
    sentence: Sentence
    unit: Unit | None
    places: Sequence[int]
    found: Sequence[Quantity] = ()
    row: Sequence[Read] = ()


class _Measurer:
    """Reads the clauses of one document; what it needs is looked up once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words, self._lists = indicator_reader(context.lexicon), list_reader(context.lexicon)
        self._gate, self._frames = gate(context.lexicon), frames(context)
        self._dated = dated_passages(context)
        self._quantities = clause_quantities(context)

    def all(self) -> Iterator[Measured]:
        """Yield the quantities of the running text, in order.

        Each step is taken for all clauses before the next one: what it needs stays in the processor's cache meanwhile.
        """
        clauses = list(self._holding())
        for one in clauses:
            goal = one.unit is not None and one.unit.role == "goal"
            one.found = self._quantities.of(one.clause, one.places, implied=goal)
        for one in clauses:
            one.row = self._read(one.clause.text, one.found) if one.found else ()
        last: Measured | None = None
        for one in (one for one in clauses if one.row):
            last = last if last and last.sentence is one.sentence else None
            for found in self._of_clause(one, last):
                yield found
                last = found

    def _holding(self) -> Iterator[_Clause]:
        for passage in self._quantities.passages:
            places = self._quantities.places(passage)
            for sentence, inside in with_places(running_sentences(self._context, passage), places):
                unit = self._context.unit_at(sentence.start)
                for clause, here in with_places(sentence.clauses, inside):
                    yield _Clause(clause, sentence, unit, here)

    def _read(self, clause: str, found: Sequence[Quantity]) -> list[Read]:
        """Return the quantities found in a folded clause, each with how the words around it are read."""
        words = self._words
        quantities = [quantity for quantity in found if not words.covers(quantity)]
        if len(quantities) == 1:
            return [Read(quantities[0], words.read(clause, quantities[0], 0, len(clause)))]
        if not quantities or len(quantities) > MOST:
            return []
        return distribute(clause, _read_row(clause, quantities, words), words, self._lists)

    def _of_clause(self, one: _Clause, last: Measured | None) -> Iterator[Measured]:
        """Yield the quantities of one clause; `last` is the one before, whose subject and verb may go on."""
        clause, dated = one.clause, one.clause.passage.place in self._dated
        facts, frames = self._context.facts, self._frames
        where = Place(facts, one.unit, one.sentence, clause, clause.text, frames, dated)
        committed = last is not None and last.reason is None
        elided = last.indicator if last and not last.reading.behind else None
        before: Quantity | None = None
        for place, read in enumerate(one.row):
            quantity, reading = read.quantity, read.reading
            if place == 0 and last is not None and quantity.dimension == "count":
                reading = inherit_verb(clause.text, last.reading, reading, self._words)
            indicator = _located(clause, reading) or elided
            elided = indicator if not reading.behind else elided
            reason = self._gate.reason(where, quantity, reading, committed=committed)
            committed = committed or reason is None
            yield Measured(clause, one.sentence, one.unit, quantity, reading, indicator, before, reason)
            before = quantity


def _read_row(clause: str, quantities: list[Quantity], words: IndicatorReader) -> list[Read]:
    """Read the words around each of several quantities, between those beside it that are no mere sizes."""
    sizes = {place for place in range(len(quantities)) if _is_size(clause, quantities, place, words)}
    row: list[Read] = []
    for place, quantity in enumerate(quantities):
        plain = [i for i in range(len(quantities)) if i not in sizes or i == place]
        here = plain.index(place)
        begin = _list_begin(clause, quantities[plain[here - 1]]) if here else 0
        stop = quantities[plain[here + 1]].start if here + 1 < len(plain) else len(clause)
        reading = words.read(clause, quantity, begin, stop)
        row.append(Read(quantity, replace(reading, sized=True) if place in sizes else reading))
    return row


def _located(clause: Sentence, reading: Reading) -> Span | None:
    if reading.start is None or reading.end is None:
        return None
    return clause.locate(reading.start, reading.end)


def _list_begin(clause: str, before: Quantity) -> int:
    """A counted noun behind the quantity before belongs to that one, up to the 、 or 和 that ends it."""
    cut = max(clause.find(mark, before.end) for mark in "、和及")
    return cut + 1 if cut >= 0 else before.end


def _is_size(clause: str, quantities: list[Quantity], place: int, words: IndicatorReader) -> bool:
    """Tell whether a quantity only says how big the things are that a count beside it counts.

    `10个产值20亿元以上的园区`, `总投资亿元以上项目3000个`, `具备10个以上场景的工厂不少于20个`.
    """
    quantity = quantities[place]
    if quantity.dimension in (*SIZES, "money") and place:
        before = quantities[place - 1]
        between = clause[before.end : quantity.start]
        if before.dimension == "count" and not _ends_item(between) and not words.links(between):
            return True
    if place + 1 == len(quantities):
        return False
    after = quantities[place + 1]
    between = clause[quantity.end : after.start]
    if _ends_item(between) or len(words.without_tail(between).strip(" 的")) < NOUN_LENGTH:
        return False
    if quantity.dimension == "count":
        return after.dimension == "count" and not clause[after.end :].strip("。;, ")
    return quantity.dimension in (*SIZES, "money")


def _ends_item(between: str) -> bool:
    return not _LISTING.isdisjoint(between)
