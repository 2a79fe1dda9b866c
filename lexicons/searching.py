"""Compiling expressions so that texts and places in them at which they can't begin or end are passed over fast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from .compiling import compiled
from .derived import derived
from .necessary import REPEATS, WIDTHLESS, parsed

Openings = frozenset[str]
"""Members of a class of characters, as expressions write them."""

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}


def searching(pattern: str) -> re.Pattern[str]:
    """Compile a pattern behind a look at the one character with which a match can begin, if few can.

    It finds what the pattern finds. `re` does this by itself, and three times as fast, where a pattern begins with
    characters or a class; one that begins with a look behind, a repetition or a branch of those it tries in full at
    every place.
    """
    first = "".join(_tried_at(pattern))
    return compiled(f"(?={first})(?:{pattern})" if first else pattern)


@derived
def _tried_at(pattern: str) -> tuple[str, ...]:
    """Return the class of the character at which a pattern is to be tried; none where it is better tried at once."""
    return () if _is_skipped_by_itself(parsed(pattern)) else _openings(pattern)


def either(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile an expression that is found where one of some patterns is; nothing is said of which one, or how far.

    The patterns that can begin with few characters are tried only behind one look at the character.
    """
    looked: list[tuple[str, str]] = []
    others: list[str] = []
    for pattern in patterns:
        first = openings(pattern)
        if first:
            looked.append((first, f"(?:{pattern})"))
        else:
            others.append(f"(?:{pattern})")
    if looked:
        first = "".join(first[1:-1] for first, _ in looked)
        others.insert(0, f"(?=[{first}])(?:{'|'.join(pattern for _, pattern in looked)})")
    return compiled("|".join(others))


def _is_skipped_by_itself(items: Sequence[tuple[Any, Any]]) -> bool:
    """Tell whether `re` finds the places at which a pattern can begin without trying it."""
    if not items:
        return False
    name, argument = str(items[0][0]), items[0][1]
    if name == "SUBPATTERN":
        return _is_skipped_by_itself(argument[-1])
    if name == "BRANCH":
        return all(branch and str(branch[0][0]) == "LITERAL" for branch in argument[1])
    return name in ("LITERAL", "IN") or str(argument) == "AT_BEGINNING"


def openings(pattern: str) -> str:
    """Return the class of the characters with which a match of a pattern can begin; `""` if it may be any, or none."""
    return "".join(_openings(pattern))


@derived
def _openings(pattern: str) -> tuple[str, ...]:
    found = _of_sequence(parsed(pattern))
    return (f"[{''.join(sorted(found))}]",) if found and "" not in found else ()


def ending(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for the last character of any text at whose end one of some patterns matches.

    It may match others, too: all, where a pattern can match anywhere else or may end with any character.
    """
    (pattern,) = _ending(tuple(patterns))
    return compiled(pattern)


@derived
def _ending(patterns: tuple[str, ...]) -> tuple[str, ...]:
    ends: set[str] = set()
    for pattern in patterns:
        *items, last = parsed(pattern) or [(None, None)]
        closing = _of_sequence(items, backwards=True) if str(last[1]) == "AT_END" else None
        if closing is None or "" in closing:
            return ("",)
        ends |= closing
    return (f"[{''.join(sorted(ends))}]" if ends else "(?!)",)


def _of_sequence(items: Sequence[tuple[Any, Any]], backwards: bool = False) -> Openings | None:
    """Return with which characters a match of a sequence can begin, or end; `""` is among them if it can be empty."""
    found: Openings = frozenset([""])
    for item in reversed(items) if backwards else items:
        following = _of_item(item, backwards)
        if following is None:
            return None
        found = found - {""} | following
        if "" not in found:
            return found
    return found


def _of_item(item: tuple[Any, Any], backwards: bool) -> Openings | None:
    name, argument = str(item[0]), item[1]
    if name == "LITERAL":
        return frozenset([re.escape(chr(argument))])
    if name in WIDTHLESS:
        return frozenset([""])
    if name == "IN":
        return _of_class(argument)
    if name == "BRANCH":
        return _of_branches(argument[1], backwards)
    if name == "ATOMIC_GROUP":
        return _of_sequence(argument, backwards)
    if name == "SUBPATTERN":
        _, added, _, inner = argument
        return None if added & re.IGNORECASE else _of_sequence(inner, backwards)
    if name in REPEATS:
        least, _, inner = argument
        openings = _of_sequence(inner, backwards)
        return openings if least or openings is None else openings | {""}
    return None


def _of_class(members: Sequence[tuple[Any, Any]]) -> Openings | None:
    found: set[str] = set()
    for operator, argument in members:
        name = str(operator)
        if name == "LITERAL":
            found.add(re.escape(chr(argument)))
        elif name == "RANGE":
            found.add("-".join(re.escape(chr(end)) for end in argument))
        elif name == "CATEGORY" and str(argument) in _CATEGORIES:
            found.add(_CATEGORIES[str(argument)])
        else:
            return None
    return frozenset(found)


def _of_branches(branches: Iterable[Sequence[tuple[Any, Any]]], backwards: bool) -> Openings | None:
    found: set[str] = set()
    for branch in branches:
        openings = _of_sequence(branch, backwards)
        if openings is None:
            return None
        found |= openings
    return frozenset(found)
