"""The block of metadata between two rules with which posts of static sites begin (front matter)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import yaml

from ...lexicons import Entry, default_lexicon
from ...lexicons.compiling import compiled

LONGEST = 200
"""Lines that a block of metadata has at most; a rule that far below the first is another one."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader that makes strings of everything, so dates and numbers stay as they are written; in C where it can be."""

_RULE = compiled(r"-{3,}\s*")
_KEY = compiled(r"\s*[\w-]+\s*:")


class KeyEntry(Entry, frozen=True, kw_only=True):
    """The keys of one particular."""

    field: str


def split(lines: Sequence[str]) -> tuple[range, int]:
    """Return the places of the lines of the front matter, none if there is no such block, and where the body begins."""
    nothing = range(0), 0
    if len(lines) < 3 or not _RULE.fullmatch(lines[0]):
        return nothing
    for index in range(1, min(len(lines), LONGEST)):
        if _RULE.fullmatch(lines[index]):
            keyed = any(map(_KEY.match, lines[1:index]))
            return (range(1, index), index + 1) if keyed else nothing
    return nothing


def hints(matter: Sequence[str]) -> dict[str, str]:
    """Return what the front matter says of the document; of a block that is not YAML, nothing."""
    if not matter:
        return {}
    try:
        content = cast("object", yaml.load("\n".join(matter), Loader=_LOADER))  # noqa: S506
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
