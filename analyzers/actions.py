"""The verb-object phrases of a unit's body: what exactly is to be done."""

from __future__ import annotations

from collections.abc import Iterator

from .context import Context
from .document import Citation
from .model import Unit
from .sentences import Sentence, clauses, split
from .verbs import VerbReader, verb_reader

OBJECT_LENGTH = 2
"""A verb needs an object of at least this many characters to be an action; 推进 alone says nothing."""

_STRIPPED = " 。;:,.、!?”"


def find_actions(context: Context, unit: Unit) -> tuple[Citation, ...]:
    """Return the verb-object phrases of a unit's own body, in order.

    A clause is an action when it opens with a verb of doing, adverbs and openers such as 主要是 aside. A
    clause whose parts over 、 all open with such verbs is several actions; otherwise 、 joins objects.

    Args:
        context: the document with its outline and words.
        unit: the unit, whose title is not part of its body.
    """
    verbs = verb_reader(context.lexicon)
    found: list[Citation] = []
    for sentence in context.own_sentences(unit):
        for clause in clauses(sentence):
            if clause.start < unit.title_span.end:
                continue
            for start, end in _phrases(clause.text, verbs):
                if _is_word(context, clause, start, verbs):
                    span = clause.locate(start, end)
                    found.append(context.document.cite(span.start, span.end))
    return tuple(found)


def _phrases(clause: str, verbs: VerbReader) -> Iterator[tuple[int, int]]:
    """Yield the places of the actions in a clause."""
    start = verbs.skip_opener(clause, 0)
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
