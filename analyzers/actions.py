"""The verb-object phrases of a unit's body: what exactly is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .context import Context
from .document import Citation
from .model import Unit
from .sentences import Sentence, split
from .verbs import VerbReader, verb_reader

OBJECT_LENGTH = 2
"""A verb needs an object of at least this many characters to be an action; 推进 alone says nothing."""

_STRIPPED = " 。;:,.、!?"

_OPEN_FRAME = re.compile(r"以(?![及上下内外来后前便免]|此|期)[^为]*[,]?$")
"""以 that still waits for its 为: the clause behind the comma closes the frame."""


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
    found: list[Citation] = []
    for sentence in context.own_sentences(unit):
        for clause in _framed(sentence.clauses):
            if clause.start < unit.title_span.end:
                continue
            for start, end in _phrases(clause.text, verbs):
                if _is_word(context, clause, start, verbs):
                    span = clause.locate(start, end)
                    found.append(context.document.cite(span.start, span.end))
    return tuple(found)


def _framed(parts: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield clauses, those joined over which a frame 以…为… stretches: 形成以A，B为代表的格局 is one."""
    waiting: Sentence | None = None
    for place, part in enumerate(parts):
        whole = Sentence(part.passage, waiting.local_start, part.local_end) if waiting else part
        following = parts[place + 1].text if place + 1 < len(parts) else ""
        waiting = whole if _OPEN_FRAME.search(part.text) and "为" in following else None
        if not waiting:
            yield whole


def _phrases(clause: str, verbs: VerbReader) -> Iterator[tuple[int, int]]:
    """Yield the places of the actions in a clause."""
    start = verbs.skip_opener(clause, 0)
    if verbs.opens(clause, start) is None:
        start = verbs.skip_subject(clause, start)
    end = len(clause.rstrip(_STRIPPED))
    parts = [
        (start + a, start + len(clause[start : start + b].rstrip(_STRIPPED)))
        for a, b in split(clause[start:end], "、")
    ]
    if all(_is_action(clause, a, b, verbs) for a, b in parts):
        yield from parts
    elif _is_action(clause, start, end, verbs):
        yield start, end


def _is_action(clause: str, start: int, end: int, verbs: VerbReader) -> bool:
    verb = verbs.opens(clause, start)
    return verb is not None and end - verb[1] >= OBJECT_LENGTH


def _is_word(context: Context, clause: Sentence, start: int, verbs: VerbReader) -> bool:
    """The verb must be a word here: 建设 in 建设者 or 发展 in 发展改革委 is none."""
    verb = verbs.opens(clause.text, start)
    if verb is None:
        return False
    return any(
        word.start <= verb[0] and word.end <= verb[1]
        for word in context.segmenter.words(clause.text)
        if word.end > verb[0]
    )
