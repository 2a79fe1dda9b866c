"""Numbered structures as trees on a terminal: formula, groups, members, and the layouts that belong to these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...analyzers.model import Group, Plan, Structure
from ..output import Output
from ..wrapping import width_of, wrap
from .layouts import caption, place_of
from .nesting import Forest, forest, group_text, structure_name
from .screen import StyledLine, console, draw

_GAP = "  "
_NARROWEST = 16
"""Columns below which words are not squeezed; deep trees get wider than the terminal instead."""


def write_trees(plans: Iterable[Plan], output: Output) -> None:
    """Draw the structures of each plan under a line that says which plan it is."""
    screen = console(output, output.width)
    for plan in plans:
        draw(screen, [[(caption(plan, "structures", len(plan.structures)), "bold")]])
        trees = forest(plan.structures)
        for root in trees.roots:
            draw(screen, [[], *_tree(root, trees, output.width)])
        draw(screen, [[]])
        output.flush()


def _tree(structure: Structure, trees: Forest, width: int) -> Iterator[StyledLine]:
    """Yield the lines of a structure: its name with its place, its groups one below the other."""
    *above, last = wrap(structure_name(structure), width)
    yield from ([(line, "bold")] for line in above)
    place = _GAP.join(filter(None, (structure.id, place_of(structure), _mentions(structure))))
    if width_of(last + _GAP + place) <= width:
        yield [(last, "bold"), (_GAP + place, "dim")]
    else:
        yield [(last, "bold")]
        yield [(place, "dim")]
    for number, group in enumerate(structure.groups, 1):
        branch, stem = ("└ ", "  ") if number == len(structure.groups) else ("├ ", "│ ")
        for line in _group(group, trees, max(width - len(stem), _NARROWEST)):
            yield [(branch, ""), *line]
            branch = stem


def _group(group: Group, trees: Forest, width: int) -> Iterator[StyledLine]:
    """Yield a group in a paragraph, and below it the members that have layouts of their own."""
    yield from ([(line, "")] for line in wrap(group_text(group), width))
    for member in group.members:
        for held in trees.of(member):
            branch = "· "
            for line in _tree(held, trees, max(width - len(branch), _NARROWEST)):
                yield [(branch, ""), *line]
                branch = "  "


def _mentions(structure: Structure) -> str:
    return f"提及 {len(structure.mentions)} 次" if len(structure.mentions) > 1 else ""
