"""Markdown: the canonical text is what a reader sees, one line a block."""

from __future__ import annotations

from ..document import Document
from . import text
from .source import Source


def read(source: Source) -> Document:
    """Return the document of a Markdown file."""
    return text.read(source)
