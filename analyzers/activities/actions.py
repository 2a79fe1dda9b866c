"""The verb-object phrases of a unit's body: what exactly is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...lexicons.compiling import compiled
from ..context import Context
from ..document import Citation
from ..language.sentences import Sentence, split, stretch
from ..language.verbs import VerbReader, verb_reader
from ..model import Unit

OBJECT_LENGTH = 2
"""A verb needs an object of at least this many characters to be an action; 推进 alone says nothing."""

_STRIPPED = " 。;:,.、!?"

_OPEN_FRAME = compiled(r"以(?![及上下内外来后前便免]|此|期)[^为]*[,]?$")
"""以 that still waits for its 为: the clause behind the comma closes the frame."""


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
    ends_by, cite = context.segmenter.ends_by, context.document.cite
    found: list[Citation] = []
    for clause in _clauses(context.own_sentences(unit), unit.title_span.end):
        for start, end, verb in _phrases(clause.text, verbs):
            if ends_by(clause.text, *verb):  # 建设 in 建设者 or 发展 in 发展改革委 is none
                span = clause.locate(start, end)
                found.append(cite(span.start, span.end))
    return tuple(found)


def _clauses(sentences: Iterable[Sentence], title_end: int) -> Iterator[Sentence]:
    """Yield the clauses of a unit's sentences that begin behind its title."""
    behind = False
    for sentence in sentences:
        behind = behind or sentence.start >= title_end
        clauses = _framed(sentence)
        yield from clauses if behind else (clause for clause in clauses if clause.start >= title_end)


def _framed(sentence: Sentence) -> Iterable[Sentence]:
    """Return the clauses, those joined over which a frame 以…为… stretches: 形成以A，B为代表的格局 is one."""
    return _joined(sentence.clauses) if "以" in sentence.text else sentence.clauses


def _joined(parts: Sequence[Sentence]) -> Iterator[Sentence]:
    waiting: Sentence | None = None
    for place, part in enumerate(parts):
        whole = stretch(part.passage, waiting.local_start, part.local_end) if waiting else part
        opened = "以" in part.text and _OPEN_FRAME.search(part.text, part.text.rfind("为") + 1)
        following = parts[place + 1].text if opened and place + 1 < len(parts) else ""
        waiting = whole if "为" in following else None
        if not waiting:
            yield whole


def _phrases(clause: str, verbs: VerbReader) -> list[_Phrase]:
    """Return the actions in a clause."""
    opening = verbs.acts(clause)
    if opening is None:
        return []
    start, verb = opening
    end = len(clause.rstrip(_STRIPPED))
    if "、" in clause and (listed := _listed(clause, start, end, verbs)):
        return listed
    return [(start, end, verb)] if end - verb[1] >= OBJECT_LENGTH else []


def _listed(clause: str, start: int, end: int, verbs: VerbReader) -> list[_Phrase]:
    """Return the parts over 、 of a phrase if each is an action."""
    mark = clause.find("、", start)
    while mark >= 0 and not verbs.opens(clause, mark + 1):
        mark = clause.find("、", mark + 1)
    parts: list[_Phrase] = []
    for a, b in split(clause[start:end], "、") if mark >= 0 else ():
        verb = verbs.opens(clause, start + a)
        stop = start + len(clause[start : start + b].rstrip(_STRIPPED))
        if verb is None or stop - verb[1] < OBJECT_LENGTH:
            return []
        parts.append((start + a, stop, verb))
    return parts
