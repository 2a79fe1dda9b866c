"""Many words as one expression that is found fast."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """Return an expression for the longest of some words that stands at a place; none matches where there are none.

    Words with the same first character share a branch: at most places no branch has to be tried.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        branches.setdefault(word[:1], []).append(re.escape(word[1:]))
    return "|".join(map(_branch, branches, branches.values())) or "(?!)"


def any_of(characters: Iterable[str]) -> str:
    """Return a class of characters; none matches where there are none."""
    members = "".join(sorted(set(characters)))
    return f"[{re.escape(members)}]" if members else "(?!)"


def _branch(first: str, rest: list[str]) -> str:
    return re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0])
