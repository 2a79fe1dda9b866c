"""The knowledge of one run: what planscan ships, and what the user puts on top of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ..analyzers.errors import BrokenOverlayError
from ..lexicons import Lexicon, default_lexicon
from ..lexicons.errors import LexiconFault


def knowledge(files: Sequence[str]) -> Lexicon:
    """Return the lexicon with the user's files on top, checked with all their examples.

    Args:
        files: paths of YAML files, of which later ones win.

    Raises:
        BrokenOverlayError: a file is broken, or one of its entries fails its examples.
    """
    return _checked(tuple(files)) if files else default_lexicon()


@cache
def _checked(files: tuple[str, ...]) -> Lexicon:
    from ..analyzers.explaining.lexicon_check import check_overlay
    from ..lexicons.overlays import read_overlay

    try:
        overlays = [read_overlay(Path(file)) for file in files]
        lexicon = Lexicon(overlays=overlays)
        problem = next((p for overlay in overlays for p in check_overlay(overlay, lexicon)), None)
    except LexiconFault as fault:
        raise BrokenOverlayError(str(fault)) from fault
    if problem:
        raise BrokenOverlayError(problem)
    return lexicon
