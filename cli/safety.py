"""Characters of documents and file names that must not reach a terminal as they are."""

from __future__ import annotations

import re

from ..analyzers.names import escaped

_REPLACEMENT = "\ufffd"
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that make a terminal show text in another order than it has (Unicode Bidi_Control)."""

_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *_BIDI)
_TAMED = {code: _REPLACEMENT for code in _CONTROLS if chr(code) not in "\t\n"}
_UNPRINTABLE = re.compile("[" + "".join(f"\\u{code:04x}" for code in _CONTROLS) + "\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def tame(text: str) -> str:
    """Return `text` with control and direction characters replaced by U+FFFD, tabs and line ends kept."""
    return text.translate(_TAMED)


def one_line(text: str) -> str:
    """Return `text` tamed and on one line, each run of white space as one space."""
    return tame(_SPACE.sub(" ", text)).strip()


def printable(text: str) -> str:
    r"""Return `text` with every character that can't be shown on one line written as `\x1b` or `\u202e`."""
    return _UNPRINTABLE.sub(escaped, text)
