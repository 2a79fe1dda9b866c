"""What must stand in a text for an expression to match in it: a quick look that spares the slow search.

Most clauses hold nothing that most rules look for. From the expressions of a lexicon this derives literal words of
which every match holds at least one, and compiles them into one expression that is found at the speed of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .alternation import alternation
from .compiling import compiled
from .derived import derived, was_derived

_MOST = 64
"""A place at which more different words may stand is as good as any text."""

_CHARACTERS = 50
"""A word with one character more is about so many times rarer."""

_PARSER: Any = import_module("re._parser") if find_spec("re._parser") else None
"""Python's own reader of expressions, which has no public name. Without it nothing is derived, and all is searched."""

REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
WIDTHLESS = ("AT", "ASSERT", "ASSERT_NOT")

Words = frozenset[str]


def necessary(patterns: Iterable[str], terms: Iterable[str] = ()) -> re.Pattern[str]:
    """Return an expression that is found in every text in which one of `patterns` or `terms` is.

    It may be found elsewhere, too. Where nothing is known of a pattern the expression is found in any text.

    Args:
        patterns: regular expressions.
        terms: literal words.
    """
    (pattern,) = _derive(tuple(patterns), tuple(terms))
    return compiled(pattern)


def is_known(patterns: Iterable[str], terms: Iterable[str] = ()) -> bool:
    """Tell whether an earlier process derived what is `necessary`: then it costs next to nothing."""
    return was_derived(_derive, tuple(patterns), tuple(terms))


@derived
def _derive(patterns: tuple[str, ...], terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pattern of what is `necessary`, and nothing else."""
    words = set(terms)
    for sets in sorted((_usable(_sets(pattern)) for pattern in patterns), key=len):
        if not sets:
            return ("",)
        if not any(held <= words for held in sets):  # what others need anyway costs nothing
            words |= min(sets, key=_frequency)
    return (alternation(sorted(_shortest(words))),)


class Needs:
    """What each of some patterns needs, to be looked for in one go."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Derive it; a pattern of which nothing is known needs nothing."""
        of_word: dict[str, set[int]] = {}
        self._always = frozenset[int]()
        for place, pattern in enumerate(patterns):
            held = _held(pattern)
            if not held:
                self._always |= {place}
            for word in held:
                of_word.setdefault(word, set()).add(place)
        self._of = {word: _of_beginnings(word, of_word) for word in of_word}
        self._word = compiled(alternation(sorted(of_word)))

    @staticmethod
    def are_known(patterns: Iterable[str]) -> bool:
        """Tell whether earlier processes derived what each pattern needs."""
        return all(was_derived(_held, pattern) for pattern in patterns)

    def met(self, text: str) -> list[int]:
        """Return the places of the patterns that may be found in a text, in order."""
        met = self._always
        hit = self._word.search(text)
        while hit:
            met |= self._of[hit.group()]
            hit = self._word.search(text, hit.start() + 1)  # words may overlap
        return sorted(met)


def _of_beginnings(word: str, of_word: Mapping[str, Iterable[int]]) -> frozenset[int]:
    """Return what belongs to a word or to one with which it begins: only the longest is found at a place."""
    beginnings = (word[:length] for length in range(1, len(word) + 1))
    return frozenset(place for beginning in beginnings for place in of_word.get(beginning, ()))


@derived
def _held(pattern: str) -> tuple[str, ...]:
    """Return words of which every match of a pattern holds one; none if none are known."""
    return tuple(sorted(_best(_sets(pattern)) or ()))


def _sets(pattern: str) -> list[Words]:
    """Return sets of words of each of which every match of a pattern holds one."""
    return _of_sequence(parsed(pattern))[1]


def parsed(pattern: str) -> Sequence[tuple[Any, Any]]:
    """Return the elements of a pattern, each an operator and its argument; none of one that ignores case."""
    if _PARSER is None:
        return []
    found = _PARSER.parse(pattern)
    return [] if found.state.flags & re.IGNORECASE else found


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Words | None, list[Words]]:
    """Return all words that a sequence can match, if they are few, and the sets of which it needs one each."""
    run: Words = frozenset([""])
    whole, needed = True, list[Words]()
    for item in items:
        exact, within = _of_item(item)
        needed += within
        longer = _joined(run, exact) if exact is not None else None
        if longer is None:
            needed.append(run)
            whole = False
        run = longer if longer is not None else exact or frozenset([""])
    return (run if whole else None), [*needed, run]


def _of_item(item: tuple[Any, Any]) -> tuple[Words | None, list[Words]]:
    """Do the same for one element of a parsed expression."""
    name, argument = str(item[0]), item[1]
    if name == "LITERAL":
        return frozenset([chr(argument)]), []
    if name in WIDTHLESS:
        return frozenset([""]), []
    if name == "IN":
        return _of_class(argument), []
    if name == "BRANCH":
        return _of_branches([_of_sequence(branch) for branch in argument[1]])
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if name == "SUBPATTERN":
        _, added, _, inner = argument
        return (None, []) if added & re.IGNORECASE else _of_sequence(inner)
    return _of_repeat(*argument) if name in REPEATS else (None, [])


def _of_class(members: Sequence[tuple[Any, Any]]) -> Words | None:
    found: set[str] = set()
    for operator, argument in members:
        if str(operator) == "LITERAL":
            found.add(chr(argument))
        elif str(operator) == "RANGE" and argument[1] - argument[0] < _MOST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _MOST else None


def _of_branches(branches: Sequence[tuple[Words | None, list[Words]]]) -> tuple[Words | None, list[Words]]:
    exact: set[str] = set()
    needed: set[str] = set()
    for whole, within in branches:
        best = _best(within)
        if best is None:
            needed.add("")
        else:
            needed |= best
        exact |= whole if whole is not None else {""}
    few = all(whole is not None for whole, _ in branches) and len(exact) <= _MOST
    return (frozenset(exact) if few else None), [frozenset(needed)]


def _of_repeat(least: int, most: int, inner: Iterable[tuple[Any, Any]]) -> tuple[Words | None, list[Words]]:
    exact, within = _of_sequence(inner)
    if least == 0:
        return (exact | {""} if exact is not None and most == 1 else None), []
    return (exact if most == 1 else None), within


def _joined(run: Words, words: Words) -> Words | None:
    if len(run) * len(words) > _MOST:
        return None
    return frozenset(before + behind for before in run for behind in words)


def _best(needed: Iterable[Words]) -> Words | None:
    """Return the set that is the rarest in a text: long words, and few."""
    return min(_usable(needed), key=_frequency, default=None)


def _usable(needed: Iterable[Words]) -> list[Words]:
    return [frozenset(_shortest(words)) for words in needed if words and "" not in words]


def _frequency(words: Words) -> tuple[float, list[str]]:
    return sum(_CHARACTERS ** -len(word) for word in sorted(words)), sorted(words)


def _shortest(words: Iterable[str]) -> list[str]:
    """Return the words that hold no other of them."""
    kept: list[str] = []
    for word in sorted(set(words), key=lambda word: (len(word), word)):
        if not any(other in word for other in kept):
            kept.append(word)
    return kept
