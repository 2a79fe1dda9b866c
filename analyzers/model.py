"""The records that planscan gives: the same names in Python, JSON, CSV and the published JSON Schema."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from .document import Citation, Edit, Message, Span
from .vocabulary import (
    Change,
    Constraint,
    DeclaredStatus,
    DocumentKind,
    MeasureKind,
    MeasureOf,
    RejectionReason,
    Relation,
    Role,
    StructureKind,
    StructureStatus,
    TargetSource,
    UnitPart,
    YearBound,
    YearSource,
)

if TYPE_CHECKING:
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]

SCHEMA_VERSION = 1
"""The number of the record format; it changes when a field's meaning does."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What every row has.

    Attributes:
        id: kind and start offset, `target-1234`; `-2` and so on where two records of a kind begin together.
        start: offset of the first code point in the canonical text.
        end: offset behind the last one.
        text: the words between them.
        page: the page on which it begins, where the format has pages.
        line: the line of the source on which it begins, where the format has lines.
        section: the id of the innermost outline unit that holds it.
        rule: the id of the rule that made it.
    """

    id: str
    start: int
    end: int
    text: str
    page: int | None
    line: int | None
    section: str | None
    rule: str


class Responsible(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A unit that a task or measure names, with its part in it."""

    text: str
    start: int
    end: int
    part: UnitPart
    label: str | None = None
    inherited: bool = False


class Unit(Record, frozen=True, kw_only=True):
    """One unit of the document's own outline; `start` … `end` are its own words up to its first child."""

    parent: str | None
    level: int
    marker: str
    title: str
    title_span: Span
    role: Role
    leaf: bool
    unit_end: int
    lead: tuple[Citation, ...] = ()
    units: tuple[Responsible, ...] = ()


class Activity(Unit, frozen=True, kw_only=True):
    """An outline unit that says what is to be done: a direction, a task or a measure."""

    actions: tuple[Citation, ...] = ()
    year: int | None = None
    due: str | None = None
    measure_kind: MeasureKind | None = None


class Goal(Record, frozen=True, kw_only=True):
    """A qualitative or mixed statement of what will have been achieved."""

    year: int | None = None
    year_from: YearSource | None = None


class Target(Record, frozen=True, kw_only=True):
    """One quantity that is to be reached or held."""

    indicator: str | None
    indicator_span: Span | None
    relation: Relation | None
    value: Decimal | None
    value_max: Decimal | None = None
    value_text: str | None = None
    unit: str = ""
    measure_of: MeasureOf | None = None
    change: Change | None = None
    year: int | None = None
    year_from: YearSource | None = None
    year_bound: YearBound | None = None
    base_value: Decimal | None = None
    base_year: int | None = None
    base_from: str | None = None
    constraint: Constraint | None = None
    strength: str | None = None
    approximate: bool = False
    part_of: str | None = None
    same_as: str | None = None
    comparator: str | None = None
    source: TargetSource = "text"
    quote: str = ""


class Incentive(Record, frozen=True, kw_only=True):
    """What a support clause pays, to whom and on which condition.

    Attributes:
        beneficiary: who is paid.
        condition: on which condition, without the 的 that closes it.
        amount: what is paid; the lower end of a range.
        amount_max: the upper end of a range.
        rate: the share that is paid, in per cent.
        rate_of: what it is a share of.
        cap: the most that is paid.
        unit: the unit of `amount` and `cap`, without the magnitude.
        per: for each of what: 每人每月.
        form: what the award is called: 一次性奖励.
    """

    beneficiary: str | None = None
    beneficiary_span: Span | None = None
    condition: str | None = None
    condition_span: Span | None = None
    amount: Decimal | None = None
    amount_max: Decimal | None = None
    rate: Decimal | None = None
    rate_of: str | None = None
    rate_of_span: Span | None = None
    cap: Decimal | None = None
    unit: str = ""
    per: str | None = None
    per_span: Span | None = None
    form: str | None = None
    form_span: Span | None = None


class Group(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What stands behind one digit of a numbered structure.

    Attributes:
        count: how many the digit announces; null for N and X.
        found: how many members the document lists; other than `count` where a solution is partial. A digit that
            stands for a figure (年均增长9%) has no members, and as many as it says.
        label: what the group is called, if it has a name.
        members: what was listed, in order.
    """

    count: int | None
    found: int
    label: Citation | None
    members: tuple[Citation, ...]


class Structure(Record, frozen=True, kw_only=True):
    """A numbered formula for an industry system, a spatial layout or a work system.

    `belongs_to` is the member of another structure, or the place, that a layout is a layout of.
    """

    notation: str
    kind: StructureKind
    subject: Citation | None
    belongs_to: Citation | None
    groups: tuple[Group, ...]
    status: StructureStatus
    mentions: tuple[Citation, ...]


class Declared(Record, frozen=True, kw_only=True):
    """A count that the document announces, and how many of them its outline or its lists hold."""

    quote: str
    count: int
    of: Role | None
    found: int
    status: DeclaredStatus


class Rejected(Record, frozen=True, kw_only=True):
    """A number that looks like a target and is not."""

    reason: RejectionReason


class LexiconInfo(msgspec.Struct, frozen=True):
    """The knowledge that made a result: its version and the digest of all its files."""

    version: str
    digest: str


class ProgramInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The program that made a result."""

    schema: int
    version: str
    lexicon: LexiconInfo
    segmenter: str


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says of itself: of the plan, not of the notice that carries it."""

    path: str
    sha256: str
    text_sha256: str
    format: str
    encoding: str | None
    characters: int
    edits: tuple[Edit, ...]
    title: str | None = None
    title_span: Span | None = None
    issuer: str | None = None
    issuer_span: Span | None = None
    issuers: tuple[Citation, ...] = ()
    kind: DocumentKind = "other"
    region: str | None = None
    region_code: str | None = None
    number: str | None = None
    number_span: Span | None = None
    issued: str | None = None
    period: tuple[int, int] | None = None
    valid_to: str | None = None
    carrier_title: str | None = None
    carrier_kind: DocumentKind | None = None
    plan_title: str | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The whole result for one document."""

    planscan: ProgramInfo
    document: Facts
    outline: tuple[Unit, ...]
    directions: tuple[Activity, ...]
    tasks: tuple[Activity, ...]
    measures: tuple[Activity, ...]
    goals: tuple[Goal, ...]
    targets: tuple[Target, ...]
    incentives: tuple[Incentive, ...]
    structures: tuple[Structure, ...]
    declared: tuple[Declared, ...]
    rejected: tuple[Rejected, ...]
    messages: tuple[Message, ...]

    def to_frames(self) -> dict[str, pd.DataFrame]:
        """Return one pandas data frame for each kind of record, by its name (`tasks`, `goals`, …)."""
        from .frames import to_frames

        return to_frames([self])
