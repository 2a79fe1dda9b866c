"""A plan on one screen: what it is, what it wants, what doesn't add up, and how far to trust the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...analyzers.model import Plan
from ...analyzers.rows.overview import Overview, overview
from ..output import Output
from ..safety import one_line
from ..wrapping import clip, width_of, wrap
from .budget import choose
from .labels import value_label
from .screen import StyledLine, console, draw
from .sections import Lines, Section, Styled, sections

SCREEN = 40
"""Lines that a summary may take at most."""

_WIDEST = 140
"""Columns beyond which lines are too long to read."""

_GUTTER = 6
"""Columns for the labels of the sections."""

_FIRST_SERVED = ("tasks", "targets", "structures", "goals", "measures", "directions", "declared")
"""The order in which sections take their turns when lines are given out."""


def write_summaries(plans: Iterable[Plan], output: Output) -> None:
    """Draw a screen for each plan, with an empty line between two."""
    screen = console(output, output.width)
    for number, plan in enumerate(plans):
        between: list[StyledLine] = [[]] if number else []
        draw(screen, [*between, *summary(plan, output.width)])
        output.flush()


def summary(plan: Plan, width: int) -> list[StyledLine]:
    """Return the lines of a summary, at most `SCREEN` of them.

    Args:
        plan: the plan.
        width: the columns that lines may take.
    """
    columns = min(width, _WIDEST)
    room = columns - _GUTTER
    whole = overview(plan)
    head = _head(plan, columns)
    counts, trust = _paragraph(_counts(whole), room), _paragraph(_trust(plan, whole), room)
    budget = SCREEN - len(head) - len(counts) - len(trust)
    parts = [("规模", counts), *_fitted(sections(plan, room), budget), ("可信", trust)]
    spaced = len(head) + sum(len(shown) + 1 for _, shown in parts) <= SCREEN
    lines: list[StyledLine] = [[(line.text, line.style)] for line in head]
    for label, shown in parts:
        lines += [[]] if spaced else []
        lines += _labelled(label, shown)
    return lines


def _fitted(made: dict[str, Section], budget: int) -> list[tuple[str, Lines]]:
    """Return the label and the chosen version of each section, in reading order."""
    order = [kind for kind in _FIRST_SERVED if kind in made]
    sizes = [[len(version) for version in made[kind].versions] for kind in order]
    chosen = dict(zip(order, choose(sizes, budget), strict=True))
    return [(section.label, section.versions[chosen[kind]]) for kind, section in made.items()]


def _labelled(label: str, shown: Lines) -> Iterator[StyledLine]:
    gap = " " * (_GUTTER - width_of(label))
    for place, line in enumerate(shown):
        front = (f"{label}{gap}", "bold cyan") if place == 0 else (" " * _GUTTER, "")
        yield [front, (line.text, line.style)]


def _head(plan: Plan, columns: int) -> Lines:
    """Return what the document is: title, kind, who, where, when, and its file."""
    facts = plan.document
    title = facts.plan_title or facts.title
    named = [Styled(line, "bold") for line in wrap(one_line(title), columns)[:2]] if title else []
    carrier = facts.carrier_title if facts.carrier_title != title else None
    details = (
        value_label(facts.kind),
        one_line(facts.issuer or ""),
        facts.region or "",
        f"规划期 {'–'.join(str(year) for year in sorted(set(facts.period)))} 年" if facts.period else "",
        one_line(facts.number or ""),
        facts.issued or "",
    )
    known = " · ".join(detail for detail in details if detail)
    source = [Styled(clip(f"载于：{one_line(carrier)}", columns), "dim")] if carrier else []
    file = Styled(f"{one_line(facts.path)}，{facts.characters} 字", "dim")
    return [*named, *_paragraph(known, columns), *source, file]


def _counts(whole: Overview) -> str:
    """Return the headline numbers."""
    numbers = (
        ("目标", whole.goals, ""),
        ("指标", whole.targets, ""),
        ("方向", whole.directions, ""),
        ("任务", whole.tasks, f"（{whole.actions} 项举措）" if whole.actions else ""),
        ("措施", whole.measures, ""),
        ("结构", whole.structures, f"（{whole.structures_resolved} 个已解出）" if whole.structures else ""),
        ("章节", whole.headings, ""),
    )
    return "  ".join(f"{name} {number}{note}" for name, number, note in numbers)


def _trust(plan: Plan, whole: Overview) -> str:
    """Return how far to trust the result: what it covers, what is missing, what was turned down."""
    reasons = Counter(rejected.reason for rejected in plan.rejected)
    turned_down = "、".join(f"{value_label(reason)} {count}" for reason, count in reasons.most_common())
    notes = (
        f"{whole.covered_share * Decimal(100):.0f}% 的文字在有作用的章节内",
        f"{whole.tasks} 条任务中 {whole.tasks_without_unit} 条无责任单位" if whole.tasks else "",
        f"{whole.targets} 个指标中 {whole.targets_without_year} 个无年份" if whole.targets else "",
        f"排除的数字 {whole.rejected} 个（{turned_down}）" if whole.rejected else "",
    )
    return "；".join(note for note in notes if note)


def _paragraph(text: str, columns: int) -> Lines:
    return [Styled(line) for line in wrap(text, columns)]
