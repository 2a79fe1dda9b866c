"""The cues that tell what an outline unit does: in its heading, in the words before a series, in its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import Literal

import msgspec

from ...lexicons import Entry, Lexicon, Match, TermMatcher
from ...lexicons.compiling import compiled
from ..document import Passage
from ..language.sentences import CLAUSE_ENDS, split
from ..language.verbs import verb_reader
from ..vocabulary import DocumentKind, Role, VoteSource
from .headings import Heading
from .verdicts import Vote, hit_at

FILLED_SHARE = 0.5
"""A cue decides when it fills at least this share of the heading; below that it may be a mere mention."""

VOTING_SHARE = 0.33
"""A weak cue votes when it fills at least this share of the heading."""

INTRODUCING_WORDS = 40
"""Of a long sentence the last words introduce what follows; what stands before them is said by the way."""

OPENING_ROLES: tuple[Role, ...] = ("guideline", "goal", "principle")
"""Roles of the chapters that end the opening of a plan."""

JOINED_LIMIT = 40
"""A heading that joins several has at most this many characters; longer ones are sentences."""

COUNTED_ROLES: tuple[Role, ...] = ("goal", "direction", "task", "measure", "principle")
"""What a heading counts (`五大任务`) is what it holds; counted requirements of others (`落实五大战略定位`) are not."""

Scope = Literal["title", "chapter", "intro"]
_JOINT = "、和及与暨"
_CLAUSE = ",;:"
_BOUNDARY = _CLAUSE + _JOINT
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_COUNTERS = frozenset("个项大条类")
_ASIDE = compiled("[\0-\x7f“”《》的与和及暨、]")
"""What is not counted of what a heading says: its marks, particles and figures."""


class RoleCue(Entry, frozen=True, kw_only=True):
    """Words that tell a role.

    Attributes:
        role: what they tell.
        strength: strong cues decide, weak ones vote.
        scope: whether they are looked for in headings, only in outermost ones (`chapter`), or in introductions.
        whole: the cue decides without filling half of the heading.
        subject: it decides only in a clause that names its subject first, and opens with no verb.
        closing: what an outermost heading with it is instead, where nothing but measures stands behind it.
        kinds: the kinds of document in which it holds; all where empty.
    """

    role: Role
    strength: Literal["strong", "weak"]
    scope: tuple[Scope, ...]
    whole: bool = False
    subject: bool = False
    closing: Role | None = None
    kinds: tuple[DocumentKind, ...] = ()


class RoleCues:
    """The compiled cues for documents of some kinds."""

    def __init__(self, lexicon: Lexicon, cues: Iterable[RoleCue]) -> None:
        """Compile the cues of `roles.yaml` that hold in these documents."""
        cues = tuple(cues)
        strong = [c for c in cues if c.strength == "strong"]
        self.title = TermMatcher([c for c in strong if "title" in c.scope])
        self.chapter = TermMatcher([c for c in strong if "title" in c.scope or "chapter" in c.scope])
        self.intro = TermMatcher([c for c in strong if "intro" in c.scope])
        self.weak = TermMatcher([c for c in cues if c.strength == "weak"])
        self._verbs = verb_reader(lexicon)
        self._closing = {c.id: c.closing for c in strong if c.closing}

    def at_the_end(self, vote: Vote) -> Vote:
        """Return what the vote of an outermost heading says where nothing but measures stands behind it."""
        closing = next((self._closing[hit.entry] for hit in vote.hits if hit.entry in self._closing), None)
        return msgspec.structs.replace(vote, role=closing) if closing else vote

    def of_title(self, heading: Heading, *, nested: bool) -> Vote | None:
        """Return the role that a heading states.

        A cue decides where it fills half of the heading, is counted (`明确4个发展方向`), or is its head noun: the
        last words of a heading, or of the first of several that it joins, that does not open with a verb
        (`…发展回顾`, but not `优化…布局`). A nested heading that opens with a verb names something to do in its
        parent's field, whatever nouns it holds.
        """
        matcher = self.title if nested else self.chapter
        if matcher.lacks(heading.passage.text, heading.title_start, heading.title_end):
            return None
        text = heading.title
        matches = list(matcher.find(text))
        if not matches:
            return None
        core = _core_length(text)
        if nested and not self._is_noun_phrase(text, 0, matches):
            matches = [m for m in matches if m.entry.whole or _is_counted(text, m)]
        filling = [m for m in matches if self._decides(text, core, m, matches)]
        if not filling and matches and sum(len(m.text) for m in matches) >= FILLED_SHARE * core:
            filling = matches
        if not filling:
            filling = _joined(text, [m for m in matches if self._is_named(text, m)])
        title = Words(heading.passage, heading.title_start, heading.title_end)
        return title.vote("heading", filling[0]) if filling else None

    def _decides(
        self, title: str, core: int, match: Match[RoleCue], matches: Sequence[Match[RoleCue]]
    ) -> bool:
        if match.entry.subject and not self._is_noun_phrase(title, match.start, ()):
            return False
        if match.entry.whole or _is_counted(title, match):
            return True
        if len(match.text) >= FILLED_SHARE * core:
            return True
        ends = match.end == len(title) and match.entry.role != "other"
        return ends and self._is_noun_phrase(title, 0, matches) and self._is_named(title, match)

    def _is_noun_phrase(self, title: str, place: int, matches: Sequence[Match[RoleCue]]) -> bool:
        """Tell whether the clause around `place` opens with no verb, or with one that is part of a cue."""
        verb = self._verbs.opens(title, _behind_last(_CLAUSE, title, place))
        return verb is None or any(m.start <= verb[0] < m.end for m in matches)

    def _is_named(self, title: str, match: Match[RoleCue]) -> bool:
        """Tell whether the clause and the joined part in which a cue stands name something, and do nothing."""
        verb = self._verbs.opens(title, _behind_last(_BOUNDARY, title, match.start))
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
        return majority(found, len(titles), source)

    def _vote(self, title: Words, source: VoteSource) -> Vote | None:
        for start, end in split(title.text, CLAUSE_ENDS):
            clause = Words(title.passage, title.start + start, title.start + end)
            match = self.weak.first(clause.text)
            if match and len(match.text) >= VOTING_SHARE * _core_length(clause.text):
                return clause.vote(source, match)
        return None


class Words(msgspec.Struct, frozen=True, gc=False):
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


def states_role(heading: Heading, *, kind: DocumentKind, lexicon: Lexicon) -> bool:
    """Tell whether an outermost heading says what it holds (发展目标, 2026年重点工作).

    Args:
        heading: the heading.
        kind: the kind of the document.
        lexicon: the knowledge.
    """
    return role_cues(lexicon, kind).of_title(heading, nested=False) is not None


def role_cues(lexicon: Lexicon, kind: DocumentKind) -> RoleCues:
    """Return the compiled cues of a lexicon for documents of one kind, made once for all kinds with the same."""
    return lexicon.keep(("role_cues", kind), partial(_compiled, lexicon, kind))


def _compiled(lexicon: Lexicon, kind: DocumentKind) -> RoleCues:
    cues = tuple(cue for cue in lexicon.table("roles", RoleCue) if not cue.kinds or kind in cue.kinds)
    return lexicon.keep(("role_cues", cues), partial(RoleCues, lexicon, cues))


def majority(votes: Sequence[Vote], voters: int, source: VoteSource) -> Vote | None:
    """Return the role that at least half of the voters want, with the words that say so."""
    if not votes or 2 * len(votes) < voters:
        return None
    counted: Counter[Role] = Counter([vote.role for vote in votes])
    role, count = counted.most_common(1)[0]
    if 2 * count < voters:
        return None
    hits = chain.from_iterable(vote.hits for vote in votes if vote.role == role)
    return Vote(role, source, count / voters, tuple(hits))


def _core_length(title: str) -> int:
    return len(title) - len(_ASIDE.findall(title))


def _behind_last(marks: str, title: str, place: int) -> int:
    """Return the position behind the last of some marks before a place; the beginning where there is none."""
    return max(title.rfind(mark, 0, place) for mark in marks) + 1 if place else 0


def _joined(title: str, named: Sequence[Match[RoleCue]]) -> list[Match[RoleCue]]:
    """Return the cues that end a part of a heading that joins several, those first that decide."""
    if len(title) > JOINED_LIMIT:
        return []
    ending = [m for m in named if m.end < len(title) and title[m.end] in _JOINT]
    return ending if all(m.entry.role in OPENING_ROLES for m in ending) else []


def _is_counted(words: str, match: Match[RoleCue]) -> bool:
    before = words[max(0, match.start - 4) : match.start]
    if match.entry.role not in COUNTED_ROLES or _NUMERALS.isdisjoint(before) or _COUNTERS.isdisjoint(before):
        return False
    ends = match.end == len(words) or words[match.end] in _BOUNDARY or not words[match.end].isalnum()
    return bool(ends)
