"""The sections of a summary, each in several versions from a single line to everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

from ...analyzers.model import Activity, Declared, Goal, Plan, Structure, Target
from ..safety import one_line
from ..wrapping import clip, wrap
from .labels import value_label
from .layouts import heading_text, joined, structure_lines
from .nesting import structure_name

_NO_YEAR = 9999
"""Targets without a year come last."""


class Styled(NamedTuple):
    """A line with the style that it has on a terminal."""

    text: str
    style: str = ""


Lines: TypeAlias = "list[Styled]"


class Section(NamedTuple):
    """A part of the screen.

    Attributes:
        label: the word that stands beside its first line.
        versions: what it may show: each one longer than the one before.
    """

    label: str
    versions: tuple[Lines, ...]


def sections(plan: Plan, width: int) -> dict[str, Section]:
    """Return the sections that have something to show, by the kind of their records, in reading order.

    Args:
        plan: the plan.
        width: the columns that their lines may take.
    """
    made = {
        "goals": Section("目标", _graded(_goals(plan.goals, width))),
        "targets": Section("指标", _graded(_targets(plan.targets, width))),
        "structures": Section("结构", _graded(_structures(plan.structures, width))),
        "directions": Section("方向", _graded(_activities(plan.directions, "directions", width, 2))),
        "tasks": Section("任务", _graded(_activities(plan.tasks, "tasks", width, 3))),
        "measures": Section("措施", _graded(_activities(plan.measures, "measures", width, 2))),
        "declared": Section("清点", _graded(_declared(plan.declared, width))),
    }
    return {kind: section for kind, section in made.items() if section.versions}


def _graded(versions: Iterable[Lines]) -> tuple[Lines, ...]:
    """Return the versions by length; of two that are equally long the later, which says more."""
    by_length = {len(version): version for version in versions if version}
    return tuple(by_length[length] for length in sorted(by_length))


def _more(count: int, command: str, rest: bool = True) -> Styled:
    return Styled(f"… {'另有' if rest else '共'} {count} 条，见 planscan {command}", "dim")


def _beginnings(items: Sequence[Lines], command: str) -> list[Lines]:
    """Return versions that show the first items, from none to all, with a note on what is left out."""
    versions: list[Lines] = [[_more(len(items), command, rest=False)]] if items else []
    for count in range(1, len(items) + 1):
        left = len(items) - count
        versions.append([*chain(*items[:count]), *([_more(left, command)] if left else [])])
    return versions


def _widened(narrow: Sequence[Lines], wide: Sequence[Lines]) -> list[Lines]:
    """Return versions in which the first, the first two, … all items are shown as in `wide`."""
    return [[*chain(*wide[:count], *narrow[count:])] for count in range(1, len(wide) + 1)]


def _goals(goals: Sequence[Goal], width: int) -> list[Lines]:
    """Return the goals in one line each, then in two, then in three."""
    texts = [one_line(goal.text) for goal in goals]
    one, two, three = ([_item("• ", text, width, most) for text in texts] for most in (1, 2, 3))
    return [*_beginnings(one, "goals"), *_widened(one, two), *_widened(two, three)]


def _targets(targets: Sequence[Target], width: int) -> list[Lines]:
    """Return the targets by year, in more and more lines a year; each by the words of its clause."""
    years = dict.fromkeys(sorted({target.year or _NO_YEAR for target in targets}))
    texts = [_year_line(year, [t for t in targets if (t.year or _NO_YEAR) == year]) for year in years]
    versions = _beginnings([_item("", text, width, 1) for text in texts], "targets")
    for most in (2, 3, 4, 6):
        versions.append([*chain(*(_item("", text, width, most) for text in texts))])
    return versions


def _year_line(year: int, targets: Sequence[Target]) -> str:
    clauses = dict.fromkeys(one_line(target.quote).replace("|", " ") for target in targets)
    when = "年份未明" if year == _NO_YEAR else f"{year} 年"
    return f"{when}：{'；'.join(clauses)}"


def _structures(structures: Sequence[Structure], width: int) -> list[Lines]:
    """Return the names alone, then more and more trees of members with the names of the others below them."""
    solved = [structure for structure in structures if structure.groups]
    named = [structure for structure in structures if not structure.groups]
    trees = [_structure_tree(structure, width) for structure in solved]
    versions = [
        [*chain(*trees[:count]), *_names([*solved[count:], *named], width, 1)]
        for count in range(len(trees) + 1)
    ]
    versions += ([*chain(*trees), *_names(named, width, most)] for most in (2, 3, 4))
    return versions


def _names(structures: Sequence[Structure], width: int, most: int) -> Lines:
    """Return the names of structures in at most `most` lines."""
    names = "、".join(f"{one_line(each.notation)}（{value_label(each.kind)}）" for each in structures)
    return _item("", names, width, most) if names else []


def _structure_tree(structure: Structure, width: int) -> Lines:
    lines = [Styled(clip(structure_name(structure), width), "bold")]
    groups = structure_lines(structure)
    for place, group in enumerate(groups, 1):
        branch, stem = ("└ ", "  ") if place == len(groups) else ("├ ", "│ ")
        lines += _item(branch, group, width, 3, stem)
    return lines


def _activities(activities: Sequence[Activity], command: str, width: int, most: int) -> list[Lines]:
    """Return the chapters with their counts, then all activities with more and more of their actions.

    Args:
        activities: containers and what they hold, in the order of the document.
        command: the command that shows all of them.
        width: the columns that there are.
        most: the lines that an activity may take at most.
    """
    tree = _Tree(activities)
    one, two = ([_item("", tree.chapter(root), width, lines) for root in tree.roots] for lines in (1, 2))
    rest = [[_more(tree.count, command, rest=False)]] if tree.nested else []
    versions = [*_beginnings([*one, *rest], command), *_widened([*one, *rest], [*two, *rest])]
    items = [tree.items(width, lines) for lines in range(1, most + 1)]
    versions.append([*chain(*items[0])])
    for narrow, wide in pairwise(items):
        versions += _widened(narrow, wide)
    return versions


class _Tree:
    """Activities under their headings.

    Attributes:
        roots: the chapters: the outermost ones, or what a single outermost one holds.
        count: how many hold no others.
        nested: whether any chapter holds others.
    """

    def __init__(self, activities: Sequence[Activity]) -> None:
        known = {activity.id for activity in activities}
        self._children: dict[str | None, list[Activity]] = {}
        for activity in activities:
            parent = activity.parent if activity.parent in known else None
            self._children.setdefault(parent, []).append(activity)
        self.roots = self._children.get(None, [])
        while len(self.roots) == 1 and self.roots[0].id in self._children:
            self.roots = self._children[self.roots[0].id]
        self.count = sum(len(self._leaves(root)) for root in self.roots)
        self.nested = any(root.id in self._children for root in self.roots)

    def chapter(self, root: Activity) -> str:
        """Return a chapter in a sentence: its title, how many it holds, and what they are called."""
        leaves = self._leaves(root)
        if leaves == [root]:
            return _with_actions(root)
        titles = "、".join(one_line(child.title) for child in self._children[root.id])
        return f"{heading_text(root)}（{len(leaves)} 条）：{titles}"

    def items(self, width: int, most: int) -> list[Lines]:
        """Return all activities under their headings, each in at most `most` lines."""
        return [item for root in self.roots for item in self._items(root, 0, width, most)]

    def _items(self, activity: Activity, depth: int, width: int, most: int) -> Iterator[Lines]:
        children = self._children.get(activity.id, [])
        indent = "  " * depth
        if children:
            yield _item(indent, heading_text(activity), width, 1, style="bold")
        else:
            yield _item(indent, _with_actions(activity), width, most)
        for child in children:
            yield from self._items(child, depth + 1, width, most)

    def _leaves(self, activity: Activity) -> list[Activity]:
        children = self._children.get(activity.id)
        return [leaf for child in children for leaf in self._leaves(child)] if children else [activity]


def _with_actions(activity: Activity) -> str:
    actions = joined(action.text for action in activity.actions)
    return f"{heading_text(activity)}：{actions}" if actions else heading_text(activity)


def _declared(declared: Sequence[Declared], width: int) -> list[Lines]:
    """Return what is not fulfilled with the number of what is, then all counts."""
    open_ = [_count_text(count) for count in declared if count.status != "fulfilled"]
    fulfilled = len(declared) - len(open_)
    brief = [*open_, f"其余 {fulfilled} 项相符 ✓" if open_ else f"{fulfilled} 项全部相符 ✓"]
    versions = [_item("", "   ".join(brief if fulfilled else open_), width, most) for most in (1, 2)]
    everything = "   ".join(_count_text(count) for count in declared)
    return [*versions, *(_item("", everything, width, most) for most in (3, 4))] if declared else []


def _count_text(count: Declared) -> str:
    quote = one_line(count.quote)
    if count.status == "fulfilled":
        return f"{quote} ✓"
    return f"{quote} ✗ {value_label(count.status)}" + (f"（找到 {count.found}）" if count.found else "")


def _item(
    indent: str, text: str, width: int, most: int, hanging: str | None = None, style: str = ""
) -> Lines:
    """Return a text in at most `most` lines, the first behind `indent` and the others below its text."""
    rest = hanging if hanging is not None else " " * len(indent)
    lines = wrap(text, width - len(indent))
    if len(lines) > most:
        last = clip("".join(lines[most - 1 :]), width - len(indent))
        lines = [*lines[: most - 1], last]
    return [Styled(f"{rest if place else indent}{line}", style) for place, line in enumerate(lines)]
