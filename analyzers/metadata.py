"""What the document says of itself."""

from __future__ import annotations

from ..lexicons import Lexicon
from .document import Document
from .model import Facts


def find_facts(document: Document, lexicon: Lexicon) -> Facts:
    """Return title, issuer, kind, region, number, date and period of a document."""
    return Facts(
        path=document.path,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        format=document.format,
        encoding=document.encoding,
        characters=len(document.text),
        edits=document.edits,
    )
