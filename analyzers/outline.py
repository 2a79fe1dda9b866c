"""The document's own skeleton."""

from __future__ import annotations

from ..lexicons import Lexicon
from .document import Document
from .model import Facts, Unit


def find_outline(document: Document, facts: Facts, lexicon: Lexicon) -> tuple[Unit, ...]:
    """Return the outline units of a document, in order, with their roles."""
    return ()
