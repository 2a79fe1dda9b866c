"""What each outline unit does in the plan: by its own words, its introduction, its parent, its place.

A unit's own heading decides where a strong cue fills at least half of it. A series of items takes the role of
the sentence that introduces it. Everything else inherits, and outermost chapters that say nothing are what
their place in the document and its kind make them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...lexicons import Lexicon
from ..document import Passage
from ..language.sentences import SENTENCE_ENDS, split
from ..model import Facts
from ..vocabulary import DocumentKind, Role
from .nesting import Node, numbered_runs
from .role_cues import OPENING_ROLES, RoleCues, Words, majority, role_cues
from .verdicts import Hit, Verdict, Vote, verdict

INTRODUCTION_REACH = 160
"""An introduction is looked for in at most this many characters before the first item."""

INTRODUCTION_SENTENCES = 2
"""…and in its last two sentences: the last may only say `具体包括：`."""

ARTICLED: tuple[DocumentKind, ...] = ("measures", "regulation", "notice", "news")
"""Kinds of document whose parts before the goals are no review of what has been."""

OPENING_CHAPTERS = 4
"""Requirements and goals stand among the first chapters; what precedes them there is the situation."""

CLOSING_ROLES: tuple[Role, ...] = ("measure", "appendix", "other")
"""Roles of the chapters that close a plan."""

GUIDING_ROLES: tuple[Role, ...] = ("guideline", "principle")
"""Roles of which a single section makes its chapter the guideline."""


def assign_roles(
    nodes: Sequence[Node], passages: Sequence[Passage], facts: Facts, lexicon: Lexicon
) -> list[Verdict]:
    """Return what was decided on the role of each node, in their order.

    Args:
        nodes: the outline's tree.
        passages: the document's passages, for what stands before a series.
        facts: what the document says of itself.
        lexicon: the knowledge.
    """
    if facts.kind == "regulation":
        return [verdict(_of_regulation(node), ()) for node in nodes]
    cues = role_cues(lexicon, facts.kind)
    titled = [_stated(node, cues) for node in nodes]
    stated = _at_the_end(nodes, titled, cues)
    introduced = _series_votes(nodes, titled, passages, cues)
    chapters = _chapter_votes(nodes, stated, introduced, facts, cues)
    verdicts: list[Verdict] = []
    handed_on: dict[int, Verdict] = {}
    for i, node in enumerate(nodes):
        above = node.parent
        if above is None:
            inherited = Verdict(chapters[i], ())
        elif above in handed_on:
            inherited = handed_on[above]
        else:
            inherited = handed_on[above] = Verdict(Vote(verdicts[above].role, "parent", unit=above), ())
        says = stated[i] is not None or i in introduced
        verdicts.append(
            _resolve(node, stated[i], introduced.get(i), inherited.decided) if says else inherited
        )
    return verdicts


def _at_the_end(nodes: Sequence[Node], stated: Sequence[Vote | None], cues: RoleCues) -> list[Vote | None]:
    """Requirements guide what stands behind them; the last chapter's say how the work before it is organised."""
    votes = list(stated)
    chapters = [i for i, node in enumerate(nodes) if node.parent is None]
    for i in reversed(chapters[1:]):
        vote = votes[i]
        votes[i] = vote = cues.at_the_end(vote) if vote else None
        if vote is None or vote.role not in CLOSING_ROLES:
            break
    return votes


def _of_regulation(node: Node) -> Vote:
    return _of_appendix(node) or Vote("other", "kind")


def _of_appendix(node: Node) -> Vote | None:
    """An appendix is one by its marker."""
    heading = node.heading
    if heading.shape != "appendix":
        return None
    marker = Hit(heading.family, heading.passage, heading.start, max(heading.title_start, heading.start + 1))
    return Vote("appendix", "heading", hits=(marker,))


def _stated(node: Node, cues: RoleCues) -> Vote | None:
    heading = node.heading
    if heading.shape == "appendix":
        return _of_appendix(node)
    return cues.of_title(heading, nested=node.parent is not None or heading.shape == "item")


def _resolve(node: Node, stated: Vote | None, introduced: Vote | None, inherited: Vote) -> Verdict:
    """A review stays a review: what is reported of a field of work is no task, whatever its heading says.

    Goals and principles hold nothing but their own kind, so their items need no introduction.
    """
    asked = (stated, inherited)
    if node.heading.shape in ("item", "lead"):
        reviewed = stated is not None and stated.role == "background"
        asked = (stated, introduced, inherited) if reviewed else (introduced, stated, inherited)
    kept = inherited.role in ("background", "appendix") and node.parent is not None
    if kept or (inherited.role in ("goal", "principle") and node.heading.shape == "item"):
        return verdict(inherited, asked)
    return verdict(next(vote for vote in asked if vote), asked)


def _series_votes(
    nodes: Sequence[Node], titled: Sequence[Vote | None], passages: Sequence[Passage], cues: RoleCues
) -> dict[int, Vote]:
    """Return what speaks for the items whose series is introduced, or which vote for a role.

    Args:
        nodes: the outline's tree.
        titled: what the heading of each node states by itself.
        passages: the document's passages.
        cues: the compiled cues.
    """
    votes: dict[int, Vote] = {}
    appended = _appended(nodes)
    for series in _series(nodes, appended):
        leads = nodes[series[0]].heading.shape == "lead"
        sentences = [] if leads else _introduction(nodes, series[0], passages)
        vote = next((v for words in sentences if (v := cues.of_introduction(words))), None)
        nested = nodes[series[0]].parent is not None
        if vote is None:
            # outermost items are read as chapters here: together they may say what the document is about
            votes_of = (
                titled if nested else {i: cues.of_title(nodes[i].heading, nested=False) for i in series}
            )
            vote = majority([v for i in series if (v := votes_of[i])], len(series), "siblings")
        if vote is None and (series[0] in appended or not nested):
            vote = cues.votes([_title(nodes[i]) for i in series], "siblings")
        if vote:
            votes.update((i, vote) for i in series)
    return votes


def _appended(nodes: Sequence[Node]) -> set[int]:
    """Return what stands behind the numbered parts of a chapter, beside them: it is a matter of its own."""
    numbered: set[int | None] = set()
    found: set[int] = set()
    for i, node in enumerate(nodes):
        if node.heading.shape == "heading" and node.heading.number is not None:
            numbered.add(node.parent)
        elif node.parent is not None and node.parent in numbered:
            found.add(i)
    return found


def _series(nodes: Sequence[Node], appended: set[int]) -> list[list[int]]:
    """Return the runs of items with the same parent and family whose numbers go on, and of leads behind chapters."""
    shapes = [node.heading.shape for node in nodes]
    members = [i for i, shape in enumerate(shapes) if shape == "item" or (shape == "lead" and i in appended)]
    return numbered_runs(nodes, members)


def _introduction(nodes: Sequence[Node], item: int, passages: Sequence[Passage]) -> list[Words]:
    """Return the last sentences before an item, the nearest first: in its paragraph, or in the one before.

    The heading above it is no introduction: the item inherits what that says.
    """
    heading, parent = nodes[item].heading, nodes[item].parent
    passage, end = heading.passage, heading.start
    if not passage.text[:end].strip() and passage.place:
        above = nodes[parent].heading if parent is not None else None
        passage = passages[passage.place - 1]
        end = 0 if above is not None and above.passage is passage and above.fills_line else len(passage.text)
    before = passage.text[:end].rstrip()
    start = max(0, len(before) - INTRODUCTION_REACH)
    sentences = [Words(passage, start + a, start + b) for a, b in split(before[start:], SENTENCE_ENDS)]
    return sentences[-INTRODUCTION_SENTENCES:][::-1]


def _chapter_votes(
    nodes: Sequence[Node],
    stated: Sequence[Vote | None],
    introduced: dict[int, Vote],
    facts: Facts,
    cues: RoleCues,
) -> dict[int, Vote]:
    """Return what decides on each outermost unit: its words, its children's, its place, the document's kind."""
    chapters = [i for i, node in enumerate(nodes) if node.parent is None]
    known: dict[int, Vote] = {}
    held = _held(nodes, stated)
    for i in chapters:
        vote = stated[i] or introduced.get(i) or held.get(i)
        if vote:
            known[i] = vote
    opening = next(
        (i for i in chapters[:OPENING_CHAPTERS] if i in known and known[i].role in OPENING_ROLES), None
    )
    others = [vote.role for vote in known.values()].count("other")
    applies = facts.kind == "notice" and 3 * others >= len(chapters)
    votes: dict[int, Vote] = {}
    for place, i in enumerate(chapters):
        vote = known.get(i)
        if vote is None and place >= len(chapters) - 2 and place:
            vote = cues.votes([_title(n) for n in nodes if n.parent == i], "children")
            vote = vote or (cues.votes([_title(nodes[i])], "heading") if i == chapters[-1] else None)
        if vote is None and opening is not None and i < opening and facts.kind not in ARTICLED:
            vote = Vote("background", "position")
        votes[i] = vote or Vote("other" if applies else _default(facts.kind), "kind")
    return votes


def _held(nodes: Sequence[Node], stated: Sequence[Vote | None]) -> dict[int, Vote]:
    """A chapter that holds the guiding thought, principles or goals is the guideline, whatever it is called."""
    hits: dict[int, list[Hit]] = {}
    for node, vote in zip(nodes, stated, strict=True):
        if (
            vote
            and vote.role in GUIDING_ROLES
            and node.heading.shape == "heading"
            and node.parent is not None
        ):
            hits.setdefault(node.parent, []).extend(vote.hits)
    return {parent: Vote("guideline", "children", hits=tuple(found)) for parent, found in hits.items()}


def _default(kind: DocumentKind) -> Role:
    """Chapters named after a field of action are tasks; in support policies they are the measures themselves."""
    if kind == "measures":
        return "measure"
    return "other" if kind in ("news", "regulation") else "task"


def _title(node: Node) -> Words:
    return Words(node.heading.passage, node.heading.title_start, node.heading.title_end)
