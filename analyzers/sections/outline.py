"""The document's own skeleton: headings and enumerated items, as a tree with roles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

from ...lexicons import Lexicon
from ..document import Document, Passage
from ..model import Facts, Unit
from ..vocabulary import Role
from .contents import without_contents
from .headings import POSITION, Heading, marked_headings
from .leads import LeadFinder
from .markers import marker_reader
from .nesting import Node, build_tree, numbered_runs
from .role_cues import states_role
from .roles import assign_roles
from .verdicts import Verdict


def find_outline(document: Document, facts: Facts, lexicon: Lexicon) -> tuple[Unit, ...]:
    """Return the outline units of a document, in order, with their roles.

    Args:
        document: the document.
        facts: what it says of itself; its kind decides what its chapters are where they don't say so.
        lexicon: the knowledge.
    """
    addresses = _finder(lexicon).addresses(document.passages)
    nodes, verdicts = _judged(document, facts, lexicon, addresses)
    return _units(document, nodes, [verdict.decided.role for verdict in verdicts], addresses)


def judge_outline(
    document: Document, facts: Facts, lexicon: Lexicon
) -> tuple[Sequence[Node], Sequence[Verdict]]:
    """Return the nodes of the outline and why each has its role; see `find_outline`, whose units they are."""
    return _judged(document, facts, lexicon, _finder(lexicon).addresses(document.passages))


def _judged(
    document: Document, facts: Facts, lexicon: Lexicon, addresses: Sequence[int]
) -> tuple[Sequence[Node], Sequence[Verdict]]:
    passages = document.passages
    marked = without_contents(marked_headings(document, marker_reader(lexicon)))
    marked = _without_leading_appendix(marked)
    finder = _finder(lexicon)
    leads = finder.find(passages, marked, partial(states_role, kind=facts.kind, lexicon=lexicon))
    headings = sorted([*marked, *leads], key=POSITION) if leads else marked
    nodes = build_tree(headings, addresses)
    return nodes, assign_roles(nodes, passages, facts, lexicon)


def _finder(lexicon: Lexicon) -> LeadFinder:
    return lexicon.keep("leads", lambda: LeadFinder(lexicon))


def _without_leading_appendix(headings: list[Heading]) -> list[Heading]:
    """An 附件 before the first heading is the plan itself, which its notice calls so."""
    first = next((i for i, h in enumerate(headings) if h.shape != "appendix"), len(headings))
    return headings[first:]


def _units(
    document: Document, nodes: Sequence[Node], roles: Sequence[Role], addresses: Sequence[int]
) -> tuple[Unit, ...]:
    reaches = _reaches(document.passages, nodes, addresses)
    ends, last = _own_ends(nodes, reaches), _last_descendants(nodes)
    containers = {
        node.parent
        for node, role in zip(nodes, roles, strict=True)
        if node.parent is not None and roles[node.parent] == role
    }
    text = document.text
    ids: list[str] = []
    units: list[Unit] = []
    for i, node in enumerate(nodes):
        heading = node.heading
        passage, title = heading.passage, heading.title_span
        block = passage.block
        end, title_end = ends[i], title.end
        start = passage.offset(heading.start)
        cited = document.cite(start, max(title_end, end))
        end = cited.end
        parent = ids[node.parent] if node.parent is not None else None
        ids.append(f"unit-{start}")
        units.append(
            Unit(
                id=ids[i],
                start=start,
                end=end,
                text=cited.text,
                page=block.page,
                line=block.line,
                section=parent,
                rule=heading.family,
                parent=parent,
                level=node.level,
                marker=_marker(text, heading, start),
                title=text[title.start : title_end],
                title_span=title,
                role=roles[i],
                leaf=i not in containers,
                unit_end=max(end, reaches[last[i]]) if last[i] > i else end,
            )
        )
    return tuple(units)


def _own_ends(nodes: Sequence[Node], reaches: Sequence[int]) -> list[int]:
    """Return where the words of each unit itself end, which for the last of a series is its paragraph's end.

    What follows a series whose items fill one paragraph each is said by the section again, not by its last item.

    Args:
        nodes: the outline.
        reaches: for each node the offset behind the last word before the next one.
    """
    ends = list(reaches)
    for series in numbered_runs(nodes, range(len(nodes))):
        *before, last = series
        paragraph_end = nodes[last].heading.passage.end
        if not before or reaches[last] <= paragraph_end or _has_children(nodes, last):
            continue
        filling = all(reaches[i] <= nodes[i].heading.passage.end and _runs_in(nodes[i]) for i in before)
        if filling and _runs_in(nodes[last]):
            ends[last] = paragraph_end
    for index, node in enumerate(nodes):
        if node.heading.inline:
            ends[index] = _sentence_end(nodes, index, ends[index])
    return ends


def _sentence_end(nodes: Sequence[Node], index: int, end: int) -> int:
    """Return where the last item inside a paragraph ends: with its sentence, where no item before it fills one."""
    heading = nodes[index].heading
    passage = heading.passage
    if end != passage.end:
        return end
    stop = heading.start
    for place in range(index - 1, -1, -1):
        earlier = nodes[place].heading
        if earlier.passage is not passage or earlier.family != heading.family:
            break
        if "。" in passage.text[earlier.start : stop]:
            return end
        stop = earlier.start
    closing = passage.text.find("。", heading.start)
    if stop == heading.start or closing < 0:
        return end
    return passage.offset(closing) + 1


def _has_children(nodes: Sequence[Node], index: int) -> bool:
    return index + 1 < len(nodes) and nodes[index + 1].parent == index


def _runs_in(node: Node) -> bool:
    """The paragraph says more than the title, or is a whole sentence: it needs no further one to say it."""
    heading = node.heading
    return heading.inline or (
        heading.title_end > heading.title_start and heading.passage.text[heading.title_end :].strip() != ""
    )


def _marker(text: str, heading: Heading, start: int) -> str:
    title = heading.title_start
    return text[start : heading.passage.offset(title - 1) + 1].rstrip() if title > heading.start else ""


def _last_descendants(nodes: Sequence[Node]) -> list[int]:
    """Return for each node the last one below it, itself where none is."""
    last = list(range(len(nodes)))
    for index in reversed(last.copy()):
        parent = nodes[index].parent
        if parent is not None and last[parent] < last[index]:
            last[parent] = last[index]
    return last


def _reaches(passages: Sequence[Passage], nodes: Sequence[Node], addresses: Sequence[int]) -> list[int]:
    """Return where what each unit says ends at the latest: before the next one, or where a speaker begins anew."""
    ends: list[int] = []
    for node in nodes[1:]:
        heading = node.heading
        inside = heading.start > 0
        ends.append(_end_before(heading) if inside else passages[heading.passage.place - 1].end)
    ends += [passages[-1].end] if nodes else []
    for index, node in enumerate(nodes) if addresses else ():
        place = bisect_right(addresses, node.heading.passage.place)
        if node.level > 1 and place < len(addresses):
            ends[index] = min(ends[index], passages[addresses[place] - 1].end)
    return ends


def _end_before(heading: Heading) -> int:
    """Return the document's offset behind the last word before a heading begins inside a passage."""
    before = heading.passage.text[: heading.start].rstrip()
    return heading.passage.offset(len(before) - 1) + 1
