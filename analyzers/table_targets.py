"""Targets of indicator tables: one for each cell of a target column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from .context import Context
from .document import Span
from .horizons import present_year, year_by
from .model import Target
from .numerals import MAGNITUDES, parse_decimal
from .quantities import quantity_reader
from .tables import Cell, Column, Table, columns, find_tables
from .vocabulary import Change, Constraint, MeasureOf, Relation

_UNIT = re.compile(r"[(〔\[](?P<unit>[^()〔〕\[\]]*)[)〕\]]\s*$")
_MAGNITUDE = re.compile(rf"^(?P<magnitude>{'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?=.)")
_BARE = re.compile(
    r"(?P<sign>[<>≤≥]=?|不低于|不超过|大于|小于|约)?\s*(?P<low>-?[\d,.]+)(?:\s*[-—~至]\s*(?P<high>[\d,.]+))?\s*(?P<after>以上|以内|以下|左右)?"
)
_SIGNS: dict[str, Relation] = {
    "<": "<=", "≤": "<=", "<=": "<=", ">": ">=", "≥": ">=", ">=": ">=", "不低于": ">=", "不超过": "<=",
    "大于": ">=", "小于": "<=", "约": "~", "以上": ">=", "以内": "<=", "以下": "<=", "左右": "~",
}  # fmt: skip


class _Value(NamedTuple):
    value: Decimal
    value_max: Decimal | None
    unit: str
    relation: Relation


def find_table_targets(context: Context) -> tuple[Target, ...]:
    """Return the targets of all indicator tables, in order.

    Args:
        context: the document with its tables.
    """
    return tuple(t for table in find_tables(context) for t in _targets(context, table))


def _targets(context: Context, table: Table) -> Iterator[Target]:
    kinds = columns(table, context.lexicon, present_year(context.facts))
    held = [kind for kind, _ in kinds]
    if "name" not in held or not {"target", "growth"} & set(held):
        return
    for row in table.rows:
        for place, (kind, year) in enumerate(kinds):
            if kind in ("target", "growth") and row[place].span:
                target = _target(context, row, kinds, place, year)
                if target:
                    yield target


def _target(
    context: Context,
    row: Sequence[Cell],
    kinds: Sequence[tuple[Column, int | None]],
    place: int,
    year: int | None,
) -> Target | None:
    name, cell = _named(row, kinds, "name"), row[place]
    unit = _named(row, kinds, "unit")
    read = _value(context, cell.text, _unit_of(name, unit)) if name else None
    if not read or not name or not name.span or not cell.span:
        return None
    indicator = _without_unit(context, name)
    base, base_year = _base(row, kinds)
    found, source = year_by(context, [], [], cell.span.start, context.unit_at(cell.span.start))
    words = context.document.cite(cell.span.start, cell.span.end).text
    named = context.document.cite(indicator.start, indicator.end).text
    attribute = _named(row, kinds, "attribute")
    return context.record(
        Target,
        "target",
        cell.span.start,
        cell.span.end,
        "targets.table",
        indicator=named,
        indicator_span=indicator,
        relation=read.relation,
        value=read.value,
        value_max=read.value_max,
        value_text=words,
        unit=read.unit,
        measure_of=_measure_of(name.text, cell.text, kinds[place][0]),
        change=_change(cell.text),
        year=year or found,
        year_from="clause" if year else source,
        base_value=base,
        base_year=base_year,
        constraint=_constraint(attribute),
        approximate=read.relation == "~",
        source="table",
        quote=f"{named}|{words}",
    )


def _named(row: Sequence[Cell], kinds: Sequence[tuple[Column, int | None]], column: Column) -> Cell | None:
    """Return the last cell of that kind: the innermost name where a table groups its indicators."""
    return next((row[i] for i in reversed(range(len(kinds))) if kinds[i][0] == column and row[i].text), None)


def _unit_of(name: Cell | None, unit: Cell | None) -> str:
    if unit:
        return unit.text.strip("()")
    inside = _UNIT.search(name.text) if name else None
    return inside["unit"] if inside else ""


def _without_unit(context: Context, name: Cell) -> Span:
    assert name.span is not None  # noqa: S101 - the caller has looked
    inside = _UNIT.search(name.text)
    end = name.span.start + inside.start() if inside and inside.start() else name.span.end
    words = context.document.text[name.span.start : end].rstrip()
    return Span(name.span.start, name.span.start + len(words))


def _value(context: Context, text: str, unit: str) -> _Value | None:
    """Read a cell: a quantity with its unit, or a bare number whose unit stands in the header or the name."""
    words = text.strip(" []〔〕()")
    quantity = next(iter(quantity_reader(context.lexicon).read(words)), None)
    if quantity and quantity.unit:
        return _Value(quantity.value, quantity.value_max, quantity.unit, quantity.relation)
    bare = _BARE.search(words)
    low = parse_decimal(bare["low"].strip("-,.")) if bare else None
    if bare is None or low is None:
        return None
    high = parse_decimal(bare["high"].strip(",.")) if bare["high"] else None
    scale = _MAGNITUDE.match(unit)
    power = MAGNITUDES[scale["magnitude"]] if scale else 0
    relation: Relation = _SIGNS.get(
        bare["after"] or "", _SIGNS.get(bare["sign"] or "", "range" if high else "=")
    )
    return _Value(
        _scaled(low, power),
        _scaled(high, power) if high else None,
        unit[scale.end() :] if scale else unit,
        relation,
    )


def _scaled(value: Decimal, power: int) -> Decimal:
    scaled = value.scaleb(power)
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled


def _base(
    row: Sequence[Cell], kinds: Sequence[tuple[Column, int | None]]
) -> tuple[Decimal | None, int | None]:
    for cell, (kind, year) in zip(row, kinds, strict=True):
        bare = _BARE.search(cell.text) if kind == "base" else None
        if bare:
            return parse_decimal(bare["low"].strip("-,.")), year
    return None, None


def _measure_of(name: str, cell: str, column: Column) -> MeasureOf:
    if cell.startswith(("[", "〔")) or any(
        word in cell for word in ("下降", "降低", "减少", "提高", "累计", "新增")
    ):
        return "increment"
    if column == "growth" or any(word in name for word in ("增长", "增速", "增幅")):
        return "growth"
    return "level"


def _change(cell: str) -> Change | None:
    if any(word in cell for word in ("下降", "降低", "减少")):
        return "down"
    return "up" if any(word in cell for word in ("提高", "增长", "新增")) else None


def _constraint(cell: Cell | None) -> Constraint | None:
    if cell is None:
        return None
    return "约束性" if "约束" in cell.text else "预期性" if "预期" in cell.text else None
