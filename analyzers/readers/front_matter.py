"""The block of metadata between two rules with which posts of static sites begin (front matter)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import msgspec
import yaml

from ...lexicons import Entry, default_lexicon
from ...lexicons.compiling import compiled
from .lines import Line, Run

LONGEST = 200
"""Lines that a block of metadata has at most; a rule that far below the first is another one."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader that makes strings of everything, so dates and numbers stay as they are written; in C where it can be."""

_RULE = compiled(r"-{3,}\s*")
_KEY = compiled(r"\s*[\w-]+\s*:")


class KeyEntry(Entry, frozen=True, kw_only=True):
    """The keys of one particular."""

    field: str


class NumberedLine(msgspec.Struct, frozen=True, gc=False):
    """A line of the source and its number, from 1."""

    number: int
    words: str


def split(lines: Sequence[NumberedLine]) -> tuple[list[NumberedLine], list[NumberedLine]]:
    """Return the lines of the front matter, none if there is no such block, and those of the body."""
    if len(lines) < 3 or not _RULE.fullmatch(lines[0].words):
        return [], list(lines)
    for index in range(1, min(len(lines), LONGEST)):
        if _RULE.fullmatch(lines[index].words):
            matter = list(lines[1:index])
            keyed = any(_KEY.match(line.words) for line in matter)
            return (matter, list(lines[index + 1 :])) if keyed else ([], list(lines))
    return [], list(lines)


def as_lines(matter: Sequence[NumberedLine]) -> list[Line]:
    """Return the lines of the front matter as asides."""
    return [Line(runs=(Run(line.words),), kind="aside", line=line.number) for line in matter]


def hints(matter: Sequence[NumberedLine]) -> dict[str, str]:
    """Return what the front matter says of the document; of a block that is not YAML, nothing."""
    if not matter:
        return {}
    try:
        content = cast("object", yaml.load("\n".join(line.words for line in matter), Loader=_LOADER))  # noqa: S506
    except (yaml.YAMLError, UnicodeError):
        return {}
    if not isinstance(content, dict):
        return {}
    stated = {str(key).lower(): value for key, value in cast("dict[object, object]", content).items()}
    found: dict[str, str] = {}
    for entry in default_lexicon().table("front_matter", KeyEntry):
        for value in (stated.get(key) for key in entry.terms):
            if isinstance(value, str) and value.strip():
                found.setdefault(entry.field, value.strip())
    return found
