"""What can be wrong with the knowledge."""

from __future__ import annotations


class LexiconFault(Exception):  # noqa: N818 - the error that people see is analyzers.errors.LexiconError
    """A lexicon file is broken; the message names file, line and remedy."""
