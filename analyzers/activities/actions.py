"""The verb-object phrases of a unit's body: what exactly is to be done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Citation
from ..language.sentences import CLOSING, OPENING, Sentence, clauses_of, closes_sentence, split
from ..language.verbs import VerbReader, verb_reader
from ..model import Unit

OBJECT_LENGTH = 2
"""A verb needs an object of at least this many characters to be an action; 推进 alone says nothing."""

_STRIPPED = " 。;:,.、!?"

_OPEN_FRAME = compiled(r"以(?![及上下内外来后前便免]|此|期)[^为]*[,]?$")
"""以 that still waits for its 为: the clause behind the comma closes the frame."""

_MARK = compiled("、")

_FIRST_PART = compiled(f"[^、{re.escape(OPENING)}]*+、(?![、{re.escape(CLOSING)}])")
"""A first part over 、 that is one beyond doubt, as `split` parts: no mark before its end protects it."""

_Clause = tuple[int, str]
"""Where a clause begins in its passage, and its words."""

_EndsBy = Callable[[str, int, int], bool]
"""What tells whether the word that begins at one place of a text ends at another; see `Segmenter.ends_by`."""

_Phrase = tuple[int, int, tuple[int, int]]
"""Where a phrase begins and ends in its clause, and where the verb stands with which it opens."""


def find_actions(context: Context, unit: Unit) -> tuple[Citation, ...]:
    """Return the verb-object phrases of a unit's own body, in order.

    A clause is an action when it opens with a verb of doing, adverbs and openers such as 主要是 aside, and those
    who have to act (各级政府要…). A clause whose parts over 、 all open with such verbs is several actions;
    otherwise 、 joins objects.

    Args:
        context: the document with its outline and words.
        unit: the unit, whose title is not part of its body.
    """
    verbs = verb_reader(context.lexicon)
    ends_by, cited = context.segmenter.ends_by, context.document.cited
    found: list[Citation] = []
    for run in context.own_runs(unit):
        found += cited(run.passage, _phrases(_behind(run, unit.title_span.end), verbs, ends_by))
    return tuple(found)


def _behind(run: Sentence, title_end: int) -> Sequence[_Clause]:
    """Return the clauses of a stretch that begin behind a place of the document."""
    passage = run.passage
    if passage.end <= title_end:
        return ()
    clauses = clauses_of(run)
    if "以" in run.text and "为" in run.text:
        clauses = list(_joined(passage.text, clauses))
    if passage.start >= title_end:
        return clauses
    first = passage.local(title_end)
    return [clause for clause in clauses if clause[0] >= first]


def _joined(text: str, clauses: Sequence[_Clause]) -> Iterator[_Clause]:
    """Yield the clauses, those joined over which a frame 以…为… stretches: 形成以A，B为代表的格局 is one."""
    waiting: int | None = None
    for place, (start, words) in enumerate(clauses):
        end = start + len(words)
        start = start if waiting is None else waiting
        opened = "以" in words and _OPEN_FRAME.search(words, words.rfind("为") + 1)
        goes_on = opened and place + 1 < len(clauses) and not closes_sentence(words)
        waiting = start if goes_on and "为" in clauses[place + 1][1] else None
        if waiting is None:
            yield start, text[start:end]


def _phrases(clauses: Iterable[_Clause], verbs: VerbReader, ends_by: _EndsBy) -> list[tuple[int, int]]:
    """Return where the actions in clauses begin and end in the clauses' passage.

    What seems to be a verb may be none: 建设 in 建设者, 发展 in 发展改革委.
    """
    found: list[tuple[int, int]] = []
    for place, clause in clauses:
        opening = verbs.acts(clause)
        if opening is None:
            continue
        start, (verb, behind) = opening
        end = len(clause.rstrip(_STRIPPED))
        if "、" in clause and (listed := _listed(clause, start, end, verbs)):
            found += [(place + a, place + b) for a, b, word in listed if ends_by(clause, *word)]
        elif end - behind >= OBJECT_LENGTH and ends_by(clause, verb, behind):
            found.append((place + start, place + end))
    return found


def _listed(clause: str, start: int, end: int, verbs: VerbReader) -> list[_Phrase]:
    """Return the parts over 、 of the phrase from `start` to `end` of a clause if each is an action."""
    if first := _FIRST_PART.match(clause, start):
        several = verbs.opens(clause, first.end()) is not None
    else:
        several = any(verbs.opens(clause, mark.end()) for mark in _MARK.finditer(clause, start))
    if not several:
        return []
    parts: list[_Phrase] = []
    for a, b in split(clause[start:end], "、"):
        verb = verbs.opens(clause, start + a)
        stop = start + len(clause[start : start + b].rstrip(_STRIPPED))
        if verb is None or stop - verb[1] < OBJECT_LENGTH:
            return []
        parts.append((start + a, stop, verb))
    return parts
