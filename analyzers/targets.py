"""Quantified targets of a document, and the numbers that look like targets and are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .commitment import Place, gate
from .context import Context
from .document import Span
from .horizons import year_by
from .indicators import Reading, indicator_reader
from .model import Rejected, Target, Unit
from .quantities import Quantity, quantity_reader
from .sentences import Sentence, clauses
from .table_targets import find_table_targets
from .tables import find_tables
from .vocabulary import RejectionReason, Relation

QUOTE_LIMIT = 60
"""Guideline: a quote has at most this many characters, and holds the number."""


class _Found(NamedTuple):
    clause: Sentence
    sentence: Sentence
    unit: Unit | None
    quantity: Quantity
    reading: Reading
    indicator: Span | None
    reason: RejectionReason | None


def find_targets(context: Context) -> tuple[Target, ...]:
    """Return the quantities that the plan commits to, in order.

    Args:
        context: the document with its outline.
    """
    found = [_target(context, found) for found in _measured(context) if found.reason is None]
    return tuple(sorted([*found, *find_table_targets(context)], key=lambda t: (t.start, t.end)))


def find_rejected(context: Context) -> tuple[Rejected, ...]:
    """Return the quantities that look like targets and are none, each with the reason."""
    return tuple(
        context.record(
            Rejected,
            "rejected",
            *_place(found.clause, found.quantity.start, found.quantity.end),
            "targets.reject",
            reason=found.reason,
        )
        for found in _measured(context)
        if found.reason is not None
    )


def _measured(context: Context) -> tuple[_Found, ...]:
    return context.keep("measured", lambda: tuple(_read(context)))


def _read(context: Context) -> Iterator[_Found]:
    """Yield all quantities of the document with their indicators and reasons."""
    gatekeeper = gate(context.lexicon)
    tabled = {index for table in find_tables(context) for index in table.passages}
    for sentence in context.sentences:
        if sentence.passage.block.kind == "row" or sentence.passage.index in tabled:
            continue
        unit = context.unit_at(sentence.start)
        elided: Span | None = None
        for clause in clauses(sentence):
            committed = False
            for quantity, reading in _quantities(context, clause.text):
                indicator = _indicator(clause, reading) or elided
                elided = indicator if not reading.behind else elided
                place = Place(context.facts, unit, sentence, clause.text, committed)
                reason = gatekeeper.reason(place, quantity, reading)
                committed = committed or reason is None
                yield _Found(clause, sentence, unit, quantity, reading, indicator, reason)


def _quantities(context: Context, clause: str) -> Iterator[tuple[Quantity, Reading]]:
    reader = indicator_reader(context.lexicon)
    quantities = _without_modifiers(clause, list(quantity_reader(context.lexicon).read(clause)))
    for place, quantity in enumerate(quantities):
        begin = _list_begin(clause, quantities[place - 1]) if place else 0
        stop = quantities[place + 1].start if place + 1 < len(quantities) else len(clause)
        yield quantity, reader.read(clause, quantity, begin, stop)


def _without_modifiers(clause: str, quantities: list[Quantity]) -> list[Quantity]:
    """Leave out quantities inside the name of what the next one counts: `具备10个以上场景的工厂不少于20个`."""
    kept = quantities[-1:]
    for quantity in reversed(quantities[:-1]):
        between = clause[quantity.end : kept[0].start]
        listed = any(mark in between for mark in "、和及与,") or not between.strip()
        if listed or quantity.dimension != "count" or clause[kept[0].end :].strip("。;, "):
            kept.insert(0, quantity)
    return kept


def _list_begin(clause: str, before: Quantity) -> int:
    """A counted noun behind the quantity before belongs to that one, up to the 、 or 和 that ends it."""
    cut = max(clause.find(mark, before.end) for mark in "、和及")
    return cut + 1 if cut >= 0 else before.end


def _indicator(clause: Sentence, reading: Reading) -> Span | None:
    if reading.start is None or reading.end is None:
        return None
    return clause.locate(reading.start, reading.end)


def _place(clause: Sentence, start: int, end: int) -> tuple[int, int]:
    span = clause.locate(start, end)
    return span.start, span.end


def _target(context: Context, found: _Found) -> Target:
    quantity, reading, clause = found.quantity, found.reading, found.clause
    reader = indicator_reader(context.lexicon)
    start, end = _quote(found)
    before = context.sentences_between(clause.passage.start, found.sentence.start)
    own = [found.sentence.text[: clause.local_end - found.sentence.local_start]]
    year, source = year_by(context, [clause.text], (), clause.start, None)
    if year is None:
        earlier = [_EarlierClause(text) for text in own]
        year, source = year_by(context, (), [*before, *earlier], clause.start, found.unit)  # pyright: ignore
    indicator = (
        context.document.cite(found.indicator.start, found.indicator.end).text if found.indicator else None
    )
    value = context.document.cite(*_place(clause, quantity.start, quantity.end))
    return context.record(
        Target,
        "target",
        start,
        end,
        "targets.behind" if reading.behind else "targets.before",
        indicator=indicator,
        indicator_span=found.indicator,
        relation=_relation(quantity, reading),
        value=quantity.value,
        value_max=quantity.value_max,
        value_text=value.text,
        unit=quantity.unit,
        measure_of=reader.measure_of(reading, quantity),
        change=reader.change(reading),
        year=year,
        year_from=source,
        approximate=quantity.relation == "~",
        quote=context.document.text[start:end],
    )


class _EarlierClause(NamedTuple):
    text: str


def _relation(quantity: Quantity, reading: Reading) -> Relation:
    """突破 before a counted noun is what is done to the thing, not a bound of the number."""
    if (
        reading.behind
        and quantity.relation == ">="
        and quantity.text.startswith("突破")
        and quantity.end == quantity.number_end
    ):
        return "="
    return quantity.relation


def _quote(found: _Found) -> tuple[int, int]:
    """Return the place of the clause, cut to the limit around its number."""
    clause, quantity = found.clause, found.quantity
    length = clause.local_end - clause.local_start
    end = min(length, max(quantity.end, QUOTE_LIMIT))
    start = max(0, end - QUOTE_LIMIT) if end - QUOTE_LIMIT <= quantity.start else quantity.start
    text = clause.text[start:end].rstrip("。;,、 ")
    return _place(clause, start, start + len(text))
