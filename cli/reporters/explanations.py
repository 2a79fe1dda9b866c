"""Why a row is what it is, for people: on a screen, or as Markdown to paste into a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args, get_origin

import msgspec

from ...analyzers.document import Citation
from ...analyzers.explaining.evidence import (
    Evidence,
    Excerpt,
    Explanation,
    FieldChange,
    HeadingAbove,
    Reason,
    RuleText,
)
from ...analyzers.model import Record, Unit
from ...analyzers.rows.records import DOCUMENT_COLUMNS, PATH_COLUMN, Cell, Column, columns
from ..output import Output
from ..safety import one_line, tame
from ..wrapping import width_of, wrap
from .delimited import cell_text
from .labels import column_label, value_label
from .layouts import NOUNS, heading_text
from .markdown import escaped
from .screen import StyledLine, console, draw

_WIDEST = 120
"""Columns beyond which lines are too long to read."""

_GUTTER = 6
"""Columns for the labels of the parts."""

_INDENT = "  "
_OPENING, _CLOSING = "【", "】"
"""Stand around the words that a record is about; on a terminal they are coloured, too."""

_ELSEWHERE = frozenset(
    {"id", "text", "page", "line", "start", "end", "section", "rule", "parent", "title", "marker", "unit_end"}
)
"""Fields that the other parts show."""

_SPACE = re.compile(r"\s+")
_WORDS_SHOWN = 3
"""How many of the places of an entry's words are shown."""


class Shown(NamedTuple):
    """A line for people, before it is wrapped.

    Attributes:
        text: its words.
        depth: how far it is indented.
        marked: the stretch that is to be seen at once.
    """

    text: str
    depth: int = 0
    marked: tuple[int, int] = (0, 0)


class Part(NamedTuple):
    """What an explanation says of one thing."""

    label: str
    lines: tuple[Shown, ...]


def write_explanations(batches: Iterable[Iterable[Explanation]], output: Output) -> None:
    """Draw explanations, with an empty line between two."""
    width = min(output.width, _WIDEST)
    screen = console(output, output.width)
    first = True
    for batch in batches:
        for explanation in batch:
            between: list[StyledLine] = [] if first else [[]]
            first = False
            draw(screen, [*between, *_screen(explanation, width)])
        output.flush()


def write_explanations_as_markdown(batches: Iterable[Iterable[Explanation]], output: Output) -> None:
    """Write a heading for each explanation and a list below it."""
    for batch in batches:
        for explanation in batch:
            lines = [f"## {escaped(_headline(explanation))}", ""]
            for part in parts(explanation):
                lines.append(f"- **{part.label}**")
                lines += (f"{_INDENT * (line.depth + 1)}- {escaped(line.text)}" for line in part.lines)
            output.write("".join(f"{line}\n" for line in [*lines, ""]))
        output.flush()


def parts(explanation: Explanation) -> list[Part]:
    """Return what there is to say, part by part, without those that would be empty."""
    record = explanation.record
    title = explanation.title_of_plan
    path = one_line(explanation.document)
    made = (
        ("文件", [Shown(f"{one_line(title)}（{path}）" if title else path)]),
        (
            "章节",
            [Shown(" > ".join(map(heading_text, explanation.headings)))] if explanation.headings else [],
        ),
        ("位置", [Shown(_place(record))]),
        ("原文", [_excerpt(explanation.excerpt)]),
        ("内容", _fields(explanation)),
        ("规则", [_rule(explanation.rule), *map(_rule, explanation.steps)]),
        ("依据", _reasons(explanation)),
        ("词条", [line for evidence in explanation.evidence for line in _evidence(evidence, explanation)]),
    )
    told = (Part(label, tuple(lines)) for label, lines in made)
    return [part for part in told if part.lines]


def _screen(explanation: Explanation, width: int) -> Iterator[StyledLine]:
    for line in wrap(_headline(explanation), width):
        yield [(line, "bold")]
    for part in parts(explanation):
        label = part.label
        for shown in part.lines:
            indent = _INDENT * shown.depth
            room = width - _GUTTER - len(indent)
            for place, pieces in enumerate(_styled(shown, room)):
                front = f"{label}{' ' * (_GUTTER - width_of(label))}" if label else " " * _GUTTER
                hanging = _INDENT if place and part.label != "原文" else ""
                yield [(front, "bold cyan"), (f"{indent}{hanging}", ""), *pieces]
                label = ""


def _styled(shown: Shown, room: int) -> Iterator[StyledLine]:
    """Yield a line as lines of the screen, the marked stretch in colour wherever it is broken."""
    start, end = shown.marked
    position = 0
    for line in wrap(shown.text, room - len(_INDENT)):
        low, high = (min(max(edge - position, 0), len(line)) for edge in (start, end))
        pieces = [(line[:low], ""), (line[low:high], "bold yellow"), (line[high:], "")]
        yield [piece for piece in pieces if piece[0]]
        position += len(line)
        while position < len(shown.text) and shown.text[position].isspace():
            position += 1


def _headline(explanation: Explanation) -> str:
    record = explanation.record
    words = heading_text(record) if isinstance(record, Unit) else one_line(record.text)
    return f"{record.id}  {NOUNS[explanation.kind]}：{words}"


def _place(record: Record) -> str:
    page = "" if record.page is None else f"第 {record.page} 页，"
    line = "" if record.line is None else f"第 {record.line} 行，"
    return f"{page}{line}字符 {record.start}–{record.end}"


def _excerpt(excerpt: Excerpt) -> Shown:
    (mark,) = excerpt.marks
    pieces = (
        excerpt.text[: mark.start - excerpt.start],
        excerpt.text[mark.start - excerpt.start : mark.end - excerpt.start],
        excerpt.text[mark.end - excerpt.start :],
    )
    before, marked, behind = (tame(_SPACE.sub(" ", piece)) for piece in pieces)
    before = before.lstrip()
    words = f"{_OPENING}{marked.strip()}{_CLOSING}"
    return Shown(f"{before}{words}{behind.rstrip()}", marked=(len(before), len(before) + len(words)))


def _fields(explanation: Explanation) -> list[Shown]:
    """Return the record's own fields that hold something, one a line."""
    record = explanation.record
    lines: list[Shown] = []
    for column in _own_columns(explanation.kind):
        cell = column.cell(record)
        if column.field not in _ELSEWHERE and cell not in (None, "", (), False):
            lines.append(
                Shown(f"{column_label(column.name)}：{_cell(cell, closed=_is_closed(record, column))}")
            )
    return lines


def _own_columns(kind: str) -> list[Column]:
    """Return the columns of the record's own fields, without those of spans, which people don't read."""
    own = columns(kind)[len(DOCUMENT_COLUMNS) :]
    return [column for column in own if column is not PATH_COLUMN and not column.field.endswith("_span")]


def _is_closed(record: Record, column: Column) -> bool:
    """Say whether a field holds a word of a closed vocabulary."""
    types = {field.name: field.type for field in msgspec.structs.fields(type(record))}
    return _is_vocabulary(types[column.field])


def _is_vocabulary(annotation: object) -> bool:
    return any(get_origin(part) is Literal for part in (annotation, *get_args(annotation)))


def _cell(cell: Cell, *, closed: bool) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return value_label(str(cell)) if closed else one_line(cell_text(cell))


def _rule(rule: RuleText) -> Shown:
    filled = f"（{'、'.join(map(column_label, rule.fields))}）" if rule.fields else ""
    return Shown(f"{rule.id}{filled}：{rule.chinese or '还没有说明'}")


def _reasons(explanation: Explanation) -> Iterator[Shown]:
    """Yield the votes, those on a unit above indented below the vote that hands its role down."""
    names = {heading.id: heading for heading in explanation.headings}
    depths: dict[str, int] = {}
    for reason in explanation.reasons:
        depth = depths.setdefault(reason.unit, len(depths))
        yield Shown(_reason(reason, explanation, names), depth)


def _reason(reason: Reason, explanation: Explanation, names: dict[str, HeadingAbove]) -> str:
    mark = "✓" if reason.decided else "✗"
    cues = "、".join(f"“{one_line(cue.text)}”（{cue.entry}，{cue.start}–{cue.end}）" for cue in reason.cues)
    told = cues
    if reason.source == "parent" and reason.from_unit:
        above = names.get(reason.from_unit)
        told = f"{reason.from_unit} {heading_text(above)}" if above else reason.from_unit
    elif reason.source == "kind":
        told = value_label(explanation.document_kind)
    elif reason.source == "position":
        told = "在总体要求和目标之前"
    weight = f"，权重 {reason.weight:g}" if reason.cues else ""
    return f"{mark} {value_label(reason.role)} ← {value_label(reason.source)} {told}{weight}"


def _evidence(evidence: Evidence, explanation: Explanation) -> Iterator[Shown]:
    joint = f"{value_label(evidence.effect)}，" if evidence.effect == "joint" else ""
    yield Shown(f"{evidence.entry}（{evidence.file}）：{joint}{_effect(evidence, explanation)}")
    yield Shown(_words(evidence.words), depth=1)


def _words(words: tuple[Citation, ...]) -> str:
    shown = "、".join(f"“{one_line(word.text)}”（{word.start}–{word.end}）" for word in words[:_WORDS_SHOWN])
    return f"{shown}等 {len(words)} 处" if len(words) > _WORDS_SHOWN else shown


def _effect(evidence: Evidence, explanation: Explanation) -> str:
    without = "和其他“共同”的词条一起去掉" if evidence.effect == "joint" else "去掉它"
    if not evidence.changes:
        return f"{without}，就没有这一条"
    return f"{without}，{'；'.join(_change(change, explanation) for change in evidence.changes)}"


def _change(change: FieldChange, explanation: Explanation) -> str:
    """Return how a field would differ: what a list would lose and gain, what else would stand there."""
    columns_ = _own_columns(explanation.kind)
    column = next((column for column in columns_ if column.field == change.field), None)
    label = column_label(column.name if column else change.field)
    was = column.cell(explanation.record) if column else None
    now: Cell = change.without
    if now in (None, (), ""):
        return f"{label}变空"
    if isinstance(was, tuple) and isinstance(now, tuple):
        lost, gained = _missing(was, now), _missing(now, was)
        told = [f"少了{'、'.join(lost)}"] * bool(lost) + [f"多了{'、'.join(gained)}"] * bool(gained)
        return f"{label}{'，'.join(told) or '次序不同'}"
    closed = column is not None and _is_closed(explanation.record, column)
    return f"{label}变为{_cell(now, closed=closed)}"


def _missing(those: Sequence[Cell], among: Sequence[Cell]) -> list[str]:
    """Return, in quotation marks, the items of a list that another list does not have."""
    return [f"“{one_line(cell_text(item))}”" for item in those if item not in among]
