"""Why an outline unit has its role: what speaks for a role, where it stands, and which of it decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from ...lexicons import Entry, Match
from ..document import Passage, Span
from ..vocabulary import Role, VoteSource

E = TypeVar("E", bound=Entry)


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Words of a passage that an entry of a lexicon matched."""

    entry: str
    passage: Passage
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Their place in the document."""
        return self.passage.span(self.start, self.end)


class Vote(msgspec.Struct, frozen=True, gc=False):
    """One thing that speaks for a role.

    Attributes:
        role: the role.
        source: where it comes from.
        weight: from 0 to 1: the share of a heading that its cue fills, or the share of the units around that
            agree; 1 for what is certain where it holds at all.
        hits: the words that say it, none where the place or the kind of document does.
        unit: the place of the unit that hands it on, among the nodes of the outline.
    """

    role: Role
    source: VoteSource
    weight: float = 1.0
    hits: tuple[Hit, ...] = ()
    unit: int | None = None


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What was decided for a unit.

    Attributes:
        decided: the vote that its role follows.
        overruled: the other votes that there were, in the order in which they are asked.
    """

    decided: Vote
    overruled: tuple[Vote, ...]

    @property
    def role(self) -> Role:
        """The role of the unit."""
        return self.decided.role


def verdict(decided: Vote, asked: Iterable[Vote | None]) -> Verdict:
    """Return the verdict that follows `decided`, one of the votes that were `asked`."""
    return Verdict(decided, tuple([vote for vote in asked if vote and vote is not decided]))


def hit_at(match: Match[E], passage: Passage, offset: int) -> Hit:
    """Return the place of a match in a text that begins at `offset` of `passage`."""
    return Hit(match.entry.id, passage, offset + match.start, offset + match.end)
