"""Where a phrase opens with a verb of doing, past the adverbs before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import Literal

from ..lexicons import Entry, Lexicon


class VerbEntry(Entry, frozen=True, kw_only=True):
    """Words of one use: action verbs, adverbs before them, words that open a list of actions."""

    use: Literal["action", "adverb", "opener"]


class VerbReader:
    """The verbs of a lexicon, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile `verbs.yaml`."""
        entries = lexicon.table("verbs", VerbEntry)
        action = _alternation(t for e in entries if e.use == "action" for t in e.terms)
        adverb = _alternation(t for e in entries if e.use == "adverb" for t in e.terms)
        opener = _alternation(t for e in entries if e.use == "opener" for t in e.terms)
        names = _alternation(w for e in entries for w in e.without)
        self._opener = re.compile(rf"\s*(?:{opener})[:,]?\s*")
        self._phrase = re.compile(rf"\s*(?!{names})(?:{adverb})*(?!{names})(?P<verb>{action})")

    def skip_opener(self, text: str, start: int) -> int:
        """Return the place behind words such as 主要是 at `start` of folded `text`, or `start`."""
        hit = self._opener.match(text, start)
        return hit.end() if hit else start

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
