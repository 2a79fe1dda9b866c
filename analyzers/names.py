"""Names of files as results and messages show them."""

from __future__ import annotations

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(name: str) -> str:
    r"""Return a file name with the bytes that don't decode written as `\xff`, so that it fits into UTF-8."""
    return _LONE_SURROGATE.sub(escaped, name)


def escaped(hit: re.Match[str]) -> str:
    r"""Return a matched character as `\x1b` or `\u202e`."""
    code = ord(hit.group())
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that does not decode (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
