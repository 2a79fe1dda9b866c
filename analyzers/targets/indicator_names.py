"""When two indicators are the same: compared folded, without brackets, under one of several names."""

from __future__ import annotations

from functools import partial

from ...lexicons import Entry, Lexicon
from ...lexicons.compiling import compiled
from ..characters import fold

_ASIDE = compiled(r"\([^()]*\)|[\s“”\"]")


class IndicatorName(Entry, frozen=True, kw_only=True):
    """Names that mean the same; `plain` stands for them in comparisons."""

    plain: str


class IndicatorNames:
    """The names of `indicator_names.yaml`, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the names in their order."""
        entries = lexicon.table("indicator_names", IndicatorName)
        self._names = [(compiled("|".join(entry.patterns)), entry.plain) for entry in entries]

    def plain(self, indicator: str) -> str:
        """Return what an indicator is compared by; equal for names that mean the same.

        Args:
            indicator: its words as written.
        """
        words = fold(indicator)
        for pattern, plain in self._names:
            words = pattern.sub(plain, words)
        return _ASIDE.sub("", words)


def indicator_names(lexicon: Lexicon) -> IndicatorNames:
    """Return the compiled names of a lexicon, made once for it."""
    return lexicon.keep("indicator_names", partial(IndicatorNames, lexicon))
