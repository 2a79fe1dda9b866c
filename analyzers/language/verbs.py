"""Where a phrase opens with a verb of doing, past the adverbs before it."""

from __future__ import annotations

import re
from functools import partial
from typing import Literal

from ...lexicons import Entry, Lexicon, alternation

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
        action = alternation(t for e in entries if e.use == "action" for t in e.terms)
        adverb = alternation(t for e in entries if e.use == "adverb" for t in e.terms)
        opener = alternation(t for e in entries if e.use == "opener" for t in e.terms)
        names = alternation(w for e in entries if e.use != "modal" for w in e.without)
        modals = [e for e in entries if e.use == "modal"]
        modal = alternation(t for e in modals for t in e.terms)
        held = alternation(w for e in modals for w in e.without)
        starts = "".join(sorted({t[0] for e in modals for t in e.terms}))
        subject = rf"(?:{held}|[^\s,;:。{starts}]){{2,{SUBJECT_LIMIT}}}+(?!{held})(?:{modal})"
        phrase = rf"\s*(?!{names})(?:{adverb})*(?!{names})(?P<verb>{action})"
        self._phrase = re.compile(phrase)
        # atomic: what opens a clause is taken once, and those who act are looked for where no verb follows it
        self._acting = re.compile(rf"(?>\s*(?:{opener})[:,]?\s*)?+(?>{subject})??(?P<phrase>{phrase})")

    def acts(self, clause: str) -> tuple[int, tuple[int, int]] | None:
        """Return where the action of a folded clause begins, and where its verb stands, if it is one.

        Words such as 主要是 stand before it, and those who have to act (各级政府要…).
        """
        hit = self._acting.match(clause)
        return (hit.start("phrase"), hit.span("verb")) if hit else None

    def opens(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where the verb stands with which a phrase at `start` of folded `text` opens, if it does."""
        hit = self._phrase.match(text, start)
        return hit.span("verb") if hit else None


def verb_reader(lexicon: Lexicon) -> VerbReader:
    """Return the compiled verbs of a lexicon, made once for it."""
    return lexicon.keep("verb_reader", partial(VerbReader, lexicon))
