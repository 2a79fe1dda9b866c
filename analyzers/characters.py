"""The folded copy of a text: one code point for one code point, so that offsets stay what they are."""

from __future__ import annotations

from functools import cache

from ..lexicons import character_tables

FULL_WIDTH_SHIFT = 0xFEE0
"""The distance from ASCII `!` … `~` to its full-width forms (Unicode block U+FF01 … U+FF5E)."""


@cache
def fold_table() -> dict[int, int]:
    """Return the `str.translate` table that `fold` uses, one code point to one code point."""
    table = {code: code - FULL_WIDTH_SHIFT for code in range(0xFF01, 0xFF5F)}
    table |= {code: 0x20 for code in (0x09, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F)}
    for source, target in character_tables():
        table |= {ord(a): ord(b) for a, b in zip(source, target, strict=True)}
    return table


def fold(text: str) -> str:
    """Return `text` with half-width ASCII, plain spaces and simplified characters; its length is unchanged."""
    return text.translate(fold_table())
