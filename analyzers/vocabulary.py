"""The closed vocabularies of the records, in one place; readers of the data must bear new values."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal[
    "background", "guideline", "principle", "goal", "direction", "task", "measure", "appendix", "other"
]
"""What an outline unit does in the plan."""

DocumentKind = Literal[
    "plan",
    "action_plan",
    "implementation",
    "opinion",
    "measures",
    "work_report",
    "proposal",
    "notice",
    "regulation",
    "news",
    "other",
]
"""What sort of document the plan itself is, not the notice that carries it."""

VoteSource = Literal["heading", "introduction", "siblings", "children", "parent", "position", "kind"]
"""Where what speaks for a role comes from: the unit's own heading, what is said before its series, the units
around it, its place among the chapters, or the kind of document."""

Effect = Literal["decides", "changes", "joint"]
"""What the absence of a lexicon entry does to a record: it would not be there, it would hold something else, or
it would do so if all entries of this effect were absent together, and not if fewer of them were."""

StructureKind = Literal["industry", "spatial", "work", "other"]
StructureStatus = Literal["resolved", "partial", "named"]
DeclaredStatus = Literal["fulfilled", "short", "over", "unlisted"]
YearSource = Literal["clause", "paragraph", "section", "period"]
UnitPart = Literal["responsible", "cooperating", "supervising"]
LedgerPart = Literal["lead", "responsible", "cooperating", "supervising"]
"""What a unit does in a task: that it leads is a part too where parts stand in rows."""

MeasureKind = Literal["safeguard", "support", "self"]
Relation = Literal[">=", "<=", "=", "~", "range"]
MeasureOf = Literal["level", "growth", "increment", "multiple", "rank"]
Change = Literal["up", "down"]
YearBound = Literal["before", "end"]
Constraint = Literal["约束性", "预期性"]
TargetSource = Literal["text", "table"]
RejectionReason = Literal[
    "history",
    "forecast",
    "incentive",
    "eligibility",
    "requirement",
    "deadline",
    "count",
    "name",
    "scope",
    "means",
    "existing",
]
MessageLevel = Literal["info", "warning", "error"]
"""`error` only stands in the place of a document that could not be read."""
BlockKind = Literal["paragraph", "heading", "item", "row", "aside"]
"""`aside` is text set apart from the body: footnotes, running heads that a reader kept."""

EditKind = Literal["inserted", "joined"]

ROLES: tuple[Role, ...] = get_args(Role)
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
