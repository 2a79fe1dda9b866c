"""Where a phrase opens with a verb of doing, past the adverbs before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Literal

from ..lexicons import Entry, Lexicon

SUBJECT_LIMIT = 20
"""Those who have to act are named in at most this many characters or words that hold 要."""


class VerbEntry(Entry, frozen=True, kw_only=True):
    """Words of one use: action verbs, adverbs before them, openers of lists of actions, words of obligation."""

    use: Literal["action", "adverb", "opener", "modal"]


class VerbReader:
    """The verbs of a lexicon, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `verbs.yaml`."""
        entries = lexicon.table("verbs", VerbEntry)
        action = _alternation(t for e in entries if e.use == "action" for t in e.terms)
        adverb = _alternation(t for e in entries if e.use == "adverb" for t in e.terms)
        opener = _alternation(t for e in entries if e.use == "opener" for t in e.terms)
        names = _alternation(w for e in entries if e.use != "modal" for w in e.without)
        modals = [e for e in entries if e.use == "modal"]
        modal = _alternation(t for e in modals for t in e.terms)
        held = _alternation(w for e in modals for w in e.without)
        starts = "".join(sorted({t[0] for e in modals for t in e.terms}))
        self._opener = re.compile(rf"\s*(?:{opener})[:,]?\s*")
        self._subject = re.compile(
            rf"(?:{held}|[^\s,;:。{starts}]){{2,{SUBJECT_LIMIT}}}+(?!{held})(?:{modal})"
        )
        self._phrase = re.compile(rf"\s*(?!{names})(?:{adverb})*(?!{names})(?P<verb>{action})")

    def skip_opener(self, text: str, start: int) -> int:
        """Return the place behind words such as 主要是 at `start` of folded `text`, or `start`."""
        hit = self._opener.match(text, start)
        return hit.end() if hit else start

    def skip_subject(self, text: str, start: int) -> int:
        """Return the place behind those who have to act (各级政府要…) at `start` of folded `text`, or `start`."""
        hit = self._subject.match(text, start)
        return hit.end() if hit and self.opens(text, hit.end()) else start

    def opens(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where the verb stands with which a phrase at `start` of folded `text` opens, if it does."""
        hit = self._phrase.match(text, start)
        return hit.span("verb") if hit else None


def verb_reader(lexicon: Lexicon) -> VerbReader:
    """Return the compiled verbs of a lexicon, made once for it."""
    return lexicon.keep("verb_reader", partial(VerbReader, lexicon))


def _alternation(terms: Iterable[str]) -> str:
    words = sorted(dict.fromkeys(terms), key=len, reverse=True)
    return "|".join(map(re.escape, words)) or "(?!)"
