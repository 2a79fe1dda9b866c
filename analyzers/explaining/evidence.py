"""Why a record is what it is, as data: what `planscan explain` gives."""

from __future__ import annotations

from typing import Any

import msgspec

from ..document import Citation, Span
from ..model import Record
from ..vocabulary import DocumentKind, Effect, Role, VoteSource


class HeadingAbove(msgspec.Struct, frozen=True, kw_only=True):
    """One of the headings above a record."""

    id: str
    marker: str
    title: str
    role: Role


class Excerpt(msgspec.Struct, frozen=True, kw_only=True):
    """A record's sentence with its neighbours: `document.text[start:end] == text`.

    Attributes:
        text: the words.
        start: offset of the first character.
        end: offset behind the last.
        marks: the record's own words among them, by the document's offsets; of an outline unit its heading.
    """

    text: str
    start: int
    end: int
    marks: tuple[Span, ...]


class RuleText(msgspec.Struct, frozen=True, kw_only=True):
    """A rule in words.

    Attributes:
        id: the id that records give.
        chinese: what it does, in Chinese; null where nobody has described it.
        english: the same in English.
        fields: the fields that it fills; empty for the rule that made the record.
        lexicons: the lexicons that it asks.
    """

    id: str
    chinese: str | None
    english: str | None
    fields: tuple[str, ...]
    lexicons: tuple[str, ...]


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the document that an entry of a lexicon matched."""

    entry: str
    text: str
    start: int
    end: int


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for the role of an outline unit.

    Attributes:
        unit: id of the unit whose role it is: of the record, or of one above that hands its role down.
        source: where it comes from.
        role: the role that it speaks for.
        weight: from 0 to 1: the share of the heading that the cue fills, or of the units around that agree.
        decided: whether the unit's role follows it; the others were overruled.
        from_unit: id of the unit that hands the role down.
        cues: the words that say it.
    """

    unit: str
    source: VoteSource
    role: Role
    weight: float
    decided: bool
    from_unit: str | None
    cues: tuple[Cue, ...]


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field that would hold something else."""

    field: str
    without: Any


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a lexicon that took part: the analysis without it gives something else.

    Attributes:
        entry: its id.
        file: the file where it stands.
        line: the line of the file.
        effect: what its absence does.
        changes: the fields that would change where the record would stay.
        words: the words that it matched around the record.
    """

    entry: str
    file: str
    line: int | None
    effect: Effect
    changes: tuple[FieldChange, ...]
    words: tuple[Citation, ...]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A record with all that made it.

    Attributes:
        document: the document, under the name that the user gave it.
        title_of_plan: the title of the plan.
        document_kind: what sort of document it is.
        kind: the kind of the record, a field of `Plan`.
        record: the record itself.
        headings: the headings above it, from the outermost.
        excerpt: its sentence in context.
        rule: the rule that made it.
        steps: the rules that filled fields of it.
        reasons: why the outline unit that it is, or that holds it, has its role: first its own, then those of
            the units above as far as they hand their role down.
        evidence: the entries that took part, in the order of their words.
    """

    document: str
    title_of_plan: str | None
    document_kind: DocumentKind
    kind: str
    record: Record
    headings: tuple[HeadingAbove, ...]
    excerpt: Excerpt
    rule: RuleText
    steps: tuple[RuleText, ...]
    reasons: tuple[Reason, ...]
    evidence: tuple[Evidence, ...]
