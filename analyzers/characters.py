"""Characters: the folded copy of a text that rules read, and the characters that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..lexicons import character_tables
from ..lexicons.compiling import compiled

FULL_WIDTH_SHIFT = 0xFEE0
"""The distance from ASCII `!` … `~` to its full-width forms (Unicode block U+FF01 … U+FF5E)."""

SPACES = (
    0x09,
    0x0A,
    0x0B,
    0x0C,
    0x0D,
    *range(0x1C, 0x20),
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
)
"""What rules read as a plain space: Unicode's white space, line ends inside a paragraph among it."""

WHITE_SPACE = frozenset((" ", *map(chr, SPACES)))
"""The characters that are white space to expressions."""

_COMMONEST = (
    *((chr(ord(mark) + FULL_WIDTH_SHIFT), mark) for mark in ",;:()!?%.+"),
    *((space, " ") for space in "\n\r\u3000"),
)
"""The full-width marks of nearly every sentence, the white space of nearly every text, and what they are folded to."""

_BETWEEN = "\0"
"""Parts texts that are folded together; it is folded to itself, and hardly a text holds it."""

_UNSEEN_IN_PLANE_0 = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
)

UNSEEN = compiled(f"[{_UNSEEN_IN_PLANE_0}\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]")
"""Characters that a reader does not see and that must not cut a word in two: controls but for white
space, and Unicode's Default_Ignorable_Code_Point (zero-width and bidirectional marks, soft hyphens, variation
selectors, byte order marks) with the interlinear and object marks U+FFF9 … U+FFFC."""


@cache
def fold_table() -> dict[int, int]:
    """Return the `str.translate` table that `fold` uses, one code point to one code point."""
    table = {code: code - FULL_WIDTH_SHIFT for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(SPACES, 0x20)
    for source, target in character_tables():
        table |= {ord(a): ord(b) for a, b in zip(source, target, strict=True)}
    return table


@cache
def _rare_characters() -> re.Pattern[str]:
    commonest = {full for full, _ in _COMMONEST}
    others = "".join(character for character in map(chr, fold_table()) if character not in commonest)
    return compiled(f"[{_UNSEEN_IN_PLANE_0}{re.escape(others)}\U00010000-\U0010ffff]")


def holds_rare(text: str) -> bool:
    """Tell whether a text may hold what nobody sees (`UNSEEN`), or what `fold` has to look for; many hold neither."""
    return _rare_characters().search(text) is not None


def fold_each(texts: Sequence[str], *, rare: bool = True) -> list[str]:
    """Return what `fold` gives of each text; of many short ones at once, for it looks for each character by itself."""
    folded = fold(_BETWEEN.join(texts), rare=rare).split(_BETWEEN)
    return folded if len(folded) == len(texts) else [fold(text) for text in texts]


def fold(text: str, *, rare: bool = True) -> str:
    """Return `text` with half-width ASCII, plain spaces and simplified characters, its length unchanged.

    Most characters stay as they are: the commonest of the others are replaced one by one, and the rare rest is
    looked for, which takes a tenth of the time that `str.translate` does.

    Args:
        text: the text.
        rare: it may hold rare characters (see `holds_rare`).
    """
    for full, half in _COMMONEST:
        text = text.replace(full, half)
    if not rare:
        return text
    table = fold_table()
    return _rare_characters().sub(lambda hit: chr(table.get(code := ord(hit[0]), code)), text)
