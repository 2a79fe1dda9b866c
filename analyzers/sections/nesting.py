"""Which unit lies in which: the order of the marker families, and the tree that follows from it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from .headings import Heading

LEAD_FAMILY = "unnumbered.lead"


class Node(msgspec.Struct, kw_only=True, gc=False):
    """A unit in the tree: its heading, and the places of its parent and its level (outermost is 1)."""

    heading: Heading
    parent: int | None
    level: int


def build_tree(headings: Sequence[Heading], addresses: Sequence[int] = ()) -> list[Node]:
    """Return the nodes of the outline in document order.

    A unit goes below the nearest one before it whose family ranks further out.

    Args:
        headings: the units, in order.
        addresses: the places of passages in which a speaker turns to the audience anew (`各位代表！`): what
            follows is said by the chapter again.
    """
    ranks = _ranks(headings)
    nodes: list[Node] = []
    open_nodes: list[int] = []
    boxes: set[int] = set()
    for index, heading in enumerate(headings):
        if boxes and not boxes.isdisjoint(open_nodes) and not _inside_box(heading, nodes, open_nodes):
            _close_box(nodes, open_nodes)
        if open_nodes and (heading.number is None or heading.shape == "item") and heading.number in (None, 1):
            _leave_leads(heading, nodes, open_nodes, addresses)
        while open_nodes and ranks[open_nodes[-1]] >= ranks[index]:
            open_nodes.pop()
        nodes.append(
            Node(heading=heading, parent=open_nodes[-1] if open_nodes else None, level=len(open_nodes) + 1)
        )
        open_nodes.append(index)
        if heading.shape == "box":
            boxes.add(index)
    return nodes


def numbered_runs(nodes: Sequence[Node], members: Iterable[int]) -> list[list[int]]:
    """Return the runs of nodes with the same parent and family in which no later one is the first again.

    Args:
        nodes: the outline's tree.
        members: the places of those nodes that count, in order.
    """
    runs: list[list[int]] = []
    latest: dict[tuple[int | None, str], list[int]] = {}
    for place in members:
        node = nodes[place]
        key = (node.parent, node.heading.family)
        run = latest.get(key)
        if run is None or node.heading.number == 1:
            run = latest[key] = []
            runs.append(run)
        run.append(place)
    return runs


def _leave_leads(
    heading: Heading, nodes: Sequence[Node], open_nodes: list[int], addresses: Sequence[int]
) -> None:
    """Close what a speaker has left by turning to the audience, and a lead sentence whose paragraph is long over."""
    place = heading.passage.place
    address = bisect_right(addresses, place)
    if address and addresses[address - 1] > nodes[-1].heading.passage.place:
        keep = 0 if nodes[open_nodes[0]].heading.family == LEAD_FAMILY else 1
        del open_nodes[keep:]
    while open_nodes and heading.shape == "item":
        last = nodes[open_nodes[-1]].heading
        if last.family != LEAD_FAMILY or place - last.passage.place <= (1 if heading.inline else 2):
            return
        open_nodes.pop()


def _ranks(headings: Sequence[Heading]) -> list[float]:
    """Return the rank of each unit: its family's, but leads between two items of a series are inside the first."""
    by_family = _believed_ranks(headings)
    ranks = [by_family[h.family] for h in headings]
    latest: dict[str, int] = {}
    for index, heading in enumerate(headings):
        if heading.shape == "heading":
            latest.clear()
        if heading.shape != "item" or heading.number is None:
            continue
        before = latest.get(heading.family)
        if before is not None and headings[before].number == heading.number - 1:
            for inner in range(before + 1, index):
                if headings[inner].family == LEAD_FAMILY:
                    ranks[inner] = ranks[index] + 0.5
        latest[heading.family] = index
    return ranks


def _believed_ranks(headings: Sequence[Heading]) -> dict[str, float]:
    """Return the rank of each family, changed where the document plainly nests the other way.

    Evidence that B lies inside A is a B that starts at 1 between A's n and n + 1. Where two families have the
    usual order but the evidence says the opposite, they change places.
    """
    usual = {h.family: h.rank for h in headings}
    ranks = usual.copy()
    numbered = list(dict.fromkeys(h.family for h in headings if h.shape == "heading" and h.number))
    for outer, inner in pairwise(sorted(numbered, key=lambda f: ranks[f])):
        outermost = min(usual[outer], usual[inner])
        against = _restarts(headings, outermost, inside=outer, of=inner)
        if against and against > _restarts(headings, outermost, inside=inner, of=outer):
            ranks[outer], ranks[inner] = ranks[inner], ranks[outer]
    return ranks


def _restarts(headings: Sequence[Heading], outermost: float, *, inside: str, of: str) -> int:
    """Count how often family `inside` starts at 1 between two consecutive numbers of family `of`.

    A heading further out than both (than rank `outermost`) between them proves nothing: numbers may run on over
    chapters.
    """
    count, last, pending = 0, None, 0
    for heading in headings:
        if heading.family == of:
            if last is not None and heading.number == last + 1:
                count += pending
            last, pending = heading.number, 0
        elif heading.family == inside and heading.number == 1 and last is not None:
            pending += 1
        elif heading.rank < outermost:
            last, pending = None, 0
    return count


def _inside_box(heading: Heading, nodes: Sequence[Node], open_nodes: Sequence[int]) -> bool:
    """A box holds what its frame holds; one without, the numbered items that continue from 1 in it."""
    box = next(i for i in reversed(open_nodes) if nodes[i].heading.shape == "box")
    if nodes[box].heading.passage.block.boxed:
        return heading.passage.block.boxed
    if heading.shape == "item":
        return True
    if heading.number is None:
        return False
    series = [n.heading.number for n in nodes[box + 1 :] if n.heading.family == heading.family]
    return heading.number == ((series[-1] or 0) + 1 if series else 1)


def _close_box(nodes: Sequence[Node], open_nodes: list[int]) -> None:
    del open_nodes[next(k for k, i in enumerate(open_nodes) if nodes[i].heading.shape == "box") :]
