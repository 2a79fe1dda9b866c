"""How the structures of a document hang together: layouts below the members that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...analyzers.document import Citation
from ...analyzers.model import Group, Structure
from ..safety import one_line
from .labels import value_label


class Forest(NamedTuple):
    """The structures of a document.

    Attributes:
        roots: those that stand for themselves, in order.
        below: those that belong to a member of another one, by the member's offsets.
    """

    roots: tuple[Structure, ...]
    below: dict[tuple[int, int], tuple[Structure, ...]]

    def of(self, member: Citation) -> tuple[Structure, ...]:
        """Return the structures that belong to a member."""
        return self.below.get((member.start, member.end), ())


def forest(structures: Sequence[Structure]) -> Forest:
    """Return the structures by what they belong to.

    One hangs only below one that the document names before it, so that none hangs below itself.
    """
    first: dict[tuple[int, int], int] = {}
    for structure in structures:
        for group in structure.groups:
            for member in group.members:
                first.setdefault((member.start, member.end), structure.start)
    roots: list[Structure] = []
    below: dict[tuple[int, int], list[Structure]] = {}
    for structure in structures:
        owner = structure.belongs_to
        place = (owner.start, owner.end) if owner else (-1, -1)
        if first.get(place, structure.start) < structure.start:
            below.setdefault(place, []).append(structure)
        else:
            roots.append(structure)
    return Forest(tuple(roots), {place: tuple(held) for place, held in below.items()})


def structure_name(structure: Structure) -> str:
    """Return formula and subject with kind, status unless it is resolved, and what it belongs to."""
    subject = f" {one_line(structure.subject.text)}" if structure.subject else ""
    notes = [value_label(structure.kind)]
    if structure.status != "resolved":
        notes.append(value_label(structure.status))
    if structure.belongs_to:
        notes.append(f"属{one_line(structure.belongs_to.text)}")
    return f"{one_line(structure.notation)}{subject}（{'，'.join(notes)}）"


def group_name(group: Group) -> str:
    """Return count and label of a group, and how many members are missing or too many."""
    label = one_line(group.label.text) if group.label else ""
    count = "N" if group.count is None else str(group.count)
    name = label if label == count or (label and group.count is None) else f"{count} {label}".strip()
    if not group.found:
        return f"{name}（未列出）"
    if group.count is None or group.found == group.count:
        return name
    return f"{name}（列出 {group.found} 项）"


def group_text(group: Group) -> str:
    """Return a group in one line: count, name and members."""
    members = "、".join(one_line(member.text) for member in group.members)
    return f"{group_name(group)}：{members}" if members else group_name(group)
