"""Numbered structures as diagrams: text for Mermaid and for Graphviz, for those who draw.

Labels are quoted as the two languages have it: https://mermaid.js.org/syntax/flowchart.html (entity codes) and
https://graphviz.org/doc/info/lang.html (double-quoted strings, HTML entities).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Literal, NamedTuple, TypeAlias

from ...analyzers.model import Plan, Structure
from ..output import Output
from ..safety import one_line
from .nesting import Forest, forest, group_name, structure_name

Shape: TypeAlias = Literal["document", "structure", "group", "member"]

_MERMAID_SHAPES: dict[Shape, tuple[str, str]] = {
    "document": ('[["', '"]]'),
    "structure": ('(["', '"])'),
    "group": ('["', '"]'),
    "member": ('("', '")'),
}
_DOT_SHAPES: dict[Shape, str] = {
    "document": "shape=note",
    "structure": "shape=box, style=rounded",
    "group": "shape=box",
    "member": "shape=plaintext",
}
_MERMAID_SPECIAL = re.compile(r"[!\"#$%&'*:;<=>?@\[\\\]^`{|}~_]|^\s*(?:\d+[.)]|[+-])(?=\s)")
"""What Mermaid would take for markup, an entity or a directive, and what begins a list in Markdown."""


class Node(NamedTuple):
    """A box of the diagram with the box that an arrow leads from; the document's own box has none."""

    name: str
    words: str
    shape: Shape
    parent: str | None


def write_mermaid(plans: Iterable[Plan], output: Output) -> None:
    """Write one flowchart of all plans."""
    output.write("flowchart LR\n")
    for number, plan in enumerate(plans, 1):
        for node in nodes(plan, f"d{number}"):
            before, behind = _MERMAID_SHAPES[node.shape]
            arrow = f"{node.parent} --> " if node.parent else ""
            output.write(f"  {arrow}{node.name}{before}{mermaid_label(node.words)}{behind}\n")
        output.flush()


def write_dot(plans: Iterable[Plan], output: Output) -> None:
    """Write one directed graph of all plans, in UTF-8."""
    output.write("digraph planscan {\n  rankdir=LR;\n")
    for number, plan in enumerate(plans, 1):
        for node in nodes(plan, f"d{number}"):
            output.write(f"  {node.name} [label={dot_label(node.words)}, {_DOT_SHAPES[node.shape]}];\n")
            if node.parent:
                output.write(f"  {node.parent} -> {node.name};\n")
        output.flush()
    output.write("}\n")


def nodes(plan: Plan, name: str) -> Iterator[Node]:
    """Yield the boxes of a plan, each behind the one that it hangs from; none for a plan without structures.

    Args:
        plan: the plan.
        name: the name of its own box; those of the others begin with it.
    """
    if not plan.structures:
        return
    facts = plan.document
    title = facts.plan_title or facts.title or facts.path
    yield Node(name, one_line(title), "document", None)
    trees = forest(plan.structures)
    numbers = count(1)
    for root in trees.roots:
        yield from _structure(root, trees, name, f"{name}s{next(numbers)}")


def mermaid_label(text: str) -> str:
    """Return text that Mermaid shows as it is between quotation marks: entity codes for what is markup."""
    return _MERMAID_SPECIAL.sub(_entities, text)


def dot_label(text: str) -> str:
    """Return text as a quoted string of Graphviz, which knows escapes with a backslash, and HTML entities."""
    escaped = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _structure(structure: Structure, trees: Forest, parent: str, name: str) -> Iterator[Node]:
    yield Node(name, structure_name(structure), "structure", parent)
    for digit, group in enumerate(structure.groups, 1):
        own = f"{name}g{digit}"
        yield Node(own, group_name(group), "group", name)
        for place, member in enumerate(group.members, 1):
            leaf = f"{own}m{place}"
            yield Node(leaf, one_line(member.text), "member", own)
            for number, held in enumerate(trees.of(member), 1):
                yield from _structure(held, trees, leaf, f"{leaf}s{number}")


def _entities(hit: re.Match[str]) -> str:
    return "".join(c if c.isalnum() or c == " " else f"#{ord(c)};" for c in hit.group())
