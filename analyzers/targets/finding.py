"""Quantified targets of a document, and the numbers that look like targets and are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ..context import Context
from ..ids import distinct
from ..language.sentences import Sentence
from ..model import Rejected, Target
from ..tables.targets import find_table_targets
from ..vocabulary import Relation, YearSource
from .comparators import find_comparators
from .fields import FieldReader, field_reader
from .horizons import dated_passages, year_by
from .indicators import IndicatorReader, indicator_reader
from .measured import Measured, measured

QUOTE_LIMIT = 60
"""Guideline: a quote has at most this many characters, and holds the number."""


def find_targets(context: Context) -> tuple[Target, ...]:
    """Return the quantities that the plan commits to and the comparisons that it promises, in order.

    Args:
        context: the document with its outline.
    """
    found = [one for one in measured(context) if one.reason is None]
    words, fields = indicator_reader(context.lexicon), field_reader(context.lexicon)
    written = [_target(context, one, words, fields) for one in found]
    others = [*find_table_targets(context), *find_comparators(context)]
    order = sorted(
        [*enumerate(written), *((None, other) for other in others)], key=lambda pair: _place(pair[1])
    )
    targets = distinct(target for _, target in order)
    by_place = {place: target for (place, _), target in zip(order, targets, strict=True) if place is not None}
    whole = {place: by_place[part].id for place, part in _parts(found, fields).items()}
    named = {by_place[place].id: parent for place, parent in whole.items()}
    return tuple(msgspec.structs.replace(t, part_of=named[t.id]) if t.id in named else t for t in targets)


def find_rejected(context: Context) -> tuple[Rejected, ...]:
    """Return the quantities that look like targets and are none, each with the reason."""
    return tuple(
        context.record(
            Rejected,
            "rejected",
            *_located(found.clause, found.quantity.start, found.quantity.end),
            "targets.reject",
            reason=found.reason,
        )
        for found in measured(context)
        if found.reason is not None
    )


def _place(target: Target) -> tuple[int, int]:
    return target.start, target.end


def _parts(found: Sequence[Measured], fields: FieldReader) -> dict[int, int]:
    """Return for the targets of a clause with 其中 the place of the target of which they are a part."""
    parts: dict[int, int] = {}
    wholes: list[int] = []  # of the same sentence so far
    for place, one in enumerate(found):
        if wholes and found[wholes[-1]].sentence.start != one.sentence.start:
            wholes = []
        if not fields.is_part(one.clause.text):
            wholes.append(place)
        elif wholes:
            parts[place] = _whole_of(one, wholes, found)
    return parts


def _whole_of(part: Measured, wholes: Sequence[int], found: Sequence[Measured]) -> int:
    """Return the last of some targets that is measured alike, else the first of the clause of the last one."""
    for place in reversed(wholes):
        if found[place].quantity.dimension == part.quantity.dimension:
            return place
    last = found[wholes[-1]].clause.start
    return next(place for place in wholes if found[place].clause.start == last)


def _located(clause: Sentence, start: int, end: int) -> tuple[int, int]:
    span = clause.locate(start, end)
    return span.start, span.end


def _year(context: Context, found: Measured) -> tuple[int | None, YearSource | None]:
    """Return the year by which a target holds; passages that can't name one are not asked."""
    clause, dated = found.clause, found.clause.passage.place in dated_passages(context)
    own, before = ([clause.text], _before(context, found)) if dated else ((), ())
    return year_by(context, own, before, clause.start, found.unit)


def _before(context: Context, found: Measured) -> Iterator[str]:
    """Yield the sentences before in the passage, and the words of the target's own up to the end of its clause."""
    for sentence in context.sentences_between(found.clause.passage.start, found.sentence.start):
        yield sentence.text
    yield found.sentence.text[: found.clause.local_end - found.sentence.local_start]


def _target(context: Context, found: Measured, words: IndicatorReader, fields: FieldReader) -> Target:
    quantity, reading, clause = found.quantity, found.reading, found.clause
    start, end = _quote(found)
    year, source = _year(context, found)
    base_value, base_year = fields.base(clause.text, quantity, found.before)
    value = context.document.cite(*_located(clause, quantity.start, quantity.end))
    named = found.indicator
    opening = next(iter(found.sentence.clauses)).text if found.sentence.start != clause.start else ""
    return context.record(
        Target,
        "target",
        start,
        end,
        "targets.behind" if reading.behind else "targets.before",
        indicator=context.document.cite(named.start, named.end).text if named else None,
        indicator_span=named,
        relation=_relation(found, words),
        value=quantity.value,
        value_max=quantity.value_max,
        value_text=value.text,
        unit=quantity.unit,
        measure_of=words.measure_of(reading, quantity),
        change=words.change(reading),
        year=year,
        year_from=source,
        year_bound=fields.bound(_nearest(context, found), year),
        base_value=base_value,
        base_year=base_year,
        constraint=fields.constraint(found.sentence.text, _behind(found)),
        strength=fields.strength(clause.text, quantity.start, opening),
        approximate=quantity.relation == "~",
        comparator=_stretch(context, found, fields),
        quote=context.document.text[start:end],
    )


def _nearest(context: Context, found: Measured) -> Iterator[str]:
    """Yield the texts in which a year may stand, the nearest first."""
    yield found.clause.text
    yield found.sentence.text[: found.clause.local_end - found.sentence.local_start]
    before = context.sentences_between(found.clause.passage.start, found.sentence.start)
    yield from (sentence.text for sentence in reversed(before))
    if found.unit:
        yield from (sentence.text for sentence in context.own_sentences(found.unit))
        yield found.unit.title


def _stretch(context: Context, found: Measured, fields: FieldReader) -> str | None:
    """Return the words right behind a value that say that more than it is aimed at."""
    begin = _behind(found)
    hit = fields.stretch(found.sentence.text[begin : begin + QUOTE_LIMIT])
    behind = found.sentence.text[begin : begin + hit[0]] if hit else ""
    if not hit or behind.strip("、,; 并") or hit[0] == hit[1]:
        return None
    start = begin + hit[0]
    words = found.sentence.text[start : begin + hit[1]]
    lead = len(words) - len(words.lstrip(", "))
    return context.document.cite(*_located(found.sentence, start + lead, begin + hit[1])).text


def _behind(found: Measured) -> int:
    """Return where the sentence goes on behind the quantity."""
    return found.clause.local_start + found.quantity.end - found.sentence.local_start


def _relation(found: Measured, words: IndicatorReader) -> Relation:
    """突破 before a counted noun is what is done to the thing, not a bound of the number."""
    quantity = found.quantity
    done = quantity.text.startswith("突破") and quantity.end == quantity.number_end
    if quantity.relation == "=" and words.at_least(found.reading):
        return ">="
    return "=" if found.reading.behind and quantity.relation == ">=" and done else quantity.relation


def _quote(found: Measured) -> tuple[int, int]:
    """Return the place of the clause, cut to the limit around its number."""
    clause, quantity = found.clause, found.quantity
    length = clause.local_end - clause.local_start
    end = min(length, max(quantity.end, QUOTE_LIMIT))
    start = max(0, end - QUOTE_LIMIT) if end - QUOTE_LIMIT <= quantity.start else quantity.start
    text = clause.text[start:end].rstrip("。;,、 ")
    return _located(clause, start, start + len(text))
