"""Where a phrase opens with a verb of doing, past the adverbs before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Literal

from ...lexicons import Entry, Lexicon, alternation
from ...lexicons.compiling import compiled

SUBJECT_LIMIT = 20
"""Those who have to act are named in at most this many characters or words that hold 要."""


_USUAL = 2
"""The usual length of a verb."""

_AT_ONCE = (0, (0, _USUAL))
"""Where an action begins and its verb stands in a clause that opens with such a verb."""

_BEHIND_ADVERB = (0, (_USUAL, 2 * _USUAL))
"""The same where such a verb follows an adverb of that length."""


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
        self._beginnings = frozenset(
            (" ", *(t[:_USUAL] for e in entries if e.use != "modal" for t in e.terms))
        )
        plain = _plain(entries)
        self._plain, self._either = plain["verb"], plain["either"]
        self._adverbs = plain["adverb"] | self._either
        reach = SUBJECT_LIMIT * max((len(w) for e in modals for w in e.without), default=1)
        near = rf"(?=[^{starts}]{{0,{reach}}}+[{starts}])" if starts else "(?!)"  # most clauses hold none
        subject = rf"{near}(?:{held}|[^\s,;:。{starts}]){{2,{SUBJECT_LIMIT}}}+(?!{held})(?:{modal})"
        phrase = rf"\s*(?!{names})(?:{adverb})*(?!{names})(?P<verb>{action})"
        self._phrase = compiled(phrase)
        # atomic: what opens a clause is taken once, and those who act are looked for where no verb follows it
        self._obliged = compiled(rf"(?>{subject})(?P<phrase>{phrase})")
        self._acting = compiled(rf"(?>\s*(?:{opener})[:,]?\s*)?+(?>{subject})??(?P<phrase>{phrase})")

    def acts(self, clause: str) -> tuple[int, tuple[int, int]] | None:
        """Return where the action of a folded clause begins, and where its verb stands, if it is one.

        Words such as 主要是 stand before it, and those who have to act (各级政府要…).
        """
        words = clause[:_USUAL]
        if words in self._plain:
            return _AT_ONCE
        if words in self._adverbs:
            following = clause[_USUAL : 2 * _USUAL]
            if following in self._plain:
                return _BEHIND_ADVERB
            if words in self._either and not self._leads(following):
                return _AT_ONCE
        hit = (self._acting if self._leads(words) else self._obliged).match(clause)
        return (hit.start("phrase"), hit.span("verb")) if hit else None

    def opens(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where the verb stands with which a phrase at `start` of folded `text` opens, if it does."""
        words = text[start : start + _USUAL]
        if words in self._plain:
            return start, start + _USUAL
        if not self._leads(words):
            return None
        hit = self._phrase.match(text, start)
        return hit.span("verb") if hit else None

    def _leads(self, words: str) -> bool:
        """Whether a phrase may open with two characters: words begin with them or the first, or it is white space."""
        return words in self._beginnings or words[:1] in self._beginnings


def _plain(entries: Iterable[VerbEntry]) -> dict[str, frozenset[str]]:
    """Return the words of the usual length that begin nothing else in the lexicon, and begin with nothing, by use.

    They are verbs, adverbs or both (支持). What opens with them needs no further look: most actions do.
    """
    uses: dict[str, set[str]] = {}
    for entry in entries:
        if entry.use != "modal":
            for word in entry.terms:
                uses.setdefault(word, set()).add(entry.use)
            for word in entry.without:
                uses.setdefault(word, set()).add("name")
    longer = Counter(word[:_USUAL] for word in uses)
    plain = {w: u for w, u in uses.items() if len(w) == _USUAL and longer[w] == 1 and w[:1] not in uses}
    return {
        "verb": frozenset(w for w, u in plain.items() if u == {"action"}),
        "adverb": frozenset(w for w, u in plain.items() if u == {"adverb"}),
        "either": frozenset(w for w, u in plain.items() if u == {"action", "adverb"}),
    }


def verb_reader(lexicon: Lexicon) -> VerbReader:
    """Return the compiled verbs of a lexicon, made once for it."""
    return lexicon.keep("verb_reader", partial(VerbReader, lexicon))
