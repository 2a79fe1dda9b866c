"""What each outline unit does in the plan: by its own words, its introduction, its parent, its place.

A unit's own heading decides where a strong cue fills at least half of it. A series of items takes the role of
the sentence that introduces it. Everything else inherits, and outermost chapters that say nothing are what
their place in the document and its kind make them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Literal, NamedTuple

from ..lexicons import Entry, Lexicon, Match, TermMatcher
from .document import Passage
from .headings import Heading
from .model import Facts
from .nesting import Node
from .sentences import CLAUSE_ENDS, SENTENCE_ENDS, split
from .verbs import verb_reader
from .verdicts import Hit, Verdict, Vote, hit_at, verdict
from .vocabulary import DocumentKind, Role, VoteSource

FILLED_SHARE = 0.5
"""A cue decides when it fills at least this share of the heading; below that it may be a mere mention."""

VOTING_SHARE = 0.33
"""A weak cue votes when it fills at least this share of the heading."""

INTRODUCTION_REACH = 160
"""An introduction is looked for in at most this many characters before the first item."""

INTRODUCTION_SENTENCES = 2
"""…and in its last two sentences: the last may only say `具体包括：`."""

INTRODUCING_WORDS = 40
"""Of a long sentence the last words introduce what follows; what stands before them is said by the way."""

ARTICLED: tuple[DocumentKind, ...] = ("measures", "regulation", "notice", "news")
"""Kinds of document whose parts before the goals are no review of what has been."""

OPENING_CHAPTERS = 4
"""Requirements and goals stand among the first chapters; what precedes them there is the situation."""

OPENING_ROLES: tuple[Role, ...] = ("guideline", "goal", "principle")
"""Roles of the chapters that end the opening of a plan."""

GUIDING_ROLES: tuple[Role, ...] = ("guideline", "principle")
"""Roles of which a single section makes its chapter the guideline."""

JOINED_LIMIT = 40
"""A heading that joins several has at most this many characters; longer ones are sentences."""

COUNTED_ROLES: tuple[Role, ...] = ("goal", "direction", "task", "measure", "principle")
"""What a heading counts (`五大任务`) is what it holds; counted requirements of others (`落实五大战略定位`) are not."""

Scope = Literal["title", "chapter", "intro"]
_BOUNDARY = re.compile(r"[,;:、和及与暨]")
_JOINT = re.compile(r"[、和及与暨]")
_CLAUSE = re.compile(r"[,;:]")
MARKED_FRAME = " “”\"'《》的与和及暨、,."


class RoleCue(Entry, frozen=True, kw_only=True):
    """Words that tell a role.

    Attributes:
        role: what they tell.
        strength: strong cues decide, weak ones vote.
        scope: whether they are looked for in headings, only in outermost ones (`chapter`), or in introductions.
        whole: the cue decides without filling half of the heading.
        subject: it decides only in a clause that names its subject first, and opens with no verb.
        kinds: the kinds of document in which it holds; all where empty.
    """

    role: Role
    strength: Literal["strong", "weak"]
    scope: tuple[Scope, ...]
    whole: bool = False
    subject: bool = False
    kinds: tuple[DocumentKind, ...] = ()


class _Cues:
    """The compiled cues for documents of one kind."""

    def __init__(self, lexicon: Lexicon, kind: DocumentKind) -> None:
        cues = [c for c in lexicon.table("roles", RoleCue) if not c.kinds or kind in c.kinds]
        strong = [c for c in cues if c.strength == "strong"]
        self.title = TermMatcher([c for c in strong if "title" in c.scope])
        self.chapter = TermMatcher([c for c in strong if "title" in c.scope or "chapter" in c.scope])
        self.intro = TermMatcher([c for c in strong if "intro" in c.scope])
        self.weak = TermMatcher([c for c in cues if c.strength == "weak"])
        self._verbs = verb_reader(lexicon)

    def of_title(self, title: Words, *, nested: bool) -> Vote | None:
        """Return the role that a heading states.

        A cue decides where it fills half of the heading, is counted (`明确4个发展方向`), or is its head noun: the
        last words of a heading, or of the first of several that it joins, that does not open with a verb
        (`…发展回顾`, but not `优化…布局`). A nested heading that opens with a verb names something to do in its
        parent's field, whatever nouns it holds.
        """
        text = title.text
        core = _core_length(text)
        matches = list((self.title if nested else self.chapter).find(text))
        if nested and not self._is_noun_phrase(text, 0, matches):
            matches = [m for m in matches if m.entry.whole or _is_counted(text, m)]
        filling = [m for m in matches if self._decides(text, m, matches)]
        if not filling and matches and sum(len(m.text) for m in matches) >= FILLED_SHARE * core:
            filling = matches
        if not filling:
            filling = _joined(text, [m for m in matches if self._is_named(text, m)])
        return title.vote("heading", filling[0]) if filling else None

    def _decides(self, title: str, match: Match[RoleCue], matches: Sequence[Match[RoleCue]]) -> bool:
        if match.entry.subject and not self._is_noun_phrase(title, match.start, ()):
            return False
        if match.entry.whole or _is_counted(title, match):
            return True
        if len(match.text) >= FILLED_SHARE * _core_length(title):
            return True
        ends = match.end == len(title) and match.entry.role != "other"
        return ends and self._is_noun_phrase(title, 0, matches) and self._is_named(title, match)

    def _is_noun_phrase(self, title: str, place: int, matches: Sequence[Match[RoleCue]]) -> bool:
        """Tell whether the clause around `place` opens with no verb, or with one that is part of a cue."""
        before = [hit.end() for hit in _CLAUSE.finditer(title, 0, place)]
        verb = self._verbs.opens(title, before[-1] if before else 0)
        return verb is None or any(m.start <= verb[0] < m.end for m in matches)

    def _is_named(self, title: str, match: Match[RoleCue]) -> bool:
        """Tell whether the clause and the joined part in which a cue stands name something, and do nothing."""
        before = [hit.end() for hit in _BOUNDARY.finditer(title, 0, match.start)]
        verb = self._verbs.opens(title, before[-1] if before else 0)
        joined = verb is None or match.start <= verb[0]
        return joined and self._is_noun_phrase(title, match.start, [match])

    def of_introduction(self, words: Words) -> Vote | None:
        """Return the role that the words before a series announce: the cue nearest to a count, else the last."""
        matches = list(self.intro.find(words.text))
        counted = [m for m in matches if _is_counted(words.text, m)]
        near = [m for m in matches if m.end > len(words.text) - INTRODUCING_WORDS]
        chosen = counted or near[-1:]
        return words.vote("introduction", chosen[0]) if chosen else None

    def votes(self, titles: Sequence[Words], source: VoteSource) -> Vote | None:
        """Return the role for which at least half of the titles hold a weak cue that is not lost in them."""
        found = [vote for title in titles if (vote := self._vote(title, source))]
        return _majority(found, len(titles), source)

    def _vote(self, title: Words, source: VoteSource) -> Vote | None:
        for start, end in split(title.text, CLAUSE_ENDS):
            clause = Words(title.passage, title.start + start, title.start + end)
            match = self.weak.first(clause.text)
            if match and len(match.text) >= VOTING_SHARE * _core_length(clause.text):
                return clause.vote(source, match)
        return None


class Words(NamedTuple):
    """Words of a passage that may say a role, by the passage's own positions."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The folded words."""
        return self.passage.text[self.start : self.end]

    def vote(self, source: VoteSource, match: Match[RoleCue]) -> Vote:
        """Return what a cue in them says, weighed by the share of them that it fills."""
        weight = min(1.0, len(match.text) / max(1, _core_length(self.text)))
        return Vote(match.entry.role, source, weight, (hit_at(match, self.passage, self.start),))


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
    cues = _cues(lexicon, facts.kind)
    stated = [_stated(node, cues) for node in nodes]
    introduced = _series_votes(nodes, passages, cues)
    chapters = _chapter_votes(nodes, stated, introduced, facts, cues)
    verdicts: list[Verdict] = []
    for i, node in enumerate(nodes):
        inherited = (
            chapters[i]
            if node.parent is None
            else Vote(verdicts[node.parent].role, "parent", unit=node.parent)
        )
        verdicts.append(_resolve(node, stated[i], introduced.get(i), inherited))
    return verdicts


def states_role(heading: Heading, *, kind: DocumentKind, lexicon: Lexicon) -> bool:
    """Tell whether an outermost heading says what it holds (发展目标, 2026年重点工作).

    Args:
        heading: the heading.
        kind: the kind of the document.
        lexicon: the knowledge.
    """
    words = Words(heading.passage, heading.title_start, heading.title_end)
    return _cues(lexicon, kind).of_title(words, nested=False) is not None


def _cues(lexicon: Lexicon, kind: DocumentKind) -> _Cues:
    return lexicon.keep(("role_cues", kind), partial(_Cues, lexicon, kind))


def _of_regulation(node: Node) -> Vote:
    return _of_appendix(node) or Vote("other", "kind")


def _of_appendix(node: Node) -> Vote | None:
    """An appendix is one by its marker."""
    heading = node.heading
    if heading.shape != "appendix":
        return None
    marker = Hit(heading.family, heading.passage, heading.start, max(heading.title_start, heading.start + 1))
    return Vote("appendix", "heading", hits=(marker,))


def _stated(node: Node, cues: _Cues) -> Vote | None:
    nested = node.parent is not None or node.heading.shape == "item"
    return _of_appendix(node) or cues.of_title(_title(node), nested=nested)


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


def _series_votes(nodes: Sequence[Node], passages: Sequence[Passage], cues: _Cues) -> dict[int, Vote]:
    """Return what speaks for the items whose series is introduced, or which vote for a role."""
    votes: dict[int, Vote] = {}
    appended = _appended(nodes)
    for series in _series(nodes, appended):
        leads = nodes[series[0]].heading.shape == "lead"
        sentences = [] if leads else _introduction(nodes, series[0], passages)
        vote = next((v for words in sentences if (v := cues.of_introduction(words))), None)
        titles = [_title(nodes[i]) for i in series]
        nested = nodes[series[0]].parent is not None
        if vote is None:
            stated = [v for title in titles if (v := cues.of_title(title, nested=nested))]
            vote = _majority(stated, len(series), "siblings")
        if vote is None and (series[0] in appended or not nested):
            vote = cues.votes(titles, "siblings")
        if vote:
            votes.update((i, vote) for i in series)
    return votes


def _majority(votes: Sequence[Vote], voters: int, source: VoteSource) -> Vote | None:
    """Return the role that at least half of the voters want, with the words that say so."""
    counted: Counter[Role] = Counter(vote.role for vote in votes)
    role, count = next(iter(counted.most_common(1)), (None, 0))
    if role is None or 2 * count < voters:
        return None
    hits = chain.from_iterable(vote.hits for vote in votes if vote.role == role)
    return Vote(role, source, count / voters, tuple(hits))


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
    series: list[list[int]] = []
    open_series: dict[tuple[int | None, str], list[int]] = {}
    for i, node in enumerate(nodes):
        if node.heading.shape != "item" and not (node.heading.shape == "lead" and i in appended):
            continue
        key = (node.parent, node.heading.family)
        if key not in open_series or node.heading.number == 1:
            open_series[key] = []
            series.append(open_series[key])
        open_series[key].append(i)
    return series


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
    cues: _Cues,
) -> dict[int, Vote]:
    """Return what decides on each outermost unit: its words, its children's, its place, the document's kind."""
    chapters = [i for i, node in enumerate(nodes) if node.parent is None]
    known: dict[int, Vote] = {}
    for i in chapters:
        vote = stated[i] or introduced.get(i) or _held(nodes, stated, i)
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


def _held(nodes: Sequence[Node], stated: Sequence[Vote | None], chapter: int) -> Vote | None:
    """A chapter that holds the guiding thought, principles or goals is the guideline, whatever it is called."""
    held = [
        vote
        for node, vote in zip(nodes, stated, strict=True)
        if node.parent == chapter and node.heading.shape == "heading" and vote and vote.role in GUIDING_ROLES
    ]
    hits = chain.from_iterable(vote.hits for vote in held)
    return Vote("guideline", "children", hits=tuple(hits)) if held else None


def _default(kind: DocumentKind) -> Role:
    """Chapters named after a field of action are tasks; in support policies they are the measures themselves."""
    if kind == "measures":
        return "measure"
    return "other" if kind in ("news", "regulation") else "task"


def _title(node: Node) -> Words:
    return Words(node.heading.passage, node.heading.title_start, node.heading.title_end)


def _core_length(title: str) -> int:
    return sum(character not in MARKED_FRAME and not character.isascii() for character in title)


def _joined(title: str, named: Sequence[Match[RoleCue]]) -> list[Match[RoleCue]]:
    """Return the cues that end a part of a heading that joins several, those first that decide."""
    if len(title) > JOINED_LIMIT:
        return []
    ending = [m for m in named if _JOINT.match(title, m.end)]
    return ending if all(m.entry.role in OPENING_ROLES for m in ending) else []


def _is_counted(words: str, match: Match[RoleCue]) -> bool:
    before = words[max(0, match.start - 4) : match.start]
    ends = match.end == len(words) or _BOUNDARY.match(words, match.end) or not words[match.end].isalnum()
    return (
        bool(ends)
        and match.entry.role in COUNTED_ROLES
        and any(c in "一二三四五六七八九十0123456789" for c in before)
        and any(c in "个项大条类" for c in before)
    )
