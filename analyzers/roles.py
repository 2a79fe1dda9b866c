"""What each outline unit does in the plan: by its own words, its introduction, its parent, its place.

A unit's own heading decides where a strong cue fills at least half of it. A series of items takes the role of
the sentence that introduces it. Everything else inherits, and outermost chapters that say nothing are what
their place in the document and its kind make them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Literal

from ..lexicons import Entry, Lexicon, Match, TermMatcher
from .document import Passage
from .model import Facts
from .nesting import Node
from .sentences import SENTENCE_ENDS, split
from .verbs import verb_reader
from .vocabulary import DocumentKind, Role

FILLED_SHARE = 0.5
"""A cue decides when it fills at least this share of the heading; below that it may be a mere mention."""

VOTING_SHARE = 0.33
"""A weak cue votes when it fills at least this share of the heading."""

INTRODUCTION_REACH = 160
"""An introduction is looked for in at most this many characters before the first item."""

INTRODUCTION_SENTENCES = 2
"""…and in its last two sentences: the last may only say `具体包括：`."""

ARTICLED: tuple[DocumentKind, ...] = ("measures", "regulation", "notice", "news")
"""Kinds of document whose parts before the goals are no review of what has been."""

OPENING_CHAPTERS = 4
"""Requirements and goals stand among the first chapters; what precedes them there is the situation."""

Scope = Literal["title", "intro"]
MARKED_FRAME = " “”\"'《》的与和及暨、,."


class RoleCue(Entry, frozen=True, kw_only=True):
    """Words that tell a role.

    Attributes:
        role: what they tell.
        strength: strong cues decide, weak ones vote.
        scope: whether they are looked for in headings, in introductions, or in both.
        whole: the cue decides without filling half of the heading.
        kinds: the kinds of document in which it holds; all where empty.
    """

    role: Role
    strength: Literal["strong", "weak"]
    scope: tuple[Scope, ...]
    whole: bool = False
    kinds: tuple[DocumentKind, ...] = ()


class _Cues:
    """The compiled cues for documents of one kind."""

    def __init__(self, lexicon: Lexicon, kind: DocumentKind) -> None:
        cues = [c for c in lexicon.table("roles", RoleCue) if not c.kinds or kind in c.kinds]
        strong = [c for c in cues if c.strength == "strong"]
        self.title = TermMatcher([c for c in strong if "title" in c.scope])
        self.intro = TermMatcher([c for c in strong if "intro" in c.scope])
        self.weak = TermMatcher([c for c in cues if c.strength == "weak"])
        self._verbs = verb_reader(lexicon)

    def of_title(self, title: str, *, nested: bool) -> Role | None:
        """Return the role that a heading states.

        A cue decides where it fills half of the heading, is counted (`明确4个发展方向`), or is its head noun: the
        last words of a heading that does not open with a verb (`…发展回顾`, but not `优化…布局`). A nested heading
        that opens with a verb names something to do in its parent's field, whatever nouns it holds.
        """
        matches = list(self.title.find(title))
        core = _core_length(title)
        verb = self._verbs.opens(title)
        noun_phrase = verb is None or any(m.start <= verb[0] for m in matches)
        if nested and not noun_phrase:
            matches = [m for m in matches if m.entry.whole or _is_counted(title, m)]
        filling = [
            m
            for m in matches
            if m.entry.whole
            or _is_counted(title, m)
            or len(m.text) >= FILLED_SHARE * core
            or (noun_phrase and m.end == len(title) and m.entry.role != "other")
        ]
        if not filling and matches and sum(len(m.text) for m in matches) >= FILLED_SHARE * core:
            filling = matches
        return filling[0].entry.role if filling else None

    def of_introduction(self, words: str) -> Role | None:
        """Return the role that the words before a series announce: the cue nearest to a count, else the last."""
        matches = list(self.intro.find(words))
        counted = [m for m in matches if _is_counted(words, m)]
        chosen = counted or matches[-1:]
        return chosen[0].entry.role if chosen else None

    def votes(self, titles: Sequence[str]) -> Role | None:
        """Return the role for which at least half of the titles hold a weak cue that is not lost in them."""
        found: Counter[Role] = Counter(
            m.entry.role
            for title in titles
            if (m := self.weak.first(title)) and len(m.text) >= VOTING_SHARE * _core_length(title)
        )
        role, count = next(iter(found.most_common(1)), (None, 0))
        return role if 2 * count >= len(titles) else None


def assign_roles(
    nodes: Sequence[Node], passages: Sequence[Passage], facts: Facts, lexicon: Lexicon
) -> list[Role]:
    """Return the role of each node, in their order.

    Args:
        nodes: the outline's tree.
        passages: the document's passages, for what stands before a series.
        facts: what the document says of itself.
        lexicon: the knowledge.
    """
    if facts.kind == "regulation":
        return ["appendix" if node.heading.shape == "appendix" else "other" for node in nodes]
    cues = lexicon.keep(("role_cues", facts.kind), partial(_Cues, lexicon, facts.kind))
    stated: list[Role | None] = [_stated(node, cues) for node in nodes]
    introduced = _series_roles(nodes, passages, cues)
    chapters = _chapter_roles(nodes, stated, introduced, facts, cues)
    roles: list[Role] = []
    for i, node in enumerate(nodes):
        inherited = roles[node.parent] if node.parent is not None else chapters[i]
        roles.append(_resolve(node, stated[i], introduced.get(i), inherited))
    return roles


def _stated(node: Node, cues: _Cues) -> Role | None:
    if node.heading.shape == "appendix":
        return "appendix"
    return cues.of_title(_title(node), nested=node.parent is not None)


def _resolve(node: Node, stated: Role | None, introduced: Role | None, inherited: Role) -> Role:
    """A review stays a review: what is reported of a field of work is no task, whatever its heading says.

    Goals and principles hold nothing but their own kind, so their items need no introduction.
    """
    if inherited in ("background", "appendix") and node.parent is not None:
        return inherited
    if inherited in ("goal", "principle") and node.heading.shape == "item":
        return inherited
    if node.heading.shape == "item":
        return introduced or stated or inherited
    return stated or inherited


def _series_roles(nodes: Sequence[Node], passages: Sequence[Passage], cues: _Cues) -> dict[int, Role]:
    """Return the role of each item whose series is introduced, or whose items vote for one."""
    roles: dict[int, Role] = {}
    for series in _series(nodes):
        sentences = _introduction(nodes[series[0]], passages)
        role: Role | None = next((r for words in sentences if (r := cues.of_introduction(words))), None)
        titles = [_title(nodes[i]) for i in series]
        nested = nodes[series[0]].parent is not None
        stated: Counter[Role] = Counter(r for t in titles if (r := cues.of_title(t, nested=nested)))
        if role is None and stated and 2 * stated.most_common(1)[0][1] >= len(series):
            role = stated.most_common(1)[0][0]
        if role is None and nodes[series[0]].parent is None:
            role = cues.votes(titles)
        if role:
            roles.update((i, role) for i in series)
    return roles


def _series(nodes: Sequence[Node]) -> list[list[int]]:
    """Return the runs of items with the same parent and family whose numbers go on."""
    series: list[list[int]] = []
    open_series: dict[tuple[int | None, str], list[int]] = {}
    for i, node in enumerate(nodes):
        if node.heading.shape != "item":
            continue
        key = (node.parent, node.heading.family)
        if key not in open_series or node.heading.number == 1:
            open_series[key] = []
            series.append(open_series[key])
        open_series[key].append(i)
    return series


def _introduction(node: Node, passages: Sequence[Passage]) -> list[str]:
    """Return the last sentences before an item, the nearest first: in its paragraph, or in the one before."""
    heading = node.heading
    before = heading.passage.text[: heading.start].rstrip()
    if not before:
        place = heading.passage.place
        before = passages[place - 1].text.rstrip() if place else ""
    before = before[-INTRODUCTION_REACH:]
    return [before[a:b] for a, b in split(before, SENTENCE_ENDS)][-INTRODUCTION_SENTENCES:][::-1]


def _chapter_roles(
    nodes: Sequence[Node],
    stated: Sequence[Role | None],
    introduced: dict[int, Role],
    facts: Facts,
    cues: _Cues,
) -> dict[int, Role]:
    """Return the role of each outermost unit, by its words, its children's, its place and the document's kind."""
    chapters = [i for i, node in enumerate(nodes) if node.parent is None]
    known: dict[int, Role] = {}
    for i in chapters:
        role = stated[i] or introduced.get(i) or _held(nodes, stated, i)
        if role:
            known[i] = role
    opening = next(
        (i for i in chapters[:OPENING_CHAPTERS] if known.get(i) in ("guideline", "goal", "principle")), None
    )
    applies = facts.kind == "notice" and 3 * list(known.values()).count("other") >= len(chapters)
    roles: dict[int, Role] = {}
    for place, i in enumerate(chapters):
        role = known.get(i)
        if role is None and place >= len(chapters) - 2 and place:
            role = cues.votes([_title(n) for n in nodes if n.parent == i])
            role = role or (cues.votes([_title(nodes[i])]) if i == chapters[-1] else None)
        if role is None and opening is not None and i < opening and facts.kind not in ARTICLED:
            role = "background"
        roles[i] = role or ("other" if applies else _default(facts.kind))
    return roles


def _held(nodes: Sequence[Node], stated: Sequence[Role | None], chapter: int) -> Role | None:
    """A chapter that holds the guiding thought, principles or goals is the guideline, whatever it is called."""
    held = [
        stated[i]
        for i, node in enumerate(nodes)
        if node.parent == chapter and node.heading.shape == "heading"
    ]
    return "guideline" if "guideline" in held or "principle" in held else None


def _default(kind: DocumentKind) -> Role:
    """Chapters named after a field of action are tasks; in support policies they are the measures themselves."""
    if kind == "measures":
        return "measure"
    return "other" if kind in ("news", "regulation") else "task"


def _title(node: Node) -> str:
    return node.heading.title


def _core_length(title: str) -> int:
    return sum(character not in MARKED_FRAME and not character.isascii() for character in title)


def _is_counted(words: str, match: Match[RoleCue]) -> bool:
    before = words[max(0, match.start - 4) : match.start]
    return any(c in "一二三四五六七八九十0123456789" for c in before) and any(
        c in "个项大条类" for c in before
    )
