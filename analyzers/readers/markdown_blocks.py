"""Which paragraphs of a Markdown text need its parser: most are words between empty lines and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from ...lexicons.compiling import compiled

_OPENING = compiled(
    r"[ \t]*(?:[->|:]|```|~~~|<[A-Za-z/!?]|(?:[+*]|[0-9]{1,9}[.)]|#{1,6})(?:[ \t]|$)|[*_][*_ \t]*$)"
)
"""What a line begins with that may open a block of CommonMark or of a table, or close one: not `1.总则`."""

_CROSSING = re.compile(r"[ \t]*(?:```|~~~|<(?:[!?]|script|pre|style|textarea))", re.IGNORECASE)
"""What a line begins with that may open a block which empty lines don't close: fences, comments, scripts."""

_BLANK = " \t"
"""Characters of the lines that are empty to CommonMark."""

_BULLETS = "-+*"

_MARKS = "#-*_"
"""What headings and rules begin with."""


_HEADING = compiled(r"#{1,6}(?=[ \t]|$)")
_ITEM = compiled(rf"[-+*] {{1,3}}(?=\S)(?!{_OPENING.pattern})")
"""What an item begins with that is one of words."""

_GOING_ON = compiled(r"[ \t]|[-+*](?:[ \t]|$)")
"""What a line begins with behind empty ones if a list without numbers may go on in it."""

_RULE = compiled(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")

Kind = Literal["words", "heading", "rule", "items", "blocks"]


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Lines of a text from number `start` to before `end`.

    Attributes:
        kind: one paragraph of words, one heading, one rule, or the items of a list without numbers, one a line; any
            blocks where only the parser can tell.
    """

    start: int
    end: int
    kind: Kind


def stretches(lines: Sequence[str]) -> Iterator[Stretch]:
    """Yield the stretches of a text that can be parsed for themselves, in order; empty lines may be in none.

    One that the parser need not see begins without indent behind an empty line, a heading or a rule, which closes every
    block before it: a single line with a heading or a rule, lines up to the next rule or empty line of which none opens
    a block, or items without more than a line. Where a block may reach over empty lines the whole text is one stretch.

    Args:
        lines: the lines without their ends.
    """
    if _may_cross("\n".join(lines)) and any(map(_CROSSING.match, lines)):
        yield Stretch(0, len(lines), "blocks")
        return
    waiting: int | None = None
    start = end = 0
    for number, line in enumerate([*lines, ""]):
        if line.strip(_BLANK):
            end = number + 1
            continue
        while start < end:
            first = _first(lines, start, end)
            if first.kind == "blocks":
                waiting = start if waiting is None else waiting
            else:
                if waiting is not None:
                    yield Stretch(waiting, start, "blocks")
                    waiting = None
                yield first
            start = first.end
        start = number + 1
    if waiting is not None:
        yield Stretch(waiting, len(lines), "blocks")


def _may_cross(text: str) -> bool:
    """Tell whether a text holds what each block begins with that may reach over empty lines (`_CROSSING`)."""
    return "<" in text or "```" in text or "~~~" in text


def _first(lines: Sequence[str], start: int, end: int) -> Stretch:
    """Return the first stretch of lines that no empty one parts."""
    mark = lines[start][0]
    if end == start + 1 and not mark.isascii():
        # what opens a block begins with ASCII
        return Stretch(start, end, "words")
    if mark in _MARKS:
        if _HEADING.match(lines[start]):
            return Stretch(start, start + 1, "heading")
        if _RULE.match(lines[start]):
            return Stretch(start, start + 1, "rule")
    if mark in _BULLETS and _are_items(lines, start, end):
        return Stretch(start, end, "items")
    if mark in _BLANK or _OPENING.match(lines[start]):
        return Stretch(start, end, "blocks")
    for number in range(start + 1, end):
        if _OPENING.match(lines[number]):
            # a rule or items end the paragraph above; below a bar the rule may be that of a table's head
            ruled = _RULE.match(lines[number]) and "|" not in lines[number - 1]
            ended = ruled or _are_items(lines, number, end)
            return Stretch(start, number, "words") if ended else Stretch(start, end, "blocks")
    return Stretch(start, end, "words")


def _are_items(lines: Sequence[str], start: int, end: int) -> bool:
    """Tell whether lines up to an empty one are items each, and the list does not go on behind that."""
    if not all(map(_ITEM.match, lines[start:end])):
        return False
    while end < len(lines) and not lines[end].strip(_BLANK):
        end += 1
    return end == len(lines) or not _GOING_ON.match(lines[end])


def item(line: str) -> str:
    """Return the words of a line that is an item."""
    return line[1:].strip()


def heading(line: str) -> tuple[int, str]:
    """Return the level and the words of a line that is a heading, without the marks that may close it, too."""
    level = len(line) - len(line.lstrip("#"))
    words = line[level:].rstrip(_BLANK)
    bare = words.rstrip("#")
    return level, (bare if bare and bare[-1] in _BLANK else words).strip()
