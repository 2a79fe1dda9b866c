"""Plain text: exactly the decoded characters; a line is a block."""

from __future__ import annotations

import re

from ..document import Block, Document, Span
from .source import Source


def read(source: Source) -> Document:
    """Return the document of a text file or of standard input."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.data.decode("gb18030")
    blocks: list[Block] = []
    for number, hit in enumerate(re.finditer(r"[^\n]*\n?", text), 1):
        words = re.search(r"\S(?:.*\S)?", hit.group())
        if words:
            span = Span(hit.start() + words.start(), hit.start() + words.end())
            blocks.append(Block(kind="paragraph", stretches=(span,), line=number))
    return Document(
        path=source.name,
        format="text",
        sha256=source.sha256,
        text=text,
        blocks=tuple(blocks),
        encoding="utf-8",
    )
