"""How rows look for people: which columns, in which words, and under which headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

from ...analyzers.document import Citation
from ...analyzers.explaining.evidence import HeadingAbove
from ...analyzers.model import (
    Activity,
    Declared,
    Goal,
    Incentive,
    Plan,
    Record,
    Rejected,
    Structure,
    Target,
    Unit,
)
from ...analyzers.rows.ledger import Assignment
from ..safety import one_line
from .amounts import readable, span_of
from .labels import column_label, value_label
from .nesting import group_text
from .views import RecordView

R = TypeVar("R", bound=Record)


class Line(NamedTuple):
    """One row of a table for people.

    Attributes:
        cells: its cells in the order of the columns; a cell may have several lines.
        heading: whether it only stands above the rows that follow.
        depth: how many headings stand above it in the table.
    """

    cells: tuple[str, ...]
    heading: bool
    depth: int


class Shown(NamedTuple):
    """A column for people.

    Attributes:
        header: its Chinese header.
        cell: what gives the words of a record.
        weight: its part of the room that running text shares; 0 for one as wide as its words.
        nested: whether its words are indented under their headings.
    """

    header: str
    cell: Callable[[Any], str]
    weight: int = 0
    nested: bool = False


class Sheet(NamedTuple):
    """A table for people: the rows of one document, and how many there are, headings of the table left out."""

    columns: tuple[Shown, ...]
    lines: tuple[Line, ...]
    rows: int


Layout: TypeAlias = tuple[Shown, ...]


def sheet(plan: Plan, view: RecordView) -> Sheet:
    """Return the table of a plan's records, without the columns in which no record has anything."""
    records = view.records(plan)
    layout = LAYOUTS[view.kind]
    depths = _depths(records)
    table = [tuple(column.cell(record) for column in layout) for record in records]
    kept = [place for place in range(len(layout)) if any(row[place] for row in table)]
    lines = (
        Line(tuple(row[place] for place in kept), isinstance(record, Unit) and not record.leaf, depth)
        for record, row, depth in zip(records, table, depths, strict=True)
    )
    return Sheet(tuple(layout[place] for place in kept), tuple(lines), len(records))


def heading_text(unit: Unit | HeadingAbove | Assignment) -> str:
    """Return marker and title of a unit as one reads them."""
    marker = one_line(unit.marker)
    gap = " " if marker.isascii() and marker else ""
    return f"{marker}{gap}{one_line(unit.title)}"


def caption(plan: Plan, kind: str, count: int) -> str:
    """Return the line above the rows of a document: its title, its path, and how many rows there are."""
    facts = plan.document
    title = facts.plan_title or facts.title
    name = one_line(facts.path)
    found = f"{NOUNS[kind]} {count} 条" if count else f"没有找到{NOUNS[kind]}"
    return f"{one_line(title)}（{name}）：{found}" if title else f"{name}：{found}"


def structure_lines(structure: Structure) -> list[str]:
    """Return the groups of a structure, one line each: count, name and members."""
    return [group_text(group) for group in structure.groups]


def joined(items: Iterable[str]) -> str:
    """Return phrases in one line."""
    return "；".join(one_line(item) for item in items)


def status_text(count: Declared) -> str:
    """Return whether an announced count is fulfilled, and what there is if not."""
    return "✓" if count.status == "fulfilled" else f"✗ {value_label(count.status)}"


def _depths(records: Sequence[Record]) -> list[int]:
    """Return for each record how many records of the same table stand above it in the outline."""
    known: dict[str | None, int] = {}
    depths: list[int] = []
    for record in records:
        above = record.parent if isinstance(record, Unit) else None
        depths.append(known[above] + 1 if above in known else 0)
        known[record.id] = depths[-1]
    return depths


def place_of(record: Record | Assignment) -> str:
    """Return page or line, whichever the format has."""
    if record.page is not None:
        return f"第{record.page}页"
    return "" if record.line is None else f"第{record.line}行"


def year_text(year: int | None) -> str:
    """Return a year as one reads it; nothing for None."""
    return "" if year is None else f"{year}年"


def _words(citation: Citation | None) -> str:
    return one_line(citation.text) if citation else ""


def _units(unit: Unit) -> str:
    """Return the responsible units by their part: who leads, is responsible, cooperates, supervises."""
    parts = {"牵头": [one_line(lead.text) for lead in unit.lead]}
    for other in unit.units:
        parts.setdefault(value_label(other.part), []).append(one_line(other.text))
    return "；".join(f"{part}：{'、'.join(names)}" for part, names in parts.items() if names)


def _value_words(target: Target) -> str:
    return one_line(target.value_text or target.comparator or "")


def _value(target: Target) -> str:
    """Return what is to be reached, in words: `不低于2,800亿元`, `增速约6%`, `下降13.5%`; under it the base."""
    parts: list[str] = []
    if target.value is not None:
        measure = _CHANGES.get(target.change or "", "变动") if target.measure_of == "increment" else ""
        measure = value_label(target.measure_of) if target.measure_of in ("growth", "rank") else measure
        bound = _BOUNDS.get(target.relation or "", "")
        parts.append(f"{measure}{bound}{span_of(target.value, target.value_max, target.unit)}")
    if target.base_value is not None:
        year = f"{target.base_year}年" if target.base_year else "基期"
        unit = target.unit if target.measure_of == "level" else ""
        parts.append(f"{year} {readable(target.base_value)}{unit}")
    return "\n".join(parts)


def _year_and_source(target: Target) -> str:
    """Return the year, and under it where it stands."""
    return "\n".join(part for part in (year_text(target.year), value_label(target.year_from)) if part)


def _award(incentive: Incentive) -> str:
    """Return what is paid, in one phrase: `研发投入的20%，最高500万元`, `每人每月1,000元`."""
    parts: list[str] = []
    if incentive.rate is not None:
        of = f"{one_line(incentive.rate_of)}的" if incentive.rate_of else ""
        parts.append(f"{of}{readable(incentive.rate)}%")
    if incentive.amount is not None:
        parts.append(span_of(incentive.amount, incentive.amount_max, incentive.unit))
    if incentive.cap is not None:
        parts.append(f"最高{span_of(incentive.cap, None, incentive.unit)}")
    per = incentive.per or ""
    return f"{'' if per.startswith('/') else one_line(per)}{'，'.join(parts)}"


def _shown(type_: type[R], name: str, cell: Callable[[R], str], weight: int = 0) -> Shown:  # noqa: ARG001
    """Return the column called `name`; `type_` tells type checkers what `cell` is given."""
    return Shown(column_label(name), cell, weight)


_BOUNDS = {">=": "不低于", "<=": "不超过", "~": "约"}
_CHANGES = {"up": "增加", "down": "下降"}
_ID = _shown(Record, "id", lambda record: record.id)
_PLACE = Shown("位置", place_of)
_TITLE = Shown(column_label("title"), heading_text, weight=4, nested=True)
_ROLE = _shown(Unit, "role", lambda unit: value_label(unit.role))
_ACTIONS = _shown(Activity, "actions", lambda unit: joined(a.text for a in unit.actions), weight=5)
_DUE = _shown(Activity, "due", lambda unit: unit.due or year_text(unit.year))
_UNITS = _shown(Unit, "units", _units, weight=3)
_MEASURE_KIND = _shown(Activity, "measure_kind", lambda unit: value_label(unit.measure_kind))

LAYOUTS: dict[str, Layout] = {
    "outline": (_ID, _TITLE, _ROLE, _PLACE),
    "directions": (_ID, _TITLE, _ACTIONS, _DUE, _PLACE),
    "tasks": (_ID, _TITLE, _ACTIONS, _DUE, _UNITS, _PLACE),
    "measures": (_ID, _TITLE, _ACTIONS, _MEASURE_KIND, _DUE, _UNITS, _PLACE),
    "goals": (
        _ID,
        _shown(Goal, "year", lambda goal: year_text(goal.year)),
        _shown(Goal, "text", lambda goal: one_line(goal.text), weight=1),
        _PLACE,
    ),
    "targets": (
        _ID,
        _shown(Target, "indicator", lambda target: one_line(target.indicator or ""), weight=4),
        _shown(Target, "value_text", _value_words, weight=3),
        _shown(Target, "value", _value, weight=3),
        _shown(Target, "year", _year_and_source),
        _shown(Target, "constraint", lambda target: target.constraint or ""),
        _shown(Target, "quote", lambda target: one_line(target.quote), weight=5),
        _PLACE,
    ),
    "incentives": (
        _ID,
        _shown(Incentive, "beneficiary", lambda incentive: one_line(incentive.beneficiary or ""), weight=3),
        _shown(Incentive, "condition", lambda incentive: one_line(incentive.condition or ""), weight=4),
        Shown("金额", _award, weight=3),
        _shown(Incentive, "form", lambda incentive: one_line(incentive.form or ""), weight=1),
        _PLACE,
    ),
    "rejected": (
        _ID,
        _shown(Rejected, "text", lambda number: one_line(number.text), weight=1),
        _shown(Rejected, "reason", lambda number: value_label(number.reason)),
        _PLACE,
    ),
    "structures": (
        _ID,
        _shown(Structure, "notation", lambda structure: one_line(structure.notation), weight=2),
        _shown(Structure, "subject", lambda structure: _words(structure.subject), weight=2),
        _shown(Structure, "belongs_to", lambda structure: _words(structure.belongs_to), weight=2),
        _shown(Structure, "structure_kind", lambda structure: value_label(structure.kind))._replace(
            header="类别"
        ),
        _shown(Structure, "groups", lambda structure: "\n".join(structure_lines(structure)), weight=6),
        _shown(Structure, "status", lambda structure: value_label(structure.status)),
        _PLACE,
    ),
    "declared": (
        _ID,
        _shown(Declared, "quote", lambda count: one_line(count.quote), weight=1),
        _shown(Declared, "of", lambda count: value_label(count.of)),
        _shown(Declared, "count", lambda count: str(count.count)),
        _shown(Declared, "found", lambda count: str(count.found)),
        _shown(Declared, "status", status_text),
        _PLACE,
    ),
}
"""The columns of each kind that has a command of its own."""

NOUNS: dict[str, str] = {
    "outline": "章节",
    "directions": "方向",
    "tasks": "任务",
    "measures": "措施",
    "goals": "目标",
    "targets": "指标",
    "incentives": "奖补",
    "rejected": "排除的数字",
    "structures": "结构",
    "declared": "声明的数目",
    "ledger": "责任单位分工",
}
"""What the rows of each kind are called."""
